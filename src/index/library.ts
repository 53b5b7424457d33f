/**
 * A library, open for reading: the texts of one audience, as `library-file.ts` wrote them.
 */
import Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Period } from '../corpus/report.ts';
import type { StandardAnswer } from '../corpus/standard-sources.ts';
import { keeping } from '../language/keeping.ts';
import type { LexiconTexts } from '../language/lexicon-entries.ts';
import {
  type PairEntry,
  readBlockRows,
  readFigureRows,
  readSentenceRows,
  readTableRows,
  type VocabularyEntry,
} from './rows.ts';
import type { ReportCard, StoredPassage, WholeReport } from './shelf.ts';

type Stored = Record<string, string | number | null>;

/** Reports without their texts. */
const REPORTS = `
SELECT reports.row, reports.id, title, association, aliases, place, period_from, period_to, publisher, published,
  source, audience, recognised, renamed, MIN(passages.row) AS first_passage, COUNT(passages.row) AS passages
FROM reports LEFT JOIN passages ON passages.report = reports.row GROUP BY reports.row ORDER BY reports.row`;

const PASSAGE = 'SELECT * FROM passages';

/** Passages kept in memory: about 20 MB with what answering makes of them, and most questions are about a few hundred. */
const CACHED_PASSAGES = 4000;
/** Words whose near ones are kept: many a question has the same. */
const KEPT_WORDS = { texts: 5000, chars: 50_000 } as const;

const renamedOf = (stored: string): Pick<ReportCard, 'renamed'> => {
  const renamed = JSON.parse(stored) as NonNullable<ReportCard['renamed']>;
  return renamed.length > 0 ? { renamed } : {};
};

/** A library, open for reading. */
export class Library {
  readonly #db: Database.Database;
  readonly #recentPassages = new LRUCache<number, StoredPassage>({ max: CACHED_PASSAGES });
  readonly #passageByRow: Database.Statement;
  readonly #passageById: Database.Statement;
  readonly #passageAt: Database.Statement;
  readonly #reportText: Database.Statement;
  readonly #whole: Database.Statement;
  readonly #passagesBetween: Database.Statement;
  readonly #near: Database.Statement;
  readonly #english: Database.Statement;

  constructor(file: string) {
    this.#db = new Database(file, { readonly: true, fileMustExist: true });
    this.#passageByRow = this.#db.prepare(`${PASSAGE} WHERE row = ?`);
    this.#passageById = this.#db.prepare(`${PASSAGE} WHERE id = ?`);
    this.#passageAt = this.#db.prepare(`${PASSAGE} WHERE report = ? AND ordinal = ?`);
    this.#reportText = this.#db.prepare('SELECT text FROM reports WHERE row = ?');
    this.#whole = this.#db.prepare('SELECT text, blocks, file, digest FROM reports WHERE row = ?');
    this.#passagesBetween = this.#db.prepare(
      `${PASSAGE} WHERE report = ? AND start < ? AND end > ? ORDER BY ordinal`,
    );
    this.#near = this.#db.prepare('SELECT words FROM near WHERE word = ?');
    this.#english = this.#db.prepare('SELECT words FROM english WHERE gloss = ?');
  }

  lexicon(): LexiconTexts {
    const row = this.#db.prepare("SELECT value FROM meta WHERE key = 'lexicon'").get() as { value: string };
    return JSON.parse(row.value) as LexiconTexts;
  }

  /** All reports, in the order of the corpus. */
  reports(): ReportCard[] {
    const rows = this.#db.prepare(REPORTS).all() as Stored[];
    const cards = rows.map((row) => ({
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
      ...(row['recognised'] === 1 && { isRecognised: true as const }),
      ...renamedOf(row['renamed'] as string),
    }));
    const ofAssociation = new Map<string, { row: number; period: Period }[]>();
    for (const { association, row, period } of cards) {
      if (association === '') continue;
      const own = ofAssociation.get(association);
      if (own) own.push({ row, period });
      else ofAssociation.set(association, [{ row, period }]);
    }
    return cards.map((card) => ({
      ...card,
      others: (ofAssociation.get(card.association) ?? [])
        .filter(({ row }) => row !== card.row)
        .map(({ period }) => period),
    }));
  }

  /** The clean text of a report. */
  reportText(report: number): string {
    return (this.#reportText.get(report) as { text: string }).text;
  }

  /** A report as a whole: its blocks are without what rows of tables say cell by cell. */
  whole(report: number): WholeReport {
    const row = this.#whole.get(report) as { text: string; blocks: string; file: string; digest: string };
    return { ...row, blocks: readBlockRows(row.blocks) };
  }

  /** The passages of a report that stand, at least in part, between two places of its text, in their order. */
  passagesBetween(report: number, start: number, end: number): StoredPassage[] {
    return this.#passagesBetween.all(report, end, start).flatMap((row) => toPassage(row as Stored) ?? []);
  }

  /** The standard answers, in the order of their file. */
  answers(): StandardAnswer[] {
    const rows = this.#db.prepare('SELECT value FROM answers ORDER BY ordinal').all() as { value: string }[];
    return rows.map(({ value }) => JSON.parse(value) as StandardAnswer);
  }

  vocabulary(): VocabularyEntry[] {
    return this.#db.prepare('SELECT * FROM vocabulary ORDER BY term').all() as VocabularyEntry[];
  }

  pairs(): PairEntry[] {
    return this.#db.prepare('SELECT * FROM pairs').raw().all() as unknown as PairEntry[];
  }

  /** Words of the index that a dictionary holds to be near a word, which may be in the index or not; the nearest first. */
  readonly near = keeping((word): readonly string[] => wordsOf(this.#near.get(word)), KEPT_WORDS);

  /** Words of the index that an English gloss (`doctor`, `to visit`) may mean, the likeliest first. */
  meaning(gloss: string): readonly string[] {
    return wordsOf(this.#english.get(gloss));
  }

  passage(row: number): StoredPassage | undefined {
    const recent = this.#recentPassages.get(row);
    if (recent) return recent;
    const passage = toPassage(this.#passageByRow.get(row) as Stored | undefined);
    if (passage) this.#recentPassages.set(row, passage);
    return passage;
  }

  passageById(id: string): StoredPassage | undefined {
    return toPassage(this.#passageById.get(id) as Stored | undefined);
  }

  /** The passage at a place in its report, for paging through neighbours. */
  passageAt(report: number, ordinal: number): StoredPassage | undefined {
    return toPassage(this.#passageAt.get(report, ordinal) as Stored | undefined);
  }

  close(): void {
    this.#db.close();
  }
}

const wordsOf = (row: unknown) => (row as { words: string } | undefined)?.words.split(' ') ?? [];

function toPassage(row: Stored | undefined): StoredPassage | undefined {
  if (!row) return undefined;
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
    sentences: readSentenceRows(row['sentences'] as string),
    figures: readFigureRows(row['figures'] as string),
    rows: readTableRows(row['rows'] as string),
  };
}
