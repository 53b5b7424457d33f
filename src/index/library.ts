/**
 * The texts of one audience in SQLite: reports, passages, sentences, figures, the vocabulary and the
 * lexicon. Written once by a build, then only read. A public library holds nothing of a staff report, not
 * even the words its spelling corrections or term weights would come from.
 */
import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Figure } from '../corpus/figures.ts';
import type { Passage, Sentence } from '../corpus/passages.ts';
import type { Period, Report, ReportMetadata } from '../corpus/report.ts';
import type { LexiconTexts } from '../language/lexicon.ts';

/** A report without its text, as it is kept in memory. */
export interface ReportCard extends ReportMetadata {
  readonly row: number;
  readonly id: string;
  /** Its passages are the rows from `firstPassage` on, so many of them. */
  readonly firstPassage: number;
  readonly passages: number;
}

/** A passage with everything an answer is made of. */
export interface StoredPassage {
  readonly row: number;
  readonly id: string;
  readonly report: number;
  /** Counts the passages of a report from 0. */
  readonly ordinal: number;
  readonly section: readonly string[];
  /** Offsets in the report's text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `fold(text)`, same length. */
  readonly folded: string;
  readonly sentences: readonly Sentence[];
}

/** A word of the index: in how many passages it stands and how it sounds. */
export interface VocabularyEntry {
  readonly term: string;
  readonly passages: number;
  readonly sound: string;
}

/** What one passage puts into the library. */
export interface PassageRecord extends Passage {
  readonly folded: string;
  readonly figures: readonly Figure[];
}

const SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, association TEXT NOT NULL,
  aliases TEXT NOT NULL, place TEXT NOT NULL, period_from INTEGER NOT NULL, period_to INTEGER NOT NULL,
  publisher TEXT NOT NULL, published TEXT NOT NULL, source TEXT NOT NULL, audience TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE TABLE passages (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, report INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  section TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL, folded TEXT NOT NULL,
  sentences TEXT NOT NULL
);
CREATE UNIQUE INDEX passages_of_report ON passages (report, ordinal);
CREATE TABLE figures (
  passage INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, kind TEXT NOT NULL,
  value REAL NOT NULL, upper REAL, hedge TEXT NOT NULL, unit TEXT NOT NULL, what TEXT NOT NULL,
  is_part INTEGER NOT NULL, period_from INTEGER, period_to INTEGER,
  PRIMARY KEY (passage, start)
) WITHOUT ROWID;
CREATE TABLE vocabulary (
  term TEXT PRIMARY KEY, passages INTEGER NOT NULL, sound TEXT NOT NULL
) WITHOUT ROWID;
`;

/** The contents of a library, in the order in which they are written. */
export interface LibraryContents {
  readonly meta: Readonly<Record<string, string>>;
  readonly lexicon: LexiconTexts;
  /** Rows are counted from 1 in this order. */
  readonly reports: readonly { readonly report: Report; readonly passages: readonly PassageRecord[] }[];
  /** Sorted by term. */
  readonly vocabulary: readonly VocabularyEntry[];
}

/** Writes a library file; the same contents give the same bytes. */
export function writeLibrary(file: string, contents: LibraryContents): void {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.exec(SCHEMA);
    db.transaction(() => {
      const meta = db.prepare('INSERT INTO meta VALUES (?, ?)');
      for (const [key, value] of Object.entries(contents.meta)) meta.run(key, value);
      meta.run('lexicon', JSON.stringify(contents.lexicon));
      writeReports(db, contents.reports);
      const word = db.prepare('INSERT INTO vocabulary VALUES (?, ?, ?)');
      for (const { term, passages, sound } of contents.vocabulary) word.run(term, passages, sound);
    })();
    db.exec('VACUUM');
  } finally {
    db.close();
  }
}

function writeReports(db: Database.Database, reports: LibraryContents['reports']): void {
  const insertReport = db.prepare('INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertPassage = db.prepare('INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertFigure = db.prepare('INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
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
      report.text,
    );
    for (const [ordinal, passage] of passages.entries()) {
      row++;
      insertPassage.run(
        row,
        passage.id,
        index + 1,
        ordinal,
        JSON.stringify(passage.section),
        passage.start,
        passage.end,
        report.text.slice(passage.start, passage.end),
        passage.folded,
        JSON.stringify(passage.sentences.map((s) => [s.start, s.end, s.kind, s.block])),
      );
      for (const figure of passage.figures) {
        insertFigure.run(
          row,
          figure.start,
          figure.end,
          figure.kind,
          figure.value,
          figure.upper,
          figure.hedge,
          figure.unit,
          figure.what,
          figure.isPart ? 1 : 0,
          figure.period?.from ?? null,
          figure.period?.to ?? null,
        );
      }
    }
  }
}

type Row = Record<string, string | number | null>;

/** Reports without their texts. */
const REPORTS = `
SELECT reports.row, reports.id, title, association, aliases, place, period_from, period_to, publisher, published,
  source, audience, MIN(passages.row) AS first_passage, COUNT(passages.row) AS passages
