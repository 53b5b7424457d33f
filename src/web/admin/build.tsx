/**
 * `/admin/build`: what a build would change, the build with its progress, and the way back, each as `kewen index` does
 * it.
 */
import { streamSSE } from 'hono/streaming';
import { localDay } from '../../records/statistics.ts';
import type { Build, Builds } from './builds.ts';
import type { Commands } from './command.ts';
import { type AdminContext, adminPage, ChangeForm, Notes, wordsFor } from './frame.tsx';
import type { AdminWords } from './words.ts';

/** The page. */
export async function buildPage(commands: Commands, builds: Builds, c: AdminContext): Promise<Response> {
  const words = wordsFor(c);
  const isChecking = c.req.query('check') === '1' && !builds.isRunning;
  const check = isChecking ? await commands.run(['index', '--check'], { who: c.get('session').who }) : null;
  const build = builds.last;
  return adminPage(c, {
    title: words.build,
    content: (
      <>
        {build?.ended === null ? <Running build={build} words={words} /> : null}
        {build?.ended ? <Last build={build} words={words} /> : null}
        {check ? (
          <section>
            <h2>{words.wouldChange}</h2>
            {check.output.trim() === '' ? null : <pre tabindex={0}>{check.output.trim()}</pre>}
            <Notes lines={check.notes.filter((line) => !IS_PROGRESS.test(line))} isBad={check.code > 1} />
          </section>
        ) : null}
        {builds.isRunning ? null : (
          <div class="actions">
            <form method="get" action="/admin/build">
              <button type="submit" name="check" value="1">
                {words.checkFirst}
              </button>
            </form>
            <ChangeForm c={c} action="/admin/build">
              <button type="submit" class="main">
                {words.rebuild}
              </button>
            </ChangeForm>
            <ChangeForm c={c} action="/admin/build/rollback">
              <button type="submit">{words.rollBack}</button>
            </ChangeForm>
          </div>
        )}
        <p class="small">{words.buildHint}</p>
        <p class="small">
          {words.asCommand}
          <code>kewen index --check</code>、<code>kewen index</code>、<code>kewen index --rollback</code>
        </p>
      </>
    ),
  });
}

/** Lines that only tell how far it is. */
const IS_PROGRESS = /^\S+ \d+\/\d+ /u;

const Running = ({ build, words }: { readonly build: Build; readonly words: AdminWords }) => (
  <section data-progress="/admin/build/events" aria-live="polite">
    <h2>{words.building}</h2>
    <progress aria-label={words.building} />
    <pre tabindex={0}>{build.notes.map((line) => `${line}\n`).join('')}</pre>
    <noscript>
      <meta http-equiv="refresh" content="3" />
      <p>
        <a href="/admin/build">{words.reload}</a>
      </p>
    </noscript>
  </section>
);

const Last = ({ build, words }: { readonly build: Build; readonly words: AdminWords }) => {
  const { command, who, begun, ended } = build;
  const isDone = (ended?.code ?? 0) <= 1;
  return (
    <section>
      <h2>{isDone ? words.lastBuild : words.lastBuildFailed}</h2>
      <p class="small">
        <code>{command}</code> · {who} · {formatTime(begun)}
      </p>
      {ended?.output.trim() ? <pre tabindex={0}>{ended.output.trim()}</pre> : null}
      <Notes lines={(ended?.notes ?? []).filter((line) => !IS_PROGRESS.test(line))} isBad={!isDone} />
    </section>
  );
};

/** Begins a build, or goes back; then to the page that tells of it. */
export async function takeBuild(builds: Builds, c: AdminContext, isBack: boolean): Promise<Response> {
  const going = builds.begin(isBack ? ['index', '--rollback'] : ['index'], c.get('session').who);
  // A way back takes a moment.
  if (isBack) await going;
  return c.redirect('/admin/build', 303);
}

const HEARTBEAT_MS = 10_000;

/** What a build says, line by line as it comes. */
export function buildEvents(builds: Builds, c: AdminContext): Response {
  // Else a proxy in front may keep the lines until there are many.
  c.header('x-accel-buffering', 'no');
  return streamSSE(c, async (stream) => {
    await new Promise<void>((resolve) => {
      const beat = setInterval(() => void stream.writeSSE({ event: 'beat', data: '' }), HEARTBEAT_MS);
      const close = () => {
        clearInterval(beat);
        letGo();
        resolve();
      };
      const letGo = builds.follow({
        onNote: (line) => void stream.writeSSE({ event: 'note', data: JSON.stringify(line) }),
        onEnd: () => void stream.writeSSE({ event: 'end', data: '' }).then(close),
      });
      stream.onAbort(close);
      if (!builds.isRunning) void stream.writeSSE({ event: 'end', data: '' }).then(close);
    });
  });
}

/** `2026-11-22 14:05`, in the time zone of the machine. */
export const formatTime = (at: Date): string =>
  `${localDay(at)} ${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
