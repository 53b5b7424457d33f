/** A report as `kewen inspect` reads it, and the fields by which a person says what it does not say itself. */
import type { FC } from 'hono/jsx';
import type { Audience, Inference } from '../../corpus/report.ts';
import type { InspectedReport } from './told-reports.ts';
import type { AdminWords } from './words.ts';

const SHOWN = [
  'title',
  'association',
  'place',
  'period',
  'audience',
] as const satisfies readonly Inference['field'][];
/** Fields that a person may say, as the flags of `kewen add` are called. */
const SAID = ['association', 'period', 'title', 'place'] as const;
const MAX_OUTLINE = 60;
const MAX_PASSAGES = 12;
const MAX_CHARS = 160;
const MAX_FIELD_CHARS = 200;

/** What was read. */
export const InspectedView: FC<{
  readonly report: InspectedReport;
  readonly words: AdminWords;
  /** Whether it is not in yet: who may see it is said when it is put in, whatever it was read as. */
  readonly isNew?: boolean;
}> = ({ report, words, isNew = false }) => (
  <section>
    <div class="scroll">
      <table>
        <caption class="unseen">{words.preview}</caption>
        <tbody>
          {SHOWN.filter((field) => !(isNew && field === 'audience')).map((field) => (
            <Fact report={report} field={field} words={words} />
          ))}
        </tbody>
      </table>
    </div>
    {report.warnings.length === 0 ? null : (
      <>
        <h2>{words.warnings}</h2>
        <ul>
          {report.warnings.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </>
    )}
    <details>
      <summary>{words.outline}</summary>
      <ul class="plain">
        {report.outline.slice(0, MAX_OUTLINE).map(({ text }) => (
          <li>{text}</li>
        ))}
      </ul>
    </details>
    <details>
      <summary>
        {words.passages(
          report.passages.length,
          report.passages.reduce((sum, { figures }) => sum + figures.length, 0),
        )}
      </summary>
      <ol>
        {report.passages.slice(0, MAX_PASSAGES).map(({ text }) => (
          <li>{text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}……` : text}</li>
        ))}
      </ol>
    </details>
  </section>
);

const Fact: FC<{
  readonly report: InspectedReport;
  readonly field: (typeof SHOWN)[number];
  readonly words: AdminWords;
}> = ({ report, field, words }) => {
  const guess = report.inferred.find((one) => one.field === field);
  const value = field === 'audience' ? words[report.audience] : report[field];
  const reason = guess ? `${guess.doubt ? words.doubtful : words.inferred}：${guess.reason}` : words.given;
  if (value === '' && !guess) return null;
  return (
    <tr>
      <th scope="row">{words[field]}</th>
      <td>{guess?.doubt ? <span class="unsure">{value || '—'}</span> : value}</td>
      <td class="small">{reason}</td>
    </tr>
  );
};

/** A field of a form by its name; empty where nothing stands in it. */
export type Typed = (name: string) => string;

/** Fields to fill in. */
export const FieldInputs: FC<{
  readonly report: InspectedReport | null;
  readonly words: AdminWords;
  /** Chosen beforehand; empty where nothing is. */
  readonly audience: Audience | '';
  /** What was filled in before and not taken. */
  readonly typed?: Typed;
}> = ({ report, words, audience, typed = () => '' }) => (
  <div class="row">
    {SAID.map((field) => (
      <label>
        {words[field]}
        <input
          name={field}
          value={typed(field)}
          maxlength={MAX_FIELD_CHARS}
          placeholder={report?.[field] || words.keepAsIs}
        />
      </label>
    ))}
    <label>
      {words.whoMaySee}
      <select name="audience">
        {audience === '' ? <option value="">{words.keepAsIs}</option> : null}
        <option value="staff" selected={(typed('audience') || audience) === 'staff'}>
          {words.staff}
        </option>
        <option value="public" selected={(typed('audience') || audience) === 'public'}>
          {words.public}
        </option>
      </select>
    </label>
  </div>
);

/** The flags of `kewen add` that say what was filled in. */
export function settlingFlags(field: Typed): string[] {
  return [...SAID, 'audience'].flatMap((name) => {
    const value = field(name).replace(/\s+/gu, ' ').slice(0, MAX_FIELD_CHARS);
    return value === '' ? [] : [`--${name}=${value}`];
  });
}
