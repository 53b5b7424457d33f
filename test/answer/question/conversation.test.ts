import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { understandInContext } from '../../../src/answer/question/conversation.ts';
import { type Served, serve } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

const YEAR = 2022;
let served: Served;
beforeAll(async () => {
  served = await serve(
    [
      folderWith({
        'yanling.md': reportFile(
          { association: '雁岭市科协', year: YEAR },
          `## 一、经费

全年投入科普经费286万元，其中人均科普经费3.4元。

## 二、活动

全市开展科普讲座31场，其中进社区12场。编印《雁岭科普》折页4万份。`,
        ),
        'heting.md': reportFile(
          { association: '禾汀县科协', year: YEAR },
          `## 一、经费

全年投入科普经费97万元，其中人均科普经费2.1元。

## 二、活动

全县开展科普讲座18场。组建科技服务小分队6支。`,
        ),
      }),
    ],
    'public',
  );
});
afterAll(() => served.index.close());

const ask = (question: string, ...previous: string[]) =>
  answerQuestion(
    { question, ...(previous.length > 0 ? { previous: previous.join('\n') } : {}), thisYear: YEAR },
    served.index,
  );
const understood = (question: string, previous: string) =>
  understandInContext(question, previous, served.index, YEAR, () => null);

describe('a follow-up', () => {
  const MONEY = '雁岭市科协2022年投入科普经费多少万元？';

  it('forgets nothing of what was asked: kind of number, noun and claim are those of the question before', () => {
    const before = understood(MONEY, '');
    const after = understood('其中人均的呢？', MONEY);
    expect([after.type, after.numberKind, after.unit, after.head]).toEqual([
      before.type,
      before.numberKind,
      before.unit,
      before.head,
    ]);
    expect(after.wants).toMatchObject({ money: true, part: true });
    const claim = understood('那禾汀呢？', '雁岭市科协2022年科普讲座是31场吗？');
    expect(claim.claims).not.toBeNull();
  });

  it('narrows what was asked, whatever kind of number it is', () => {
    expect(ask('其中人均的呢？', MONEY).text).toContain('3.4元');
    expect(ask('其中进社区的呢？', '雁岭市科协2022年开展科普讲座多少场？').text).toContain('12场');
  });

  it.each(['科普经费投入多少万元？', '开展科普讲座多少场？'])(
    'asks the same of another association: %s',
    (question) => {
      const alone = ask(`禾汀县科协2022年${question}`);
      const after = ask('那禾汀呢？', `雁岭市科协2022年${question}`);
      expect([after.kind, after.citations.map(({ quote }) => quote)]).toEqual([
        'answered',
        alone.citations.map(({ quote }) => quote),
      ]);
    },
  );

  it('of its own is answered after a question about another association as it is alone', () => {
    for (const question of ['科技服务小分队组建了几支？', '《雁岭科普》折页编印了多少份？']) {
      const alone = ask(question);
      expect(alone.kind).toBe('answered');
      for (const other of ['雁岭市科协2022年科普讲座多少场？', '禾汀县科协2022年科普讲座多少场？'])
        expect(ask(question, other).text).toBe(alone.text);
    }
  });

  it('that leads on to a subject of its own only prefers whom the one before named', () => {
    const alone = ask('科技服务小分队组建了几支？');
    for (const other of ['雁岭市科协2022年科普讲座多少场？', '禾汀县科协2022年科普讲座多少场？'])
      expect(ask('那科技服务小分队组建了几支呢？', other).citations).toEqual(alone.citations);
  });
});
