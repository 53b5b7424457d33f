/**
 * The frame around the report's words, in the two languages in which people ask.
 */
import type { Language } from '../../document.ts';

/** What buttons and small print say. */
export interface Words {
  readonly useful: string;
  readonly notUseful: string;
  readonly source: string;
  readonly handOff: string;
  readonly handedOff: string;
  readonly share: string;
  readonly shared: string;
  readonly nearest: string;
  /** When a report was published. */
  readonly published: (date: string) => string;
  readonly topics: string;
  readonly choices: string;
  readonly chosen: (question: string) => string;
  readonly moreQuotes: (count: number) => string;
  readonly continued: string;
  /** While a question is answered. */
  readonly searching: string;
  /** Which reports an answer is from. */
  readonly fromReports: (titles: string) => string;
}

const ZH: Words = {
  useful: '有用',
  notUseful: '没用',
  source: '看原文',
  handOff: '转人工',
  handedOff: '已转人工',
  share: '发到频道',
  shared: '已发到频道',
  published: (date) => `${date} 发布`,
  nearest: '最接近的原文（不一定是答案）：',
  topics: '报告里有的，比如：',
  choices: '点一个：',
  chosen: (question) => `选的是：${question}`,
  moreQuotes: (count) => `还有 ${count} 处出处没有列出，问得具体一点就能看到。`,
  continued: '（后面还有，见原文）',
  searching: '正在查报告…',
  fromReports: (titles) => `出自 ${titles}`,
};

const EN: Words = {
  useful: 'Useful',
  notUseful: 'Not useful',
  source: 'Read source',
  handOff: 'Ask a person',
  handedOff: 'Passed on',
  share: 'Post to channel',
  shared: 'Posted to the channel',
  published: (date) => `published ${date}`,
  nearest: 'Nearest passages (not necessarily an answer):',
  topics: 'The reports do answer:',
  choices: 'Pick one:',
  chosen: (question) => `You picked: ${question}`,
  moreQuotes: (count) => `${count} more sources are not listed; ask more narrowly to see them.`,
  continued: '(continues in the source)',
  searching: 'is looking through the reports…',
  fromReports: (titles) => `From ${titles}`,
};

export function wordsFor(language: Language): Words {
  return language === 'en' ? EN : ZH;
}
