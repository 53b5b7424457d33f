import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../../src/answer/answer.ts';
import { understandInContext } from '../../../src/answer/question/conversation.ts';
import { conversationWith, NOTHING_TOLD } from '../../../src/answer/question/turns.ts';
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
  understandInContext(question, previous, served.index, YEAR, () => NOTHING_TOLD);

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

describe('a conversation', () => {
  const MONEY = '雁岭市科协2022年投入科普经费多少万元？';
  const LECTURES = '开展科普讲座多少场？';
  const quotes = (question: string, ...previous: string[]) =>
    ask(question, ...previous).citations.map(({ quote }) => quote);

  it.each(['谢谢', '哈哈', '+1', '好的，收到', '不对吧', '中午吃啥', '好的，我来改'])(
    'remembers nothing of %s: the last question is what a follow-up builds on',
    (said) => {
      expect(quotes('那禾汀呢？', MONEY, said)).toEqual(quotes('那禾汀呢？', MONEY));
      expect(conversationWith(MONEY, said).split('\n')[0]).toBe(MONEY);
    },
  );

  it('says nothing of the reports to a message that asks nothing, whatever was asked before', () => {
    for (const said of ['谢谢', '哈哈', '不对', '+1']) expect(ask(said, MONEY).kind).toBe('help');
  });

  it('may begin with small talk: 不对，我问的是…', () => {
    for (const said of ['不对，我问的是禾汀', '谢谢！那禾汀呢', '哈哈 那禾汀呢'])
      expect(quotes(said, MONEY)).toEqual(quotes('那禾汀呢', MONEY));
  });

  it('asks back, and an answer to that is understood by name, by place in the list and as all of them', () => {
    const back = ask(LECTURES);
    expect(back.kind).toBe('clarify');
    const [one, two] = back.suggestions as readonly [string, string];
    const nameOf = (suggestion: string) => (suggestion.startsWith('雁岭') ? '雁岭' : '禾汀');
    for (const said of [
      '第一个',
      '1',
      '前者',
      '第1家',
      '选第一个吧',
      `${nameOf(one)}的`,
      nameOf(one),
      `${nameOf(one)}吧`,
    ])
      expect([said, quotes(said, LECTURES)]).toEqual([said, quotes(one)]);
    for (const said of ['第二个', '2', '后者', '最后一个', '我要第二家', `我问的是${nameOf(two)}`])
      expect([said, quotes(said, LECTURES)]).toEqual([said, quotes(two)]);
    for (const said of ['都要', '两个都要', '全部'])
      expect([said, quotes(said, LECTURES).sort()]).toEqual([said, [...quotes(one), ...quotes(two)].sort()]);
    expect(ask('第三个', LECTURES).kind).not.toBe('answered');
  });

  it('does not take a number for a choice where none was offered', () => {
    expect(quotes('2', MONEY)).toEqual(quotes('2', MONEY, MONEY));
    expect(understood('第二个', MONEY).scope.associations).toEqual(['雁岭市科协']);
  });
});
