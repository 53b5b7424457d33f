/**
 * The pages to keep house, `/admin`: only where a token is set, and of them only the login without a session.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { MAX_FILE_BYTES } from '../../corpus/read.ts';
import { refuse } from '../frame/refuse.tsx';
import { wordsOf } from '../frame/words.ts';
import type { Site } from '../site.ts';
import { answerForm, takeAnswer } from './answer-form.tsx';
import { tryPage } from './ask.tsx';
import { buildEvents, buildPage, takeBuild } from './build.tsx';
import { Builds } from './builds.ts';
import { changesPage } from './changes.tsx';
import type { Commands } from './command.ts';
import { type AdminContext, type AdminEnv, adminPage, asPublic, wordsFor } from './frame.tsx';
import { goldenForm, takeGolden } from './golden-form.tsx';
import { onlyFromOwnPage, onlyWithSession } from './guard.tsx';
import { healthPage } from './health.tsx';
import { lexiconPage, takeWord } from './lexicon.tsx';
import { Lockout } from './lockout.ts';
import { type Door, loginPage, takeLogin, takeLogout } from './login.tsx';
import { overviewPage } from './overview.tsx';
import { passagePage } from './passage.tsx';
import { questionsPage, takeDismissal } from './questions.tsx';
import { oneReportPage, reportsPage, takeSettling } from './reports.tsx';
import { Sessions } from './sessions.ts';
import { discard, takeAdding, takeAddress, takeUpload, uploadPage } from './upload.tsx';
import { Uploads } from './uploads.ts';

/** Of the fields of a form: hundreds of wordings of a question, each character as nine in an address. */
const MAX_FIELDS_BYTES = 1024 * 1024;
/** Of whoever may be anybody. */
const MAX_LOGIN_BYTES = 16_384;

const bounded = (maxSize: number, messageOf?: (c: AdminContext) => string) =>
  bodyLimit({
    maxSize,
    onError: (context) => {
      const c = context as unknown as AdminContext;
      c.header('connection', 'close');
      return refuse(asPublic(c), 413, messageOf ? { message: messageOf(c) } : {});
    },
  });
const boundedFile = bounded(MAX_FILE_BYTES + MAX_FIELDS_BYTES, (c) =>
  wordsFor(c).fileTooLarge(MAX_FILE_BYTES / 1024 / 1024),
);

/** Makes the pages. */
export function adminPages(site: Site, token: string, commands: Commands): Hono<AdminEnv> {
  const door: Door = { token, sessions: new Sessions(site.now), lockout: new Lockout(site.now) };
  const uploads = new Uploads(site.now);
  const builds = new Builds(commands, site.now, () => site.desk.refresh());
  commands.atEnd(() => uploads.close());
  const admin = new Hono<AdminEnv>();
  admin.use(async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  admin.get('/login', (c) => loginPage(c));
  admin.post('/login', bounded(MAX_LOGIN_BYTES), (c) => takeLogin(site, door, c));

  admin.use(onlyWithSession(site, door.sessions));
  // Only now: nobody else has this process read so much.
  admin.use('/reports/upload', boundedFile);
  admin.use(async (c, next) =>
    c.req.path === '/admin/reports/upload' ? await next() : await bounded(MAX_FIELDS_BYTES)(c, next),
  );
  admin.use(onlyFromOwnPage);
  admin.post('/logout', (c) => takeLogout(site, door, c));

  admin.get('/', (c) => overviewPage(commands, c));
  admin.get('/questions', (c) => questionsPage(commands, c));
  admin.post('/questions/dismiss', (c) => takeDismissal(commands, c));
  admin.get('/questions/answer', (c) => answerForm(c));
  admin.post('/questions/answer', (c) => takeAnswer(commands, c));
  admin.get('/questions/golden', (c) => goldenForm(commands, c));
  admin.post('/questions/golden', (c) => takeGolden(commands, c));
  admin.get('/ask', (c) => tryPage(commands, c));
  admin.get('/passage', (c) => passagePage(commands, c));
  admin.get('/lexicon', (c) => lexiconPage(commands, c));
  admin.post('/lexicon', (c) => takeWord(commands, c));
  admin.get('/changes', (c) => changesPage(commands, c));
  admin.get('/reports', (c) => reportsPage(commands, c));
  admin.get('/reports/one', (c) => reportPageAfter(site, commands, c));
  admin.post('/reports/settle', (c) => takeSettling(site, commands, c));
  admin.get('/reports/upload', (c) => uploadPage(commands, uploads, c));
  admin.post('/reports/upload', (c) => takeUpload(commands, uploads, c));
  admin.post('/reports/fetch', (c) => takeAddress(commands, uploads, c));
  admin.post('/reports/add', (c) => takeAdding(commands, uploads, c));
  admin.post('/reports/discard', (c) => discard(uploads, c));
  admin.get('/build', (c) => buildPage(commands, builds, c));
  admin.post('/build', (c) => takeBuild(builds, c, false));
  admin.post('/build/rollback', (c) => takeBuild(builds, c, true));
  admin.get('/build/events', (c) => buildEvents(builds, c));
  admin.get('/health', (c) => healthPage(commands, c));
  admin.all('*', nothingHere);
  return admin;
}

/** A report, with what became of a file that was just sent. */
async function reportPageAfter(site: Site, commands: Commands, c: AdminContext): Promise<Response> {
  const words = wordsFor(c);
  const told = c.req.query('told');
  const lines = told === 'added' ? [words.done] : told === 'known' ? [words.alreadyThere] : [];
  return await oneReportPage(site, commands, c, lines, told === 'known');
}

function nothingHere(c: AdminContext): Response {
  const words = wordsOf(c.get('language'));
  return adminPage(c, {
    title: words.refusalTitles[404],
    status: 404,
    content: <p>{words.refusals[404]}</p>,
  });
}
