import fc from 'fast-check';
import MiniSearch, { type AsPlainObject } from 'minisearch';
import { describe, expect, it } from 'vitest';
import { OF_BIGRAMS, OF_WORDS, SEARCH_FIELDS, type SearchDocument } from '../../src/index/fields.ts';
import { countTerms, Postings } from '../../src/index/postings.ts';
import { COUNTED, countPassage, type ScoringStatistics, scorerOf } from '../../src/index/score.ts';
import { PassageSearch } from '../../src/index/search.ts';
import { SEARCH_OPTIONS, SearchFile } from '../../src/index/search-file.ts';
import type { WeightedTerm } from '../../src/index/shelf.ts';
import { planTerms } from '../../src/index/term-plan.ts';
import { bigramTerms, wordTerms } from '../../src/index/terms.ts';
import { Vocabulary } from '../../src/index/vocabulary.ts';
import { createSegmenter } from '../../src/language/segment.ts';
import { DRAWN } from '../support/questions.ts';

const segment = createSegmenter([{ word: '科普画廊', tag: 'n' }]);

function documentOf(text: string, heading = ''): SearchDocument {
  return {
    words: wordTerms(segment(text)).join(' '),
    bigrams: bigramTerms(text).join(' '),
    heading: wordTerms(segment(heading)).join(' '),
  };
}

/** The search file of reports, each with its passages. */
function fileOf(reports: readonly (readonly SearchDocument[])[]): string {
  return Buffer.from(new Postings(reports.map(countTerms)).toSearchFile()).toString('utf8');
}

/** The words and pairs of reports. */
function vocabularyOf(reports: readonly (readonly SearchDocument[])[]): Vocabulary {
  const postings = new Postings(reports.map(countTerms));
  const words = Array.from(postings.words(), (entry) => ({ ...entry, sound: '' }));
  return new Vocabulary(words, [...postings.pairs()], reports.flat().length);
}

/** An index of reports. */
const searchIn = (reports: readonly (readonly SearchDocument[])[]) =>
  new PassageSearch(Buffer.from(fileOf(reports)), vocabularyOf(reports), placesOf(reports));

/** Where the passages of reports are. */
const placesOf = (reports: readonly (readonly SearchDocument[])[]) =>
  reports.map(({ length }, i) => ({ firstPassage: 1 + reports.slice(0, i).flat().length, passages: length }));

/** An index of reports of two passages each. */
function searchOver(passages: readonly SearchDocument[]): PassageSearch {
  return searchIn(passages.flatMap((_, i) => (i % 2 === 0 ? [passages.slice(i, i + 2)] : [])));
}

const queryOf = (text: string) => ({
  words: wordTerms(segment(text)).map((term) => ({ term, weight: 1 })),
  bigrams: bigramTerms(text).map((term) => ({ term, weight: 1 })),
});

const TEXTS = [
  '全市科普画廊142块，每月更新内容。',
  '全年开展科普活动925项，受益50余万人次。',
  '新增院士工作站3家，柔性引进院士11名。',
  '科普大篷车进校园46次，行程2600余公里。',
  '举办科普讲座74场，院士作报告5场。',
];
const search = searchOver(TEXTS.map((text) => documentOf(text)));

describe('a search', () => {
  it.each([
    ['科普画廊有多少块', 1, 'it alone has the rare word'],
    ['科普活动开展了多少项', 2, 'it alone has 活动 and 开展'],
    ['院士工作站', 3, 'it has both words, the lecture only one'],
    ['大篷车行程', 4, 'pairs of characters find what the words cut otherwise'],
  ])('finds for %s passage %d first: %s', (question, passage) => {
    expect(search.search(queryOf(question), 5)[0]?.passage).toBe(passage);
  });

  it('finds nothing for words that are not there', () => {
    expect(search.search(queryOf('量子纠缠'), 5)).toEqual([]);
    expect(search.search({ words: [], bigrams: [] }, 5)).toEqual([]);
  });

  it('keeps to the reports it is given', () => {
    const hits = search.search({ ...queryOf('科普'), reports: new Set([2]) }, 5);
    expect(hits.map(({ report }) => report)).toEqual(hits.map(() => 2));
    expect(hits).not.toEqual([]);
    expect(search.search({ ...queryOf('科普'), reports: new Set() }, 5)).toEqual([]);
  });

  it('gives at most as many as asked for, best first, equals in the order of the corpus', () => {
    const same = searchOver([0, 1, 2, 3].map(() => documentOf('科普画廊三块')));
    const hits = same.search(queryOf('科普画廊'), 3);
    expect(hits.map(({ passage }) => passage)).toEqual([1, 2, 3]);
  });

  it('counts a word less where it only stands in a heading', () => {
    const headed = searchOver([
      documentOf('全年开展活动三场。', '院士工作站'),
      documentOf('院士工作站开展活动三场。'),
    ]);
    expect(headed.search(queryOf('院士工作站'), 2).map(({ passage }) => passage)).toEqual([2, 1]);
  });
});

