/**
 * `/admin/health`: what `kewen doctor` finds.
 */
import type { Commands } from './command.ts';
import { type AdminContext, adminPage, Notes, wordsFor } from './frame.tsx';

interface Findings {
  readonly findings: readonly {
    readonly check: string;
    readonly level: 'ok' | 'warn' | 'fail';
    readonly what: string;
    readonly fix: string;
  }[];
}

const MARKS = { ok: '✓', warn: '！', fail: '✗' } as const;

/** The page. */
export async function healthPage(commands: Commands, c: AdminContext): Promise<Response> {
  const words = wordsFor(c);
  const { code, output, notes } = await commands.run(['doctor', '--json'], { who: c.get('session').who });
  const findings = code <= 1 ? (JSON.parse(output) as Findings).findings : [];
  const checks = [...new Set(findings.map(({ check }) => check))];
  return adminPage(c, {
    title: words.health,
    content: (
      <>
        <Notes lines={code <= 1 ? [] : notes} isBad />
        {checks.map((check) => (
          <section>
            <h2>{check}</h2>
            <ul class="findings">
              {findings
                .filter((finding) => finding.check === check)
                .map(({ level, what, fix }) => (
                  <li class={level}>
                    <span class="mark">{MARKS[level]}</span> {what}
                    {fix === '' ? null : <p class="fix">→ {fix}</p>}
                  </li>
                ))}
            </ul>
          </section>
        ))}
        <p class="small">
          {words.asCommand}
          <code>kewen doctor</code>
        </p>
      </>
    ),
  });
}
