/** What the bot says of itself: commands and descriptions, set at start, and the texts of /start, /help, /privacy. */
import type { BotCommand } from 'grammy/types';
import type { Language } from '../document.ts';
import { clip, type Html, join, link, text } from './html.ts';

const MAX_SOURCE_CHARS = 200;

/** The command list in a language. */
export const COMMANDS: Readonly<Record<Language, readonly BotCommand[]>> = {
  zh: [
    { command: 'ask', description: '提问，如 /ask 科普活动搞了多少场' },
    { command: 'reports', description: '有哪些报告' },
    { command: 'source', description: '上一个回答的原文' },
    { command: 'help', description: '怎么用' },
    { command: 'privacy', description: '我们记什么，怎么删' },
  ],
  en: [
    { command: 'ask', description: 'Ask a question' },
    { command: 'reports', description: 'Which reports are covered' },
    { command: 'source', description: 'Source text of the last answer' },
    { command: 'help', description: 'How to use' },
    { command: 'privacy', description: 'What is kept, and how to delete it' },
  ],
};

/** Shown in an empty chat; at most 512 characters. */
export const DESCRIPTION: Readonly<Record<Language, string>> = {
  zh: '科问根据科学技术协会（科协）公开的工作报告回答问题：先说答案，再给报告原话，注明哪家科协、哪一年、哪一节。报告里没有的，就说没有。\n\n直接写下问题即可，如“科普活动搞了多少场”。',
  en: 'Kewen answers questions from the public yearly reports of Chinese science and technology associations: the answer first, then the sentence of the report, with association, year and section. What the reports do not say, it does not say.\n\nJust write your question.',
};

/** Shown on the bot's page; at most 120 characters. */
export const SHORT_DESCRIPTION: Readonly<Record<Language, string>> = {
  zh: '从科协公开的工作报告里找答案，每个回答都附原文。',
  en: 'Answers from the public reports of science and technology associations, with the source quoted.',
};

/** What /start says. */
export function welcome(language: Language, botName: string): Html {
  const lines =
    language === 'en'
      ? [
          'I am Kewen. I answer from the public reports of science and technology associations (科协), and every answer quotes the report.',
          `Just write your question; Chinese works best. In groups: /ask, or mention @${botName}; reply to me to ask on.`,
          '/reports which reports are covered · /help how to use',
        ]
      : [
          '我是科问：从科协公开的工作报告里找答案，每个回答都附报告原话。',
          `直接写下问题就行。在群里用 /ask，或提到 @${botName}；回复我的消息可以接着问。`,
          '/reports 有哪些报告 · /help 怎么用',
        ];
  return join(lines.map(text), '\n\n');
}

/** What /help says. */
export function help(language: Language, botName: string): Html {
  const lines =
    language === 'en'
      ? [
          'Ask as you would ask a colleague: “平湖市科协2020年开展了多少项科普活动？” English questions are read too.',
          'Ask on: “那太仓呢？”. Edit a question and its answer changes.',
          `In groups: /ask question, or mention @${botName}; reply to me to ask on. In any chat: type @${botName} and what you look for, and pick a report, a question or an answer.`,
          'Below an answer: “Source text” opens the passage, “Next source” the other places, “Helpful / Not helpful” tells us.',
          '/reports what is covered · /source source text of the last answer · /privacy what is kept',
        ]
      : [
          '像问同事一样问：“平湖市科协2020年开展了多少项科普活动？”',
          '可以接着问：“那太仓呢？”“其中重点的呢？”。改一下问过的话，回答也跟着改。',
          `在群里：/ask 问题，或提到 @${botName}；回复我的消息可以接着问。在任何聊天里：输入 @${botName} 和要找的，边打边提示，选一个发出去。`,
          '回答下面：“看原文”打开那段报告，“下一条出处”看别处，“有用／没用”告诉我们。',
          '/reports 有哪些报告 · /source 上一个回答的原文 · /privacy 我们记什么',
        ];
  return join(lines.map(text), '\n\n');
}

/**
 * What /privacy says; `/privacy delete` deletes.
 */
export function privacy(language: Language, retentionDays: number): Html {
  const days = language === 'en' ? `for ${retentionDays} days` : ` ${retentionDays} 天`;
  const lines =
    language === 'en'
      ? [
          `We keep your questions, our answers and your votes ${days}, to find out what the reports should say better.`,
          'In place of your account there is a keyed hash: neither your name nor your number. Messages in groups that are not for me are not kept.',
          'No question leaves this machine except to Telegram itself; no third party and no language model sees it.',
          'Delete everything that is kept of you: /privacy delete',
        ]
      : [
          `你的问题、我们的回答和“有用／没用”保留${days}，用来改进报告和回答。`,
          '账号只存加了密钥的散列值，不存名字和号码。群里不是对我说的话，一概不存。',
          '除 Telegram 本身以外，问题不出这台机器，不交给第三方，也不交给任何语言模型。',
          '删掉我们存的、和你有关的一切：/privacy delete',
        ];
  return join(lines.map(text), '\n\n');
}

/** Said once everything of a person is deleted. */
export function deleted(language: Language): Html {
  return text(language === 'en' ? 'Everything kept of you is deleted.' : '已经删掉了和你有关的全部记录。');
}

/** A line with the address of a report, where it has one. */
export function addressLine(source: string, language: Language): Html {
  if (!/^https?:\/\//u.test(source)) return text(clip(source, MAX_SOURCE_CHARS));
  return link(text(language === 'en' ? 'Published here' : '发布网页'), source);
}
