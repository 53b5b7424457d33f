/**
 * `/admin/changes`: who changed what, as `kewen changes` lists it.
 */
import type { Change } from '../../records/changes.ts';
import { formatTime } from './build.tsx';
import type { Commands } from './command.ts';
import { type AdminContext, adminPage, Notes, wordsFor } from './frame.tsx';

/** The page. */
export async function changesPage(commands: Commands, c: AdminContext): Promise<Response> {
  const words = wordsFor(c);
  const { code, output, notes } = await commands.run(['changes', '--json'], { who: c.get('session').who });
  const { changes } = code === 0 ? (JSON.parse(output) as { changes: readonly Change[] }) : { changes: [] };
  return adminPage(c, {
    title: words.changes,
    content: (
      <>
        <Notes lines={code === 0 ? [] : notes} isBad />
        {changes.length === 0 ? (
          <p>{words.noChanges}</p>
        ) : (
          <div class="scroll">
            <table>
              <caption class="unseen">{words.changes}</caption>
              <thead>
                <tr>
                  {[words.when, words.who, words.what].map((name) => (
                    <th scope="col">{name}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {changes.map(({ atMs, who, command, code }) => (
                  <tr>
                    <th scope="row">{formatTime(new Date(atMs))}</th>
                    <td>{who}</td>
                    <td>
                      <code>{command}</code>
                      {code === 0 ? null : <span class="unsure"> {words.withProblems}</span>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p class="small">
          {words.asCommand}
          <code>kewen changes</code>
        </p>
      </>
    ),
  });
}