FROM reports LEFT JOIN passages ON passages.report = reports.row GROUP BY reports.row ORDER BY reports.row`;

/** Passages kept in memory: about 4 MB, and most questions are about the same few hundred. */
const CACHED_PASSAGES = 2000;

/** A library, open for reading. */
export class Library {
  readonly #db: Database.Database;
  readonly #recentPassages = new LRUCache<number, StoredPassage>({ max: CACHED_PASSAGES });
  readonly #recentFigures = new LRUCache<number, readonly Figure[]>({ max: CACHED_PASSAGES });
  readonly #passageByRow: Database.Statement;
  readonly #passageById: Database.Statement;
  readonly #passageAt: Database.Statement;
  readonly #figures: Database.Statement;
  readonly #reportText: Database.Statement;

  constructor(file: string) {
    this.#db = new Database(file, { readonly: true, fileMustExist: true });
    this.#passageByRow = this.#db.prepare('SELECT * FROM passages WHERE row = ?');
    this.#passageById = this.#db.prepare('SELECT * FROM passages WHERE id = ?');
    this.#passageAt = this.#db.prepare('SELECT * FROM passages WHERE report = ? AND ordinal = ?');
    this.#figures = this.#db.prepare('SELECT * FROM figures WHERE passage = ? ORDER BY start');
    this.#reportText = this.#db.prepare('SELECT text FROM reports WHERE row = ?');
  }

  lexicon(): LexiconTexts {
    const row = this.#db.prepare("SELECT value FROM meta WHERE key = 'lexicon'").get() as { value: string };
    return JSON.parse(row.value) as LexiconTexts;
  }

  /** All reports, in the order of the corpus. */
  reports(): ReportCard[] {
    const rows = this.#db.prepare(REPORTS).all() as Row[];
    return rows.map((row) => ({
      row: row['row'] as number,
      id: row['id'] as string,
      firstPassage: row['first_passage'] as number,
      passages: row['passages'] as number,
      title: row['title'] as string,
      association: row['association'] as string,
      aliases: JSON.parse(row['aliases'] as string) as string[],
      place: row['place'] as string,
      period: { from: row['period_from'] as number, to: row['period_to'] as number },
      publisher: row['publisher'] as string,
      published: row['published'] as string,
      source: row['source'] as string,
      audience: row['audience'] as ReportCard['audience'],
    }));
  }

  /** The clean text of a report. */
  reportText(report: number): string {
    return (this.#reportText.get(report) as { text: string }).text;
  }

  vocabulary(): VocabularyEntry[] {
    return this.#db.prepare('SELECT * FROM vocabulary ORDER BY term').all() as VocabularyEntry[];
  }

  passage(row: number): StoredPassage | undefined {
    const recent = this.#recentPassages.get(row);
    if (recent) return recent;
    const passage = toPassage(this.#passageByRow.get(row) as Row | undefined);
    if (passage) this.#recentPassages.set(row, passage);
    return passage;
  }

  passageById(id: string): StoredPassage | undefined {
    return toPassage(this.#passageById.get(id) as Row | undefined);
  }

  /** The passage at a place in its report, for paging through neighbours. */
  passageAt(report: number, ordinal: number): StoredPassage | undefined {
    return toPassage(this.#passageAt.get(report, ordinal) as Row | undefined);
  }

  /** The figures of a passage in the order of the text. */
  figures(passage: number): readonly Figure[] {
    const recent = this.#recentFigures.get(passage);
    if (recent) return recent;
    const figures = (this.#figures.all(passage) as Row[]).map((row) => ({
      start: row['start'] as number,
      end: row['end'] as number,
      kind: row['kind'] as Figure['kind'],
      value: row['value'] as number,
      upper: row['upper'] as number | null,
      hedge: row['hedge'] as Figure['hedge'],
      unit: row['unit'] as string,
      what: row['what'] as string,
      isPart: row['is_part'] === 1,
      period: toPeriod(row),
    }));
    this.#recentFigures.set(passage, figures);
    return figures;
  }

  close(): void {
    this.#db.close();
  }
}

function toPeriod(row: Row): Period | null {
  const from = row['period_from'] as number | null;
  return from === null ? null : { from, to: row['period_to'] as number };
}

function toPassage(row: Row | undefined): StoredPassage | undefined {
  if (!row) return undefined;
  const sentences = JSON.parse(row['sentences'] as string) as [number, number, Sentence['kind'], number][];
  return {
    row: row['row'] as number,
    id: row['id'] as string,
    report: row['report'] as number,
    ordinal: row['ordinal'] as number,
    section: JSON.parse(row['section'] as string) as string[],
    start: row['start'] as number,
    end: row['end'] as number,
    text: row['text'] as string,
    folded: row['folded'] as string,
    sentences: sentences.map(([start, end, kind, block]) => ({ start, end, kind, block })),
  };
}
