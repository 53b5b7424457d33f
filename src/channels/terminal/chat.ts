/**
 * A conversation in a terminal, apart from reading and printing: a typed line in, lines to show out. Keeps the
 * question before (for follow-ups), its sources (`:来源 1`) and its suggestions (a number picks one).
 */
import { answerQuestion } from '../../answer/answer.ts';
import { describeCoverage } from '../../answer/compose/coverage.ts';
import type { Answer } from '../../answer/contract.ts';
import { askedOn } from '../../answer/day.ts';
import { conversationWith } from '../../answer/question/turns.ts';
import { KewenError } from '../../errors.ts';
import type { ReportCard } from '../../index/shelf.ts';
import { bold, dim, plain } from '../../terminal/spans.ts';
import { type Line, wrap } from '../../terminal/wrap.ts';
import { languageOf } from '../document.ts';
import type { FollowedIndex } from '../followed.ts';
import { type Links, withLinks } from '../place.ts';
import { sampleQuestions } from '../samples.ts';
import { renderAnswer, renderSuggestions } from './render.ts';
import { renderSource } from './source.ts';

/** What a typed line leads to. */
export interface Reply {
  readonly lines: readonly Line[];
  /** Whether the person wants to leave. */
  readonly isOver: boolean;
}

/** The index that is answered from; another one after `refresh` says that it changed. */
export type ChatIndex = Pick<FollowedIndex, 'catalog' | 'use' | 'refresh'>;

/** One conversation. */
export interface Chat {
  /** What is covered, and questions to begin with. */
  readonly greet: () => Line[];
  /** Takes up a new index, if there is one. Says what changed for this reader; no lines where nothing did. */
  readonly refresh: () => Promise<Line[]>;
  readonly reply: (typed: string) => Promise<Reply>;
  /** Answers a question that stands on its own, whatever was asked before. */
  readonly ask: (question: string) => Promise<Line[]>;
  /** Questions that this index answers. */
  readonly samples: readonly string[];
}

/** What a conversation needs from outside. */
export interface ChatSettings {
  /** Asked with every question: a chat may run over New Year. */
  readonly now: () => Date;
  readonly widthColumns: () => number;
  /** Whether a person reads the replies, who can be told what to type. */
  readonly isInteractive: boolean;
  /** Where places are read; null or left out where sources get no links. */
  readonly links?: Links | null;
  /** Told of an error inside; the person gets a reason either way. */
  readonly onError: (error: unknown) => void;
}

/** What can be typed besides questions. */
export const COMMANDS = [':来源', ':帮助', ':退出'] as const;

const COMMAND = /^[:：]\s*(?<name>\p{L}*)\s*(?<number>\d{1,3})?\s*$/u;
const NAMES: Readonly<Record<string, 'source' | 'help' | 'quit'>> = {
  来源: 'source',
  出处: 'source',
  source: 'source',
  s: 'source',
  帮助: 'help',
  help: 'help',
  h: 'help',
  退出: 'quit',
  quit: 'quit',
  q: 'quit',
  exit: 'quit',
};

