/**
 * `/admin/reports`: the reports with what was inferred and what is unsure, as `kewen reports` lists them; one of them as
 * `kewen inspect` reads it; and what settles it, by `kewen add`.
 */
import { join } from 'node:path';
import { listCorpus } from '../../corpus/folder.ts';
import { MAX_FILE_BYTES } from '../../corpus/read.ts';
import type { Site } from '../site.ts';
import type { Commands } from './command.ts';
import { type AdminContext, adminPage, ChangeForm, Notes, wordsFor } from './frame.tsx';
import { fieldsOf } from './guard.tsx';
import { FieldInputs, InspectedView, settlingFlags, type Typed } from './inspected.tsx';
import { type Added, type Inspected, type Listed, placeOf, type ToldReport } from './told-reports.ts';
import type { AdminWords } from './words.ts';

/** What is listed at once; `kewen reports` lists all. */
const MAX_LISTED = 500;
const MAX_ADDRESS_CHARS = 2_000;

/** The list, with the form to send a file. */
export async function reportsPage(
  commands: Commands,
  c: AdminContext,
  told: readonly string[] = [],
): Promise<Response> {
  const words = wordsFor(c);
  const isUnsure = c.req.query('unsure') === '1';
  const line = ['reports', '--json', ...(isUnsure ? ['--unsure'] : [])];
  const { code, output, notes } = await commands.run(line, { who: c.get('session').who });
  const { reports, problems } = code <= 1 ? (JSON.parse(output) as Listed) : { reports: [], problems: [] };
  return adminPage(c, {
    title: words.reports,
    content: (
      <>
        <Notes lines={told} isBad />
        <Notes lines={code <= 1 ? [] : notes} isBad />
        <ChangeForm c={c} action="/admin/reports/upload" enctype="multipart/form-data">
          <h2>{words.upload}</h2>
          <label>
            {words.chooseFile}
            <input type="file" name="file" required />
          </label>
          <p class="hint">{words.uploadHint(MAX_FILE_BYTES / 1024 / 1024)}</p>
          <button type="submit">{words.lookAt}</button>
        </ChangeForm>
        <ChangeForm c={c} action="/admin/reports/fetch">
          <label>
            {words.fromAddress}
            <input type="url" name="address" required maxlength={MAX_ADDRESS_CHARS} placeholder="https://" />
          </label>
          <button type="submit">{words.fetchIt}</button>
        </ChangeForm>
        <h2>{words.reports}</h2>
        <p>
          <a href={isUnsure ? '/admin/reports' : '/admin/reports?unsure=1'}>
            {isUnsure ? words.allOfThem : words.onlyUnsure}
          </a>
        </p>
        {reports.length === 0 ? <p>{words.noReports}</p> : <ReportsTable reports={reports} words={words} />}
        {reports.length > MAX_LISTED ? (
          <p class="hint">{words.firstReports(MAX_LISTED, reports.length)}</p>
        ) : null}
        {problems.length === 0 ? null : (
          <section>
            <h2>{words.unusable}</h2>
            <ul>
              {problems.slice(0, MAX_LISTED).map(({ file, message }) => (
                <li>
                  <strong>{file}</strong> {message}
                </li>
              ))}
            </ul>
          </section>
        )}
        <p class="small">
          {words.asCommand}
          <code>{`kewen reports${isUnsure ? ' --unsure' : ''}`}</code>、<code>kewen add</code>
        </p>
      </>
    ),
  });
}

