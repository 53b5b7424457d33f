/** Everything the bot says that is not from a report, in Chinese and English. */
import type { Language } from '../document.ts';

/** The bot's own words in one language. */
export interface Words {
  readonly openSource: string;
  readonly nextSource: string;
  readonly useful: string;
  readonly notUseful: string;
  readonly earlier: string;
  readonly later: string;
  readonly back: string;
  readonly previousPage: string;
  readonly nextPage: string;
  readonly nearest: string;
  readonly topics: string;
  readonly examples: string;
  readonly askAbout: string;
  readonly associations: string;
  readonly pickAssociation: string;
  readonly pickYear: string;
  readonly otherYears: string;
  readonly latest: string;
  readonly latestLead: string;
  readonly home: string;
  /** Said for a report that has no title. */
  readonly untitled: string;
  readonly published: (day: string) => string;
  readonly thanksForVote: string;
  readonly thanksForComplaint: string;
  readonly alreadyAnswered: string;
  readonly alreadyVoted: string;
  readonly expired: string;
  readonly passageGone: string;
  readonly reportGone: string;
  readonly tapTooFast: string;
  readonly tooLong: (maxChars: number) => string;
  readonly noVoice: string;
  readonly noText: string;
  readonly noQuestion: string;
  readonly youAreWelcome: string;
  readonly tooMany: (waitSeconds: number) => string;
  readonly unknownCommand: string;
  readonly failed: string;
  readonly unclear: string;
  readonly noSourceYet: string;
}

const ZH: Words = {
  openSource: '看原文',
  nextSource: '下一条出处',
  useful: '有用',
  notUseful: '没用',
  earlier: '‹ 前文',
  later: '后文 ›',
  back: '返回回答',
  previousPage: '‹ 上一页',
  nextPage: '下一页 ›',
  nearest: '最接近的原文（不一定是答案）：',
  topics: '报告里有这些：',
  askAbout: '问这份报告',
  examples: '点一个试试，或者直接写：',
  associations: '各家科协',
  pickAssociation: '看哪一家科协的报告？',
  pickYear: '看哪一年的报告？',
  otherYears: '别的年份',
  latest: '最近的报告',
  latestLead: '最近的报告：',
  home: '‹ 回到开头',
  untitled: '没有标题的报告',
  published: (day) => `发布于 ${day}`,
  thanksForVote: '谢谢，记下了',
  thanksForComplaint: '谢谢，记下了；换个说法再问，或许能找到',
  alreadyAnswered: '这个问题已经回答了，往下看',
  alreadyVoted: '已经记下了',
  expired: '这个按钮过期了，请再问一次',
  passageGone: '这段原文不在现在的报告里了，请再问一次',
  reportGone: '这份报告现在没有了；/reports 看有哪些',
  tapTooFast: '点得太快了，请稍等一下',
  tooLong: (most) => `这条消息太长了，请把问题写短一些（不超过 ${most} 字）。`,
  noVoice: '不好意思，我听不了语音。请把问题打成文字，比如“科普活动搞了多少场”。',
  noText: '我只看得懂文字。直接写下问题就行，比如“科普活动搞了多少场”。',
  noQuestion: '请把问题写在后面，比如：/ask 科普活动搞了多少场',
  youAreWelcome: '不客气，还想知道什么，接着问就行。',
  tooMany: (seconds) => `问得太快了，请过 ${seconds} 秒再问。这之前的问题我先不回答。`,
  unknownCommand: '没有这个命令。直接写下问题就行；/help 看用法。',
  failed: '程序出了意外，没能回答。请稍后再问一次。',
  unclear: '这个问题的回答可能没有送到。没看到的话，请再问一次。',
  noSourceYet: '还没有可以看原文的回答。先问一个问题；每个回答下面都有“看原文”。',
};

const EN: Words = {
  openSource: 'Source text',
  nextSource: 'Next source',
  useful: 'Helpful',
  notUseful: 'Not helpful',
  earlier: '‹ Before',
  later: 'After ›',
  back: 'Back to answer',
  previousPage: '‹ Previous',
  nextPage: 'Next ›',
  nearest: 'Nearest passages (not necessarily an answer):',
  topics: 'The reports cover:',
  askAbout: 'Ask about this report',
  examples: 'Tap one, or write your own:',
  associations: 'Associations',
  pickAssociation: 'Reports of which association?',
  pickYear: 'Which year?',
  otherYears: 'Other years',
  latest: 'Latest reports',
  latestLead: 'The latest reports:',
  home: '‹ Start',
  untitled: 'A report without a title',
  published: (day) => `published ${day}`,
  thanksForVote: 'Thank you, noted',
  thanksForComplaint: 'Thank you, noted. Other words may find it',
  alreadyAnswered: 'Answered already, see below',
  alreadyVoted: 'Noted already',
  expired: 'This button has expired, please ask again',
  passageGone: 'This passage is not in the reports any more, please ask again',
  reportGone: 'This report is not here any more; /reports says which are',
  tapTooFast: 'Too fast, please wait a moment',
  tooLong: (most) => `This message is too long. Please ask in at most ${most} characters.`,
  noVoice:
    'Sorry, I cannot listen to voice messages. Please write your question, for example: How many science activities were held?',
  noText: 'I read text only. Just write your question, for example: How many science activities were held?',
  noQuestion: 'Please add the question: /ask How many science activities were held?',
  youAreWelcome: 'You are welcome. Just ask on.',
  tooMany: (seconds) => `That was too fast. Please ask again in ${seconds} s; I will not answer before.`,
  unknownCommand: 'There is no such command. Just write your question; /help says how.',
  failed: 'Something went wrong inside. Please ask again later.',
  unclear: 'The answer to this question may not have arrived. If you do not see one, please ask again.',
  noSourceYet: 'There is no answer to show the source of yet. Ask first; every answer has a button for it.',
};

/** The bot's words in a language. */
export function wordsOf(language: Language): Words {
  return language === 'en' ? EN : ZH;
}

/** The language for a person who has not asked yet: as for the command list, English for an English app. */
export function languageOfApp(code: string | undefined): Language {
  return code?.toLowerCase().startsWith('en') ? 'en' : 'zh';
}
