/**
 * A file on its way in: sent, looked at as `kewen inspect` does, and put among the reports by `kewen add`, for staff only
 * until a person says otherwise.
 */
import { join } from 'node:path';
import type { Commands } from './command.ts';
import { type AdminContext, adminPage, ChangeForm, Notes, wordsFor } from './frame.tsx';
import { fieldsOf } from './guard.tsx';
import { FieldInputs, InspectedView, settlingFlags, type Typed } from './inspected.tsx';
import { reportAddress, reportsPage, runAdd } from './reports.tsx';
import type { Fetched, Inspected } from './told-reports.ts';
import type { Uploads } from './uploads.ts';

const addressOf = (id: string): string => `/admin/reports/upload?${new URLSearchParams({ id })}`;

/** Takes a file; then to what it was read as. */
export async function takeUpload(commands: Commands, uploads: Uploads, c: AdminContext): Promise<Response> {
  const words = wordsFor(c);
  const { file } = await c.req.parseBody();
  if (!(file instanceof File) || file.size === 0) return await reportsPage(commands, c, [words.noFile]);
  const kept = uploads.keep(file.name, new Uint8Array(await file.arrayBuffer()));
  if (kept === 'bad') return await reportsPage(commands, c, [words.badFile]);
  if (kept === 'many') return await reportsPage(commands, c, [words.tooManyUploads]);
  return c.redirect(addressOf(kept.id), 303);
}

/** Fetches an address; then to what it was read as. */
export async function takeAddress(commands: Commands, uploads: Uploads, c: AdminContext): Promise<Response> {
  const words = wordsFor(c);
  const address = (await fieldsOf(c))('address').trim();
  if (!/^https?:\/\//iu.test(address)) return await reportsPage(commands, c, [words.noAddress]);
  let told: readonly string[] = [];
  const kept = await uploads.keepFrom(async (folder) => {
    const line = ['fetch', '--json', `--to=${folder}`, '--', address];
    const { code, output, notes } = await commands.run(line, { who: c.get('session').who });
    told = notes;
    if (code !== 0) return null;
    const { file, source, isUnnamed } = JSON.parse(output) as Fetched;
    return { path: join(folder, file), source, isUnnamed };
  });
  if (kept === 'many') return await reportsPage(commands, c, [words.tooManyUploads]);
  if (kept === null) return await reportsPage(commands, c, told);
  return c.redirect(addressOf(kept.id), 303);
}

/** What a file that was sent or fetched is read as. */
export async function uploadPage(
  commands: Commands,
  uploads: Uploads,
  c: AdminContext,
  told: readonly string[] = [],
  typed: Typed = () => '',
): Promise<Response> {
  const words = wordsFor(c);
  const id = c.req.query('id') ?? '';
  const upload = uploads.find(id);
  if (upload === null) return await reportsPage(commands, c, [words.noSuchUpload]);
  const { code, output, notes } = await commands.run(['inspect', '--json', '--adding', '--', upload.path], {
    who: c.get('session').who,
  });
  const { reports } = code <= 1 ? (JSON.parse(output) as Inspected) : { reports: [] };
  const [report = null] = reports;
  return adminPage(c, {
    title: words.preview,
    content: (
      <>
        <Notes lines={told} isBad />
        <Notes lines={notes} isBad={reports.length === 0} />
        <p>
          {words.notYetIn} {upload.source}
        </p>
        {reports.map((one) => (
          <InspectedView report={one} words={words} isNew />
        ))}
        {report === null ? null : (
          <ChangeForm c={c} action={`/admin/reports/add?${new URLSearchParams({ id })}`}>
            <h2>{words.putIn}</h2>
            <FieldInputs report={report} words={words} audience="staff" typed={typed} />
            {upload.isUnnamed ? <input type="hidden" name="named" value={report.title} /> : null}
            <label>
              <input type="checkbox" name="replace" value="1" checked={typed('replace') === '1'} />{' '}
              {words.replaceOld}
            </label>
            <button type="submit" class="main">
              {words.putIn}
            </button>
          </ChangeForm>
        )}
        <ChangeForm c={c} action={`/admin/reports/discard?${new URLSearchParams({ id })}`}>
          <button type="submit">{words.discard}</button>
        </ChangeForm>
      </>
    ),
  });
}

/** Puts a file that was sent among the reports. */
export async function takeAdding(commands: Commands, uploads: Uploads, c: AdminContext): Promise<Response> {
  const words = wordsFor(c);
  const id = c.req.query('id') ?? '';
  const upload = uploads.find(id);
  if (upload === null) return await reportsPage(commands, c, [words.noSuchUpload]);
  const field = await fieldsOf(c);
  const audience = field('audience') === 'public' ? 'public' : 'staff';
  const flags = settlingFlags((name) => (name === 'audience' ? audience : field(name)));
  const replace = field('replace') === '1' ? ['--replace'] : [];
  const origin = upload.source === '' ? [] : [`--source=${upload.source}`];
  const title = upload.isUnnamed ? field('title') || field('named') : '';
  const name = title === '' ? [] : [`--name=${title}`];
  const line = [...flags, ...origin, ...name, ...replace, '--new', '--', upload.path];
  const { told, added } = await runAdd(commands, c, line, words);
  if (added === null || added.status === 'refused')
    return await uploadPage(commands, uploads, c, told, field);
  uploads.drop(id);
  return c.redirect(`${reportAddress(added.file)}&told=${added.status}`, 303);
}

/** Lets go of it. */
export function discard(uploads: Uploads, c: AdminContext): Response {
  uploads.drop(c.req.query('id') ?? '');
  return c.redirect('/admin/reports', 303);
}