const ReportsTable = ({
  reports,
  words,
}: {
  readonly reports: readonly ToldReport[];
  readonly words: AdminWords;
}) => (
  <div class="scroll">
    <table>
      <caption class="unseen">{words.reports}</caption>
      <thead>
        <tr>
          {[words.file, words.association, words.period, words.audience, words.sureness].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {reports.slice(0, MAX_LISTED).map(({ file, association, period, audience, sureness, unsure }) => (
          <tr>
            <th scope="row">
              <a href={reportAddress(file)}>{file}</a>
            </th>
            <td>{association}</td>
            <td>{period}</td>
            <td>{words[audience]}</td>
            <td>{unsure === '' ? sureness : <span class="unsure">{unsure}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** The page of a report. */
export const reportAddress = (file: string): string => `/admin/reports/one?${new URLSearchParams({ file })}`;

/** A file of the corpus by its path there; null for what is none. */
async function ownPath({ corpus }: Site, file: string): Promise<string | null> {
  const files = await listCorpus(corpus).catch((): string[] => []);
  return files.includes(file) ? join(corpus, file) : null;
}

/** One report, looked through. */
export async function oneReportPage(
  site: Site,
  commands: Commands,
  c: AdminContext,
  told: readonly string[] = [],
  isBad = false,
  typed: Typed = () => '',
): Promise<Response> {
  const words = wordsFor(c);
  const asked = c.req.query('file') ?? '';
  const { file, entry } = placeOf(asked);
  const path = await ownPath(site, file);
  if (path === null)
    return adminPage(c, { title: words.reports, status: 404, content: <p>{words.noReports}</p> });
  const line = ['inspect', '--json', ...(entry === null ? [] : [`--entry=${entry}`]), '--', path];
  const { code, output, notes } = await commands.run(line, { who: c.get('session').who });
  const { reports } = code <= 1 ? (JSON.parse(output) as Inspected) : { reports: [] };
  const isArchive = /\.zip$/iu.test(file);
  return adminPage(c, {
    title: asked,
    content: (
      <>
        <Notes lines={told} isBad={isBad} />
        {told.length > 0 && !isBad ? <ToBuild words={words} /> : null}
        <Notes lines={notes} isBad />
        {reports.map((report) => (
          <InspectedView report={report} words={words} />
        ))}
        {isArchive ? (
          <p>{words.memberHint}</p>
        ) : (
          <ChangeForm c={c} action={`/admin/reports/settle?${new URLSearchParams({ file })}`}>
            <h2>{words.settle}</h2>
            <FieldInputs report={reports[0] ?? null} words={words} audience="" typed={typed} />
            <p class="hint">{words.settleHint}</p>
            <button type="submit" class="main">
              {words.settle}
            </button>
          </ChangeForm>
        )}
        <p>
          <a href="/admin/reports">{words.allReports}</a>
        </p>
      </>
    ),
  });
}

const ToBuild = ({ words }: { readonly words: AdminWords }) => (
  <p>
    <a class="button" href="/admin/build?check=1">
      {words.thenRebuild}
    </a>
  </p>
);

/** Writes down what a person says of a report. */
export async function takeSettling(site: Site, commands: Commands, c: AdminContext): Promise<Response> {
  const words = wordsFor(c);
  const path = await ownPath(site, c.req.query('file') ?? '');
  const typed = await fieldsOf(c);
  const flags = settlingFlags(typed);
  if (path === null) return await oneReportPage(site, commands, c);
  if (flags.length === 0) return await oneReportPage(site, commands, c, [words.nothingFilled], true);
  const { told, isBad } = await runAdd(commands, c, [...flags, '--', path], words);
  return await oneReportPage(site, commands, c, told, isBad, isBad ? typed : undefined);
}

/** What `kewen add` said of one file. */
export async function runAdd(
  commands: Commands,
  c: AdminContext,
  words: readonly string[],
  { done, notDone }: AdminWords,
): Promise<{ readonly told: readonly string[]; readonly isBad: boolean; readonly added: Added | null }> {
  const line = ['add', '--yes', '--json', ...words];
  const { code, output, notes } = await commands.run(line, { who: c.get('session').who });
  const [added = null] = code <= 1 ? (JSON.parse(output) as Added[]) : [];
  if (added === null) return { told: notes, isBad: true, added };
  if (added.status === 'refused') return { told: [`${notDone}${added.message}`], isBad: true, added };
  return { told: [`${done}${added.remark}`], isBad: false, added };
}
