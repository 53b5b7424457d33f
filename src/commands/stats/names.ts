/**
 * What the things that are counted are called.
 */
import type { AnswerKind } from '../../answer/contract.ts';
import type { Trouble } from '../../records/questions.ts';

export const CHANNEL_NAMES: Readonly<Record<string, string>> = {
  slack: 'Slack',
  telegram: 'Telegram',
  web: '网页',
};

export const KIND_NAMES: Readonly<Record<AnswerKind, string>> = {
  answered: '答出',
  clarify: '反问',
  unanswered: '没答上',
  help: '帮助',
};

export const TROUBLE_NAMES: Readonly<Record<Trouble, string>> = {
  unanswered: '没答上的',
  clarify: '反问的',
  'not-useful': '说没用的',
};
