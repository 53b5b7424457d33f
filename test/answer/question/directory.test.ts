import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { aliasesIn, directoryOf } from '../../../src/answer/question/directory.ts';
import { shortPlace } from '../../../src/answer/question/place-names.ts';
import { understand } from '../../../src/answer/question/understand.ts';
import { openIndex } from '../../../src/index/open.ts';
import type { OpenIndex } from '../../../src/index/shelf.ts';
import { build, corpusOf, LEXICON, THIS_YEAR } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

/** Places of the lexicon that have one short name: 吉林省 and 吉林市. */
const byShortName = new Map<string, string[]>();
for (const line of readFileSync(join(LEXICON, 'places.txt'), 'utf8').split('\n')) {
  const place = line.replace(/#.*/u, '').trim();
  const short = shortPlace(place);
  if (place !== '' && short !== place) byShortName.set(short, [...(byShortName.get(short) ?? []), place]);
}
const shared = [...byShortName].filter(([, places]) => places.length > 1);
const named = shared.flatMap(([, places]) => places);

/** How many activities the report of each place tells of; no two of them the same. */
const figures = new Map(named.map((place, i) => [place, 301 + i]));

async function indexOf(places: readonly string[]): Promise<OpenIndex> {
  const files = places.map((place, i) => [
    `report-${i}.md`,
    reportFile(
      { association: `${place}科协`, year: 2021 },
      `## 一、科普服务\n\n2021年，共开展科普活动${figures.get(place)}场，受益群众${figures.get(place)}00人次。`,
    ),
  ]);
  const { indexFolder } = await build(corpusOf(folderWith(Object.fromEntries(files))));
  return openIndex(indexFolder, 'public');
}

let all: OpenIndex;
let firsts: OpenIndex;
beforeAll(async () => {
  all = await indexOf(named);
  firsts = await indexOf(shared.map(([, places]) => places[0] as string));
}, 60_000);
afterAll(() => {
  all.close();
  firsts.close();
});

const ask = (index: OpenIndex, question: string) => answerQuestion({ question, thisYear: THIS_YEAR }, index);
const forms = fc.constantFrom(
  (who: string) => `${who}2021年开展了多少场科普活动`,
  (who: string) => `2021年${who}开展科普活动多少场？`,
  (who: string) => `请问${who}的科普活动有多少场`,
);
const inFull = fc.constantFrom('科协', '科学技术协会', '');

describe('places with one short name', () => {
  it('are many in the lexicon', () => {
    expect(shared.length).toBeGreaterThan(50);
  });

  it('are answered each with its own figure when named in full', () => {
    fc.assert(
      fc.property(fc.constantFrom(...named), inFull, forms, (place, association, form) => {
        const answer = ask(all, form(`${place}${association}`));
        expect(answer.kind).toBe('answered');
        expect(new Set(answer.citations.map((citation) => citation.association))).toEqual(
          new Set([`${place}科协`]),
        );
        expect(answer.text).toContain(`${figures.get(place)}场`);
      }),
      { numRuns: 300 },
    );
  });

  it('are asked back for when only the short name is said', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...shared),
        fc.constantFrom('科协', ''),
        forms,
        ([short, places], tail, form) => {
          const answer = ask(all, form(`${short}${tail}`));
          expect(answer.kind).toBe('clarify');
          for (const place of places) expect(answer.text).toContain(`${place}科协`);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are not answered one for another where only one has a report', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shared), inFull, forms, ([, places], association, form) => {
        for (const other of places.slice(1)) {
          const answer = ask(firsts, form(`${other}${association}`));
          expect(answer.kind, answer.text).toBe('unanswered');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are not both meant when one of them is named in full beside the short name', () => {
    for (const [short, places] of shared) {
      const { scope } = understand(`${places[0]}科协2021年在${short}办了多少场科普活动`, all, THIS_YEAR);
      expect(scope).toMatchObject({ associations: [`${places[0]}科协`], isEither: false });
    }
  });
});

describe('the names in a text', () => {
  it('are those that stand in it, the longest first', () => {
    const directory = directoryOf(all.reports);
    const names = [...directory.aliases.keys()];
    const part = fc.oneof(fc.constantFrom(...names), fc.constantFrom('市', '科协', '和', '2021年', ' '));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.nat(4), (parts, cut) => {
        const text = parts.join('').slice(cut);
        const expected = names.filter((alias) => text.includes(alias));
        expect(aliasesIn(text, directory).map(({ alias }) => alias)).toEqual(expected);
      }),
    );
  });
});

describe('an association that is no 科协', () => {
  /** Names after a place, with short ones that people use. */
  const NAMES = [
    ['农业机械学会', ['农机学会', '农业机械学会']],
    ['机器人与人工智能学会', ['机器人学会', '人工智能学会']],
    ['青少年科技教育协会', ['科教协会', '青少年科技协会']],
  ] as const;
  let index: OpenIndex;
  beforeAll(async () => {
    const files = NAMES.map(([name], i) => [
      `${i}.md`,
      `---\ntitle: 岚阳市${name}2021年工作报告\nassociation: 岚阳市${name}\nplace: 岚阳市\nperiod: 2021\naudience: public\n---\n\n# 岚阳市${name}2021年工作报告\n\n截至年末，有个人会员${801 + i}人，单位会员37家。`,
    ]);
    const { indexFolder } = await build(corpusOf(folderWith(Object.fromEntries(files))));
    index = await openIndex(indexFolder, 'public');
  });
  afterAll(() => index.close());

  it.each(
    NAMES.flatMap(([name, shorts], i) => shorts.map((short) => ({ name, short, figure: `${801 + i}人` }))),
  )('is known by its short name: $short', ({ name, short, figure }) => {
    const question = `岚阳市${short}有多少个人会员`;
    const { scope, focus } = understand(question, index, THIS_YEAR);
    // Its name is read as whose it is, and is no word that a sentence has to have.
    expect(focus.some(({ text }) => text.includes('学会') || text.includes('协会'))).toBe(false);
    expect(scope.associations).toEqual([`岚阳市${name}`]);
    const { text } = answerQuestion({ question, thisYear: THIS_YEAR }, index);
    expect(text).toContain(figure);
  });
});