describe('a search for what stands in more passages than are gone through', () => {
  // 科普 stands in 1,200 passages, 600 reports of two; in passage 1,101 twice, in 1,151 it is all there is.
  const texts = Array.from({ length: 1200 }, (_, i) => `全年开展科普活动，共${i}场`);
  texts[1100] = '全年开展科普活动，共办科普活动九场';
  texts[1150] = '科普';
  const large = searchOver(texts.map((text) => documentOf(text)));

  it('finds those in which it counts most, wherever they stand', () => {
    const hits = large.search(queryOf('科普'), 3);
    expect(hits.map(({ passage }) => passage)).toEqual([1151, 1101, 1]);
    expect(large.search(queryOf('科普'), 3)).toEqual(hits);
  });

  it('finds at most a thousand', () => {
    expect(large.search(queryOf('科普'), 5000)).toHaveLength(1000);
  });

  it('finds all that the reports it is given have', () => {
    const hits = large.search({ ...queryOf('科普'), reports: new Set([600, 580]) }, 5000);
    expect(hits.map(({ passage }) => passage).sort()).toEqual([1159, 1160, 1199, 1200]);
  });
});

describe('a search file', () => {
  const han = fc.constantFrom(...'科普活动画廊院士工作站开展举办讲座大篷车行程，。 12');
  const text = fc.array(han, { maxLength: 30 }).map((characters) => characters.join(''));
  const reports = fc.array(fc.array(fc.tuple(text, text), { maxLength: 4 }), { maxLength: 5 });

  /** What MiniSearch saves of the same passages. */
  function savedByMiniSearch(documents: readonly (readonly SearchDocument[])[]): AsPlainObject {
    const mini = new MiniSearch(SEARCH_OPTIONS);
    let id = 0;
    for (const [i, passages] of documents.entries()) {
      for (const passage of passages) mini.add({ ...passage, ...{ id: ++id, report: i + 1 } });
    }
    return JSON.parse(JSON.stringify(mini)) as AsPlainObject;
  }

  it('is what MiniSearch would have saved, its terms sorted', () => {
    fc.assert(
      fc.property(reports, (drawn) => {
        const documents = drawn.map((passages) => passages.map(([body, head]) => documentOf(body, head)));
        const { index, ...rest } = savedByMiniSearch(documents);
        index.sort(([a], [b]) => (a < b ? -1 : 1));
        expect(JSON.parse(fileOf(documents))).toEqual({ ...rest, index });
      }),
      { ...DRAWN, numRuns: 300 },
    );
  });

  const distinct = (terms: readonly WeightedTerm[]) => [
    ...new Map(terms.map((one) => [one.term, one])).values(),
  ];

  /** Queries of some reports. */
  const searched = fc
    .tuple(reports, text, fc.integer({ min: 1, max: 9 }))
    .map(([drawn, question, tenths]) => {
      const documents = drawn.map((passages) => passages.map(([body, head]) => documentOf(body, head)));
      const { words, bigrams } = queryOf(question);
      const query = {
        words: distinct(words).map(({ term }, i) => ({ term, weight: i % 2 === 0 ? 1 : tenths / 10 })),
        bigrams: distinct(bigrams),
      };
      const plan = planTerms(query, vocabularyOf(documents));
      return { documents, plan, hits: searchIn(documents).search(query, 1000) };
    });

  it('is searched with the scores that are computed of one passage alone, to the last bit', () => {
    fc.assert(
      fc.property(searched, ({ documents, plan, hits }) => {
        const scoreOf = scorerOf(plan, COUNTED, statisticsOf(fileOf(documents)));
        const scored = documents
          .flat()
          .map((document, i) => ({ passage: i + 1, score: scoreOf(countPassage(document)) }))
          .filter(({ score }) => score > 0)
          .sort((a, b) => b.score - a.score || a.passage - b.passage);
        expect(hits.map(({ passage, score }) => ({ passage, score }))).toEqual(scored);
      }),
      { ...DRAWN, numRuns: 300 },
    );
  });

  it('is searched with the scores of MiniSearch, but for its factor for the number of terms that matched', () => {
    fc.assert(
      fc.property(searched, ({ documents, plan, hits }) => {
        const mini = MiniSearch.loadJSON(fileOf(documents), SEARCH_OPTIONS);
        const queryFor = (terms: readonly WeightedTerm[], boost: Record<string, number>) => ({
          combineWith: 'OR' as const,
          queries: [terms.map(({ term }) => term).join(' ')],
          fields: Object.keys(boost),
          boost,
          boostTerm: (_: string, i: number) => (terms[i] as WeightedTerm).weight,
        });
        const { opening, adding } = plan;
        const queries = [opening, adding].flatMap(({ words, bigrams }) => [
          queryFor(words, OF_WORDS),
          queryFor(bigrams, OF_BIGRAMS),
        ]);
        const scores = new Map(
          mini
            .search({ combineWith: 'OR', queries })
            .map(({ id, score, queryTerms }) => [id as number, score / queryTerms.length]),
        );
        for (const { passage, score } of hits) expect(score).toBeCloseTo(scores.get(passage) ?? 0, 9);
      }),
      { ...DRAWN, numRuns: 300 },
    );
  });

  it('has its postings read as JSON reads them', () => {
    fc.assert(
      fc.property(reports, (drawn) => {
        const documents = drawn.map((passages) => passages.map(([body, head]) => documentOf(body, head)));
        const saved = JSON.parse(fileOf(documents)) as AsPlainObject;
        const file = SearchFile.open(Buffer.from(fileOf(documents)));
        for (const [term, fields] of saved.index) {
          for (const [id, field] of SEARCH_FIELDS.entries()) {
            const times = Object.entries((fields[id] ?? {}) as Record<string, number>);
            expect(file.having(term, [field])).toEqual(times.map(([at]) => Number(at) + 1));
            const timesOf = file.timesOf(field, term);
            expect(file.having(term, [field]).map(timesOf)).toEqual(times.map(([, count]) => count));
          }
        }
        expect(file.having('没有', SEARCH_FIELDS)).toEqual([]);
      }),
      DRAWN,
    );
  });

  it('has terms with marks in them', () => {
    const odd = ['a"b', 'c\\d', '",{"', 'e\n'].map((words) => ({ words, bigrams: '', heading: words }));
    const file = SearchFile.open(Buffer.from(fileOf([odd])));
    for (const [i, { words }] of odd.entries())
      expect(file.having(words, ['words', 'heading'])).toEqual([i + 1]);
  });

  function statisticsOf(file: string): ScoringStatistics {
    const saved = JSON.parse(file) as AsPlainObject;
    const index = new Map(saved.index);
    const [words = 0, bigrams = 0, heading = 0] = saved.averageFieldLength;
    return {
      passages: saved.documentCount,
      averageLength: { words, bigrams, heading },
      passagesWithIn: (field, term) =>
        Object.keys(index.get(term)?.[SEARCH_FIELDS.indexOf(field)] ?? {}).length,
    };
  }

  it('counts each passage once for a word of its words, its headings or both', () => {
    const documents = [
      [documentOf('院士工作站', '科普'), documentOf('科普', '科普'), documentOf('科普', '')],
      [documentOf('', '院士工作站')],
    ];
    const words = new Map(
      Array.from(new Postings(documents.map(countTerms)).words(), ({ term, passages }) => [term, passages]),
    );
    expect(words.get('科普')).toBe(3);
    expect(words.get('院士')).toBe(2);
    expect([...words.keys()]).toEqual([...words.keys()].sort());
    expect(words.has('士工')).toBe(false);
  });
});

