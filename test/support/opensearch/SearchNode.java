import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;
import org.opensearch.transport.TransportService;

/** One node of OpenSearch with the settings given as name=value; it ends when its standard input does. */
public final class SearchNode extends Node {
  private SearchNode(Environment environment) {
    super(environment, List.of(Netty4Plugin.class, CommonAnalysisPlugin.class), true);
  }

  public static void main(String[] arguments) throws Exception {
    var settings = Settings.builder();
    for (var argument : arguments) {
      var at = argument.indexOf('=');
      settings.put(argument.substring(0, at), argument.substring(at + 1));
    }
    var environment =
        InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), null, () -> "node");
    var node = new SearchNode(environment);
    node.start();
    var http = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress();
    var transport = node.injector().getInstance(TransportService.class).boundAddress().publishAddress();
    System.out.println("ready " + http.getPort() + " " + transport.getPort());
    while (System.in.read() != -1) {}
    System.exit(0);
  }
}
