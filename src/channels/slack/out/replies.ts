/**
 * What is said to whoever asked or pressed, apart from answers, in the two languages in which people ask.
 */
import type { Language } from '../../document.ts';

/** Lines for one person, and what modals say. */
export interface Replies {
  readonly tooMany: (seconds: number) => string;
  readonly apology: (requestId: string) => string;
  readonly off: string;
  readonly welcome: string;
  readonly useful: string;
  readonly notUseful: string;
  readonly voted: (verdict: string) => string;
  readonly votedBefore: (verdict: string) => string;
  readonly voteChanged: (verdict: string) => string;
  readonly passage: string;
  readonly passageGone: string;
  readonly earlier: string;
  readonly later: string;
  readonly close: string;
  readonly whyTitle: string;
  readonly why: string;
  readonly note: string;
  readonly send: string;
  /** By the value of the reason; Chinese as it is kept. */
  readonly reasons: Readonly<Record<string, string>> | null;
  readonly pickedBefore: string;
  readonly pickedJustNow: string;
  readonly topicGone: string;
  readonly topicAnswered: string;
  readonly noHelpers: string;
  readonly handedOffBefore: string;
  readonly notHandedOff: (why: string) => string;
  readonly nobodyThere: string;
  readonly unreachable: string;
  readonly notYours: string;
  readonly othersRead: string;
  readonly sharedBefore: string;
  readonly notShared: (why: string) => string;
  readonly notInChannel: string;
  readonly tryLater: string;
  readonly asked: (question: string) => string;
  readonly asks: (question: string) => string;
}

const ZH: Replies = {
  tooMany: (seconds) => `一分钟里问得太多了，请过 ${seconds} 秒再问；在那之前的问题不会回答。`,
  apology: (requestId) => `程序出了意外，没能完成。请再试一次；还不行就把编号 ${requestId} 告诉维护者。`,
  off: '科问在这个频道里没有开启。可以私信我，或请维护者开启。',
  welcome: '不客气，接着问就行。',
  useful: '有用',
  notUseful: '没用',
  voted: (verdict) => `记下了：${verdict}。点另一个可以改。`,
  votedBefore: (verdict) => `之前已经记下了：${verdict}。点另一个可以改。`,
  voteChanged: (verdict) => `改好了：现在记的是${verdict}。`,
  passage: '原文',
  passageGone: '这段原文不在你现在能查的报告里了，请再问一次。',
  earlier: '上一页',
  later: '下一页',
  close: '关闭',
  whyTitle: '哪里不对？',
  why: '已记下“没用”。再说说哪里不对，方便我们改：',
  note: '补充（可以不填）',
  send: '提交',
  reasons: null,
  pickedBefore: '这里已经选过了，上面就是回答。',
  pickedJustNow: '这里刚刚有人选过了，上面就是回答。',
  topicGone: '这个问题现在不在这里了，请直接问。',
  topicAnswered: '这个问题已经回答过了，就在下面。',
  noHelpers: '这里没有设转人工的用户组，请维护者在 kewen.config.yaml 里设 helpers。',
  handedOffBefore: '已经转过了，请等人工回复。',
  notHandedOff: (why) => `没能转人工（${why}）。请直接找负责的同事。`,
  nobodyThere: '用户组里没有人',
  unreachable: '连不上 Slack',
  notYours: '只有问的人自己能把它发到频道。',
  othersRead: '这个频道里有外部的人，内部报告的内容不能发到这里。',
  sharedBefore: '已经发过了。',
  notShared: (why) => `没能发到频道（${why}）`,
  notInChannel: '：请先把科问加进这个频道。',
  tryLater: '：请稍后再试。',
  asked: (question) => `问：${question}`,
  asks: (question) => ` 问：${question}`,
};

const EN: Replies = {
  tooMany: (seconds) =>
    `That was too much for one minute. Please ask again in ${seconds} seconds; until then nothing is answered.`,
  apology: (requestId) =>
    `Something went wrong inside. Please try again; if it does not help, tell the maintainer the number ${requestId}.`,
  off: 'Kewen is switched off in this channel. Write to it in a direct message, or ask the maintainer.',
  welcome: 'You are welcome. Just go on asking.',
  useful: 'useful',
  notUseful: 'not useful',
  voted: (verdict) => `Noted: ${verdict}. Press the other one to change it.`,
  votedBefore: (verdict) => `Noted before: ${verdict}. Press the other one to change it.`,
  voteChanged: (verdict) => `Changed: it is now ${verdict}.`,
  passage: 'Source',
  passageGone: 'This passage is no longer in the reports that you can read. Please ask again.',
  earlier: 'Previous page',
  later: 'Next page',
  close: 'Close',
  whyTitle: 'What was wrong?',
  why: 'Noted as not useful. Tell us what was wrong, so that we can mend it:',
  note: 'More (may be left empty)',
  send: 'Send',
  reasons: {
    figure: 'A number, name or date is wrong',
    'off-topic': 'It answers another question',
    scope: 'The wrong association or year',
    missing: 'The reports say more than this',
    other: 'Something else',
  },
  pickedBefore: 'One was picked here already; the answer is above.',
  pickedJustNow: 'Somebody has just picked one; the answer is above.',
  topicGone: 'This question is not here any more. Please just ask it.',
  topicAnswered: 'This question was answered already, below.',
  noHelpers: 'No user group is set here to ask; the maintainer can set helpers in kewen.config.yaml.',
  handedOffBefore: 'It was passed on already. Please wait for an answer.',
  notHandedOff: (why) => `It could not be passed on (${why}). Please ask a colleague directly.`,
  nobodyThere: 'nobody is in the user group',
  unreachable: 'Slack cannot be reached',
  notYours: 'Only whoever asked can post it to the channel.',
  othersRead: 'People from outside read this channel; what is from internal reports cannot be posted here.',
  sharedBefore: 'It was posted already.',
  notShared: (why) => `It could not be posted to the channel (${why})`,
  notInChannel: ': please add Kewen to this channel first.',
  tryLater: ': please try again later.',
  asked: (question) => `Asked: ${question}`,
  asks: (question) => ` asks: ${question}`,
};

export function repliesIn(language: Language): Replies {
  return language === 'en' ? EN : ZH;
}
