import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

const YEAR = 2022;
/** As many lectures as there are, the more the later it comes. */
const PLACES = ['雁岭市', '禾汀县', '白石市', '青浦县', '云岭市', '河口县'] as const;

let served: Served;
beforeAll(async () => {
  served = await serve(
    [
      folderWith(
        Object.fromEntries(
          PLACES.map((place, i) => [
            `${i}.md`,
            reportFile(
              { association: `${place}科协`, year: YEAR },
              `## 一、科普活动

全年开展青少年科普讲座${20 + i}场，新建科技小院${3 + i}家，${'围绕节水节能、防灾减灾、食品安全、卫生健康等主题面向社区和乡村，'.repeat(3)}受到群众欢迎。`,
            ),
          ]),
        ),
      ),
    ],
    'public',
  );
});
afterAll(() => served.index.close());

const ask = (question: string) => answerQuestion({ question, thisYear: YEAR }, served.index);
const first = (text: string) => /^(.+?)科协/u.exec(text)?.[1];

describe('who has more', () => {
  it.each(['青少年科普讲座', '科技小院'])(
    'is told by the last word that compares, whatever %s holds',
    (thing) => {
      const [less, more] = [PLACES[0], PLACES[4]];
      expect(ask(`${less}和${more}哪家的${thing}更多？`).text).toMatch(
        new RegExp(`^${more}科协.*较多。`, 'u'),
      );
      expect(ask(`${less}和${more}哪家的${thing}更少？`).text).toMatch(
        new RegExp(`^${less}科协.*较少。`, 'u'),
      );
    },
  );

  it('is the same whichever is named first', () => {
    const [one, other] = [PLACES[1], PLACES[3]];
    const forth = ask(`${one}和${other}哪家的科技小院更多？`);
    const back = ask(`${other}和${one}哪家的科技小院更多？`);
    expect(first(forth.text)).toBe(first(back.text));
    expect(first(forth.text)).toBe(other);
  });
});

describe('a comparison', () => {
  it('keeps to 480 characters, however many are compared and however long their sentences', () => {
    for (const question of ['每家青少年科普讲座各多少场', '各家科普活动各有哪些', '每家科技小院各有几家']) {
      const { kind, text } = ask(question);
      if (kind === 'answered') expect(text.length).toBeLessThanOrEqual(480);
    }
    expect(ask('每家青少年科普讲座各多少场').kind).toBe('answered');
  });
});

describe('a comparison of more associations than are asked', () => {
  const told = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `${i}.md`,
        reportFile(
          {
            association: `${'雁禾白青云河'[i % 6]}${'岭汀石浦川桥'[Math.floor(i / 6)]}县科协`,
            year: YEAR,
          },
          `全年开展青少年科普讲座${20 + i}场，受到群众欢迎。`,
        ),
      ]),
    );
  /** What is answered over so many associations and some other reports. */
  async function answered(question: string, count: number, others: Record<string, string> = {}) {
    const { index } = await serve([folderWith({ ...told(count), ...others })], 'public');
    const { text } = answerQuestion({ question, thisYear: YEAR }, index);
    index.close();
    return text;
  }

  it.each([
    [20, /^禾浦县科协（2022年）最多。/u],
    [30, /^最相关的24家里，.{2}县科协（2022年）最多。/u],
  ])('of %d says among how many one has the most', async (count, said) => {
    const text = await answered('哪家科协的青少年科普讲座最多？', count);
    expect(text).toMatch(said);
    expect(text).toContain('（只列出一部分）');
  });

  it('asks no more of them where a year is asked for, and few passages are of it', async () => {
    const before = reportFile({ association: '远岚县科协', year: YEAR - 1 }, '全年开展青少年科普讲座9场。');
    const text = await answered('今年哪家科协的青少年科普讲座最多？', 30, { 'before.md': before });
    expect(text).toMatch(/^最相关的24家里，.{2}县科协（2022年）最多。/u);
  });

  it('asks as many of them where one has all the passages that are nearest', async () => {
    const body = Array.from({ length: 6 }, (_, i) => `## 青少年科普讲座\n\n青少年科普讲座${i + 2}场。`);
    const own = [2018, 2019, 2020, 2021, 2022].map((year) => [
      `own-${year}.md`,
      reportFile({ association: '远岚县科协', year }, body.join('\n\n')),
    ]);
    const text = await answered('哪家科协的青少年科普讲座最多？', 30, Object.fromEntries(own));
    expect(text).toMatch(/^最相关的2[34]家里，.{2}县科协（2022年）最多。/u);
  });
});