describe('terms', () => {
  it('are the words that carry matter, with repeats, without marks', () => {
    expect(wordTerms(segment('请问全市的科普画廊，科普画廊在哪里？'))).toEqual([
      '全市',
      '科普画廊',
      '科普画廊',
    ]);
  });

  it('are the pairs of neighbouring Chinese characters, never across a mark or digit', () => {
    expect(bigramTerms('科普画廊')).toEqual(['科普', '普画', '画廊']);
    expect(bigramTerms('科普142块，画廊')).toEqual(['科普', '画廊']);
    expect(bigramTerms('块 a 1')).toEqual([]);
  });
});

describe('the vocabulary', () => {
  const vocabulary = new Vocabulary(
    [
      { term: '科普', passages: 9, sound: 'ke-pu' },
      { term: '客铺', passages: 1, sound: 'ke-pu' },
      { term: '画廊', passages: 2, sound: 'hua-lan' },
      { term: '2021', passages: 3, sound: '' },
    ],
    [['科普', 8]],
    10,
  );

  it('knows its words and in how many passages each stands', () => {
    expect(['科普', '画廊', '院士'].map((word) => vocabulary.has(word))).toEqual([true, true, false]);
    expect(['科普', '画廊', '院士'].map((word) => vocabulary.passagesWith(word))).toEqual([9, 2, 0]);
  });

  it('holds a word for the rarer the fewer passages it stands in, never at nothing', () => {
    const rarities = ['院士', '画廊', '2021', '科普'].map((word) => vocabulary.rarity(word));
    expect(rarities).toEqual([...rarities].sort((a, b) => b - a));
    expect(rarities.every((rarity) => rarity > 0)).toBe(true);
  });

  it('finds words by sound', () => {
    expect(vocabulary.soundingLike('ke-pu')).toEqual(['科普', '客铺']);
    expect(vocabulary.soundingLike('')).toEqual([]);
  });
});
