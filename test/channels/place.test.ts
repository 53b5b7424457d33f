/** Links to the place of a citation: in every channel, to what the public may read, and after a rebuild. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { toDocument } from '../../src/channels/document.ts';
import { placePath, withLinks } from '../../src/channels/place.ts';
import { messageOf } from '../../src/channels/slack/out/blocks.ts';
import { toArticle } from '../../src/channels/telegram/render-inline.ts';
import { renderQuote } from '../../src/channels/telegram/render-quote.ts';
import { renderAnswer } from '../../src/channels/terminal/render.ts';
import { openIndex } from '../../src/index/open.ts';
import type { OpenIndex } from '../../src/index/shelf.ts';
import { createTerminal } from '../../src/terminal/terminal.ts';
import { paintLine } from '../../src/terminal/wrap.ts';
import { build, THIS_YEAR } from '../support/corpora.ts';
import { folderWith, SMALL } from '../support/small.ts';

const URL_OF_SITE = 'https://ask.example.org';
const QUESTION = '雁岭市科协2022年开展了多少场科普活动？';

let staff: OpenIndex;
beforeAll(async () => {
  const { indexFolder } = await build(folderWith(SMALL));
  staff = await openIndex(indexFolder, 'staff');
});
afterAll(() => staff.close());

const ask = (question: string, index: OpenIndex) =>
  withLinks(answerQuestion({ question, thisYear: THIS_YEAR }, index), index, {
    publicUrl: URL_OF_SITE,
    staffPath: null,
  });

describe('a citation', () => {
  it('has the address of its place', () => {
    const [citation] = ask(QUESTION, staff).citations;
    const { report, start, end, passage, link } = citation ?? {};
    expect(report).toBe('yanling-2022');
    const name = passage?.slice('yanling-2022#'.length);
    const stood = staff.passageById(passage ?? '')?.start;
    expect(link).toBe(`${URL_OF_SITE}/r/yanling-2022?mark=${start}-${end}&p=${name}@${stood}#p-${name}`);
  });

  it('has none where no address is set', () => {
    const answer = answerQuestion({ question: QUESTION, thisYear: THIS_YEAR }, staff);
    expect(withLinks(answer, staff, null)).toEqual(answer);
  });

  it('of what only staff may read has none where no reader of it has one', () => {
    const { citations } = ask('雁岭市科协2022年年初预算是多少？', staff);
    expect(citations[0]?.report).toBe('yanling-2022-budget');
    expect(citations.map(({ link }) => link)).toEqual(citations.map(() => undefined));
  });

  it('has an address of plain characters, whatever its report is called', () => {
    const place = { report: '2020-平湖 "总结"', passage: '2020-平湖 "总结"#0a1b2c3d', start: 3, end: 9 };
    expect(placePath(place, staff)).toMatch(/^\/r\/[\w%.-]+\?mark=3-9&p=0a1b2c3d@3#p-0a1b2c3d$/u);
  });

  it('leads to the same passage when the text before it has changed, and the mark moves with it', async () => {
    const [before] = ask(QUESTION, staff).citations;
    const changed =
      SMALL['yanling-2022.md']?.replace(
        '## 一、',
        '开头多了一段话，一共二十几个字，把后面的都往后推。\n\n## 一、',
      ) ?? '';
    const { indexFolder } = await build(folderWith({ ...SMALL, 'yanling-2022.md': changed }));
    const index = await openIndex(indexFolder, 'public');
    const [after] = ask(QUESTION, index).citations;
    expect([after?.passage, after?.quote]).toEqual([before?.passage, before?.quote]);
    expect(after?.start).toBeGreaterThan(before?.start ?? 0);
    index.close();
  });
});

describe('a link', () => {
  const answer = () => ask(QUESTION, staff);
  const linkOf = () => answer().citations[0]?.link ?? '';
  const quote = () => {
    const [first] = toDocument(answer()).quotes;
    if (!first) throw new Error('no quote');
    return first;
  };

  it('stands on the title in Slack', () => {
    const { blocks } = messageOf(toDocument(answer()), { exchange: null });
    const text = JSON.stringify(blocks);
    expect(text).toContain(JSON.stringify({ type: 'link', url: linkOf(), text: quote().title }));
  });

  it('stands on the title in Telegram, in what is sent inline too', () => {
    const anchor = `<a href="${linkOf().replaceAll('&', '&amp;')}">《${quote().title}》</a>`;
    expect(renderQuote(quote(), 0, 1).html).toContain(anchor);
    const article = toArticle({ id: 'x', question: QUESTION, document: toDocument(answer()), at: 0 }, 'bot');
    expect(JSON.stringify(article)).toContain(JSON.stringify(anchor).slice(1, -1));
  });

  it('is clicked in a terminal, and stands below where there is none', () => {
    const { stdin, stdout, stderr } = process;
    const colours = createTerminal(stdin, stdout, stderr, { FORCE_COLOR: '1' }, true);
    const shown = (widthColumns: number) =>
      renderAnswer(answer(), { widthColumns, isPickable: false, language: 'zh' });
    const painted = shown(80).map((line) => paintLine(line, colours.paint));
    expect(painted.join('\n')).toContain(`\u001b]8;;${linkOf()}\u001b\\`);
    const unknowing = createTerminal(stdin, stdout, stderr, { FORCE_COLOR: '1' }, false);
    expect(
      shown(80)
        .map((line) => paintLine(line, unknowing.paint))
        .join('\n'),
    ).not.toContain('\u001b]8');
    const plain = shown(Number.POSITIVE_INFINITY).map((line) => line.map(({ text }) => text).join(''));
    expect(plain).toContain(`    ${linkOf()}`);
  });

  it('is nothing that could steer a terminal', () => {
    const { stdin, stdout, stderr } = process;
    const { paint } = createTerminal(stdin, stdout, stderr, { FORCE_COLOR: '1' }, true);
    expect(paint('原文', 'plain', 'https://a.example/\u001b]0;title\u0007')).toBe('原文');
    expect(paint('原文', 'plain', 'javascript:alert(1)')).toBe('原文');
  });
});