/** Begins a conversation over an index. */
export async function beginChat(followed: ChatIndex, settings: ChatSettings): Promise<Chat> {
  const samples = await followed.use((index) => sampleQuestions(index, settings.now().getFullYear()));
  let previous: string | undefined;
  let sources: Answer['citations'] = [];
  let choices: readonly string[] = samples;

  const say = (text: string): Line[] => wrap([plain(text)], settings.widthColumns());
  const shown = (lines: readonly Line[]): Reply => ({ lines, isOver: false });

  async function ask(question: string, before?: string): Promise<Line[]> {
    const context = before === undefined ? {} : { previous: before };
    const asked = { question, ...askedOn(settings.now()), ...context };
    let answer: Answer;
    try {
      answer = await followed.use((index) =>
        withLinks(answerQuestion(asked, index), index, settings.links ?? null),
      );
    } catch (error) {
      settings.onError(error);
      if (error instanceof KewenError && error.code === 'search') return say(`${error.message}。`);
      return say('程序出了意外，这个问题没能回答。请换个说法再问，或把问题告诉维护者。');
    }
    if (answer.kind !== 'help') previous = conversationWith(before, question);
    sources = answer.citations.length > 0 ? answer.citations : answer.nearest;
    choices = answer.suggestions;
    return renderAnswer(answer, {
      widthColumns: settings.widthColumns(),
      isPickable: settings.isInteractive,
      language: languageOf(question),
    });
  }

  async function open(number: number): Promise<Line[]> {
    const citation = sources[number - 1];
    if (citation) return followed.use((index) => renderSource(citation, index, settings.widthColumns()));
    return say(
      sources.length === 0
        ? '上一个回答没有来源可看；先问一个问题吧。'
        : `上一个回答只有 ${sources.length} 个来源：请输入 :来源 1${sources.length > 1 ? ` 到 :来源 ${sources.length}` : ''}。`,
    );
  }

  async function pick(number: number): Promise<Line[] | null> {
    const choice = choices[number - 1];
    if (choice !== undefined) return [[dim('> '), plain(choice)], ...(await ask(choice))];
    return choices.length === 0 && sources.length > 0 ? open(number) : null;
  }

  async function obey(name: string, number: number | null): Promise<Reply> {
    switch (NAMES[name.toLowerCase()]) {
      case 'source':
        return shown(await open(number ?? 1));
      case 'help':
        return shown(help(settings.widthColumns(), describeCoverage(followed.catalog.reports)));
      case 'quit':
        return { lines: [], isOver: true };
      default:
        return shown(say(`没有 :${name} 这个命令；可用的有 ${COMMANDS.join('、')}。`));
    }
  }

  return {
    samples,
    ask: (question) => ask(question),
    greet: () => {
      const width = settings.widthColumns();
      const lines = [
        ...wrap([bold('科问'), plain('：从科协的报告里找答案，每个回答都附原文。')], width),
        ...wrap([plain(describeCoverage(followed.catalog.reports))], width),
      ];
      if (samples.length > 0) {
        lines.push(
          [],
          ...renderSuggestions(samples, {
            widthColumns: width,
            isPickable: settings.isInteractive,
            language: 'zh',
          }),
        );
      }
      return [...lines, [], ...wrap([dim('直接写下问题；:帮助 看用法，:退出 离开。')], width)];
    },
    refresh: async () => {
      const { generation, reports } = followed.catalog;
      if (!(await followed.refresh()) || followed.catalog.generation === generation) return [];
      return wrap([dim(describeNews(reports, followed.catalog.reports))], settings.widthColumns());
    },
    reply: async (typed) => {
      const line = typed.trim();
      if (line === '') return shown([]);
      if (/^(?:退出|再见|exit|quit)$/iu.test(line)) return { lines: [], isOver: true };
      const folded = line.normalize('NFKC');
      const command = COMMAND.exec(folded)?.groups;
      if (command) return obey(command['name'] ?? '', command['number'] ? Number(command['number']) : null);
      const picked = /^\d{1,2}$/u.test(folded) ? await pick(Number(folded)) : null;
      return shown(picked ?? (await ask(line, previous)));
    },
  };
}

/** What a new index has more and less, in a line. */
function describeNews(before: readonly ReportCard[], now: readonly ReportCard[]): string {
  const known = new Set(before.map(({ id }) => id));
  const kept = new Set(now.map(({ id }) => id));
  const added = now.filter(({ id }) => !known.has(id));
  const gone = before.filter(({ id }) => !kept.has(id));
  const changes = [
    added.length > 0 ? `多了${titlesOf(added)}` : '',
    gone.length > 0 ? `少了${titlesOf(gone)}` : '',
  ].filter(Boolean);
  return `报告有更新${changes.length > 0 ? `：${changes.join('，')}` : ''}。从这一问起按更新后的回答。`;
}

const MAX_TITLES = 3;

function titlesOf(reports: readonly ReportCard[]): string {
  const titles = reports.slice(0, MAX_TITLES).map(({ title }) => `《${title}》`);
  return `${titles.join('')}${reports.length > MAX_TITLES ? `等 ${reports.length} 份` : ''}`;
}

function help(width: number, coverage: string): Line[] {
  return [
    '直接写下问题，比如“科普活动搞了多少场”；可以接着问“那2021年呢？”“其中重点的呢？”。',
    '回答下面列出了编号时，输入编号就是问那一条。',
    ':来源 1　打开第 1 个来源，看它的前后文',
    'Ctrl-R　　找以前问过的：按下之后写几个字，再按是更早的，回车就问',
    ':帮助　　看这段话（:help）',
    ':退出　　离开（:quit，Ctrl-D，或连按两次 Ctrl-C）',
    coverage,
  ].flatMap((line) => wrap([plain(line)], width));
}
