/** SQLite's full-text search, ranked by its BM25: over nodejieba's words, and over its own trigrams. */
import Database from 'better-sqlite3';
import { jiebaWords, type MakePeer, type Peer } from './peer.ts';

/** Words are given to SQLite between spaces, and any of them may match. */
export const makeFts5Words: MakePeer = (paragraphs) =>
  makeTable(
    'unicode61',
    paragraphs.map((text) => jiebaWords(text).join(' ')),
    (question) => jiebaWords(question),
  );

/** The text as it is; any run of three characters of the question may match. */
export const makeFts5Trigram: MakePeer = (paragraphs) =>
  makeTable('trigram', paragraphs, (question) => {
    const characters = [...question];
    return characters.slice(0, -2).map((_, i) => characters.slice(i, i + 3).join(''));
  });

function makeTable(
  tokenizer: 'unicode61' | 'trigram',
  texts: readonly string[],
  termsOf: (question: string) => readonly string[],
): Peer {
  const db = new Database(':memory:');
  db.exec(`CREATE VIRTUAL TABLE paragraphs USING fts5 (text, tokenize = '${tokenizer}')`);
  const insert = db.prepare('INSERT INTO paragraphs (rowid, text) VALUES (?, ?)');
  db.transaction(() => {
    for (const [id, text] of texts.entries()) insert.run(id + 1, text);
  })();
  const select = db
    .prepare('SELECT rowid FROM paragraphs WHERE paragraphs MATCH ? ORDER BY rank LIMIT ?')
    .pluck();
  return {
    search: (question, limit) => {
      const terms = new Set(termsOf(question));
      if (terms.size === 0) return [];
      const query = [...terms].map((term) => `"${term.replaceAll('"', '""')}"`).join(' OR ');
      return (select.all(query, limit) as number[]).map((row) => row - 1);
    },
    close: () => db.close(),
  };
}
