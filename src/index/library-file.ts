/**
 * The texts of one audience in SQLite: reports, passages with their sentences and figures, the vocabulary and the
 * lexicon. Written once by a build, then only read. A public library holds nothing of a staff report, not even the
 * words its spelling corrections or term weights would come from.
 */
import Database from 'better-sqlite3';
import type { Report } from '../corpus/report.ts';
import type { StandardAnswer } from '../corpus/standard-sources.ts';
import type { LexiconTexts } from '../language/lexicon-entries.ts';
import type { DictionaryRows } from './dictionary.ts';
import { type PairEntry, type PassageRow, toBlockRows, type VocabularyEntry } from './rows.ts';

const SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, association TEXT NOT NULL,
  aliases TEXT NOT NULL, place TEXT NOT NULL, period_from INTEGER NOT NULL, period_to INTEGER NOT NULL,
  publisher TEXT NOT NULL, published TEXT NOT NULL, source TEXT NOT NULL, audience TEXT NOT NULL,
  recognised INTEGER NOT NULL, renamed TEXT NOT NULL,
  text TEXT NOT NULL, blocks TEXT NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL
);
CREATE TABLE passages (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, report INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  section TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL,
  sentences TEXT NOT NULL, figures TEXT NOT NULL, rows TEXT NOT NULL
);
CREATE UNIQUE INDEX passages_of_report ON passages (report, ordinal);
CREATE TABLE answers (id TEXT PRIMARY KEY, ordinal INTEGER NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE vocabulary (
  term TEXT PRIMARY KEY, passages INTEGER NOT NULL, sound TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE pairs (pair TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE near (word TEXT PRIMARY KEY, words TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE english (gloss TEXT PRIMARY KEY, words TEXT NOT NULL) WITHOUT ROWID;
`;

/** The contents of a library, in the order in which they are written. */
export interface LibraryContents {
  readonly meta: Readonly<Record<string, string>>;
  readonly lexicon: LexiconTexts;
  /** Rows are counted from 1 in this order. */
  readonly reports: readonly { readonly report: Report; readonly passages: readonly PassageRow[] }[];
  /** Sorted by term. */
  readonly vocabulary: readonly VocabularyEntry[];
  /** Sorted by pair. */
  readonly pairs: readonly PairEntry[];
  readonly dictionary: DictionaryRows;
  /** The standard answers of this audience, in the order of their file. */
  readonly answers: readonly StandardAnswer[];
}

/** Writes a library file; the same contents give the same bytes. */
export function writeLibrary(file: string, contents: LibraryContents): void {
  // Put together in memory and then written from one end to the other.
  const db = new Database(':memory:');
  try {
    db.exec(SCHEMA);
    db.transaction(() => {
      const meta = db.prepare('INSERT INTO meta VALUES (?, ?)');
      for (const [key, value] of Object.entries(contents.meta)) meta.run(key, value);
      meta.run('lexicon', JSON.stringify(contents.lexicon));
      writeReports(db, contents.reports);
      const word = db.prepare('INSERT INTO vocabulary VALUES (?, ?, ?)');
      for (const { term, passages, sound } of contents.vocabulary) word.run(term, passages, sound);
      const pair = db.prepare('INSERT INTO pairs VALUES (?, ?)');
      for (const entry of contents.pairs) pair.run(...entry);
      const near = db.prepare('INSERT INTO near VALUES (?, ?)');
      for (const [key, words] of contents.dictionary.near) near.run(key, words.join(' '));
      const english = db.prepare('INSERT INTO english VALUES (?, ?)');
      for (const [gloss, words] of contents.dictionary.english) english.run(gloss, words.join(' '));
      const answer = db.prepare('INSERT INTO answers VALUES (?, ?, ?)');
      for (const [ordinal, value] of contents.answers.entries())
        answer.run(value.id, ordinal, JSON.stringify(value));
    })();
    db.prepare('VACUUM INTO ?').run(file);
  } finally {
    db.close();
  }
}

function writeReports(db: Database.Database, reports: LibraryContents['reports']): void {
  const insertReport = db.prepare(
    'INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const insertPassage = db.prepare('INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  let row = 0;
  for (const [index, { report, passages }] of reports.entries()) {
    insertReport.run(
      index + 1,
      report.id,
      report.title,
      report.association,
      JSON.stringify(report.aliases),
      report.place,
      report.period.from,
      report.period.to,
      report.publisher,
      report.published,
      report.source,
      report.audience,
      report.isRecognised ? 1 : 0,
      JSON.stringify(report.renamed ?? []),
      report.text,
      toBlockRows(report.blocks),
      report.file,
      report.digest,
    );
    for (const [ordinal, passage] of passages.entries()) {
      const { id, section, start, end, folded, sentences, figures, rows } = passage;
      const text = report.text.slice(start, end);
      const lists = [sentences, figures, rows];
      insertPassage.run(++row, id, index + 1, ordinal, section, start, end, text, folded, ...lists);
    }
  }
}
