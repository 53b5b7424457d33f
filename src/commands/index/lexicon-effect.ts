/**
 * What a change of the lexicon does to the questions that a maintainer keeps for it: which answers change, and by
 * which entries. The answers of the index in service are taken before it is replaced; an entry is to blame when the
 * new index without it answers as the old one did.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import { answerQuestion } from '../../answer/answer.ts';
import type { Answer, Asked } from '../../answer/contract.ts';
import { askedOn } from '../../answer/day.ts';
import { readLexiconTexts } from '../../corpus/folder.ts';
import { KewenError } from '../../errors.ts';
import { readQuestionLines } from '../../evaluation/golden.ts';
import { ownFilesOf } from '../../home.ts';
import { writtenOf } from '../../index/open.ts';
import type { OpenIndex } from '../../index/shelf.ts';
import { parseLexicon } from '../../language/lexicon.ts';
import {
  entriesOf,
  LEXICON_FILES,
  type LexiconFile,
  type LexiconTexts,
  ownName,
  spaced,
  takenBy,
} from '../../language/lexicon-entries.ts';
import { createSegmenter } from '../../language/segment.ts';
import { isThere } from '../../reach.ts';
import { Indexes } from '../indexes.ts';

/** Each question is asked twice, and each changed one once more for each changed entry. */
const MAX_QUESTIONS = 500;
const MAX_ENTRIES = 12;
const MAX_CHANGES = 40;

/** What the lexicon changed. */
export interface LexiconEffect {
  /** Entries that came or went, `synonyms.txt:12 + 讲座 报告会`. */
  readonly entries: readonly string[];
  readonly asked: number;
  readonly changes: readonly EffectChange[];
}

/** A question whose answer is another now. */
export interface EffectChange {
  readonly question: string;
  readonly before: string;
  readonly after: string;
  /** Entries without which it would be answered as before; empty where no single one decides. */
  readonly because: readonly string[];
}

const lineSchema = z.object({
  question: z.string(),
  previous: z.string().nullish(),
  audience: z.enum(['public', 'staff']).optional(),
});
type Question = z.infer<typeof lineSchema>;

/** An entry that came or went, and the lexicon without that change. */
interface EntryChange {
  readonly name: string;
  readonly undone: LexiconTexts;
}

/**
 * Asks the kept questions of the index in service, if the lexicon is no longer the one it was built with.
 *
 * @param typed the file as typed with --golden; else `golden.jsonl` in the corpus folder, if there is one
 * @returns what asks them again of the index that replaced it; null when there is nothing to compare
 * @throws {KewenError} `usage` when the file cannot be read
 */
export async function beginEffect(
  typed: string | undefined,
  corpusFolder: string,
  indexFolder: string,
  now: Date,
): Promise<(() => Promise<LexiconEffect>) | null> {
  const questions = await readQuestions(typed, corpusFolder);
  if (questions.length === 0) return null;
  const texts = await readLexiconTexts(corpusFolder);
  const before = new Indexes(indexFolder);
  try {
    const changed = changedEntries((await before.of('public')).lexiconTexts(), texts);
    if (changed.length === 0) return null;
    const told = await tellAll(questions, before, now);
    return async () => compareAnswers(questions, told, changed, indexFolder, now);
  } catch (error) {
    // No index in service, or one that cannot be used any more: nothing to compare with.
    if (error instanceof KewenError) return null;
    throw error;
  } finally {
    before.close();
  }
}

async function readQuestions(typed: string | undefined, corpusFolder: string): Promise<Question[]> {
  const file = typed === undefined ? ownFilesOf(corpusFolder).golden : resolve(typed);
  if (typed === undefined && !isThere(file, `题目文件 ${file}`)) return [];
  const questions = await readQuestionLines(file, lineSchema, 'question');
  return questions.slice(0, MAX_QUESTIONS);
}

/** The entries that are in one lexicon only. */
function changedEntries(old: LexiconTexts, now: LexiconTexts): EntryChange[] {
  return LEXICON_FILES.flatMap((file) => {
    const [were, are] = [entriesOf(old, file), entriesOf(now, file)];
    const [knew, knows] = [new Set(were.map(({ text }) => text)), new Set(are.map(({ text }) => text))];
    const came = are
      .filter(({ text }) => !knew.has(text))
      .map(({ text, where }) => {
        const [name = '', line = ''] = where.split(':');
        const without = (now[name] ?? '').split(/\r?\n/u).with(Number(line) - 1, '');
        return { name: `${where} + ${text}`, undone: { ...now, [name]: without.join('\n') } };
      });
    const went = were
      .filter(({ text }) => !knows.has(text))
      .map(({ text }) => ({ name: `${file} - ${text}`, undone: withAgain(now, file, text) }));
    return [...came, ...went];
  });
}

/** A lexicon with a line that went: written again, or no longer taken away. */
function withAgain(texts: LexiconTexts, file: LexiconFile, entry: string): LexiconTexts {
  const own = (texts[ownName(file)] ?? '').split(/\r?\n/u);
  const kept = own.filter((line) => takenBy(line.trim()) !== spaced(entry));
  if (kept.length < own.length) return { ...texts, [ownName(file)]: kept.join('\n') };
  return { ...texts, [file]: `${texts[file] ?? ''}\n${entry}` };
}

async function tellAll(questions: readonly Question[], indexes: Indexes, now: Date): Promise<string[]> {
  const told: string[] = [];
  for (const question of questions) {
    told.push(tell(question, await indexes.of(question.audience ?? 'public'), now));
  }
  return told;
}

function tell({ question, previous }: Question, index: OpenIndex, now: Date): string {
  const asked: Asked = { question, ...(previous ? { previous } : {}), ...askedOn(now) };
  return shownOf(answerQuestion(asked, index));
}

const KIND_NAMES = { answered: '', clarify: '反问：', unanswered: '没有答案：', help: '' } as const;

const shownOf = ({ kind, text }: Answer) => `${KIND_NAMES[kind]}${text}`;

async function compareAnswers(
  questions: readonly Question[],
  told: readonly string[],
  changed: readonly EntryChange[],
  indexFolder: string,
  now: Date,
): Promise<LexiconEffect> {
  const after = new Indexes(indexFolder);
  try {
    const tellsNow = await tellAll(questions, after, now);
    const others = questions.flatMap((question, i) =>
      told[i] === tellsNow[i]
        ? []
        : [{ question, before: told[i] ?? '', after: tellsNow[i] ?? '', because: [] as string[] }],
    );
    if (changed.length <= MAX_ENTRIES) {
      for (const { name, undone } of changed) {
        for (const change of others.slice(0, MAX_CHANGES)) {
          const index = await after.of(change.question.audience ?? 'public');
          if (tell(change.question, withLexicon(index, undone), now) === change.before)
            change.because.push(name);
        }
      }
    }
    return {
      entries: changed.map(({ name }) => name),
      asked: questions.length,
      changes: others.map(({ question: { question }, ...change }) => ({ question, ...change })),
    };
  } finally {
    after.close();
  }
}

const lexicons = new WeakMap<LexiconTexts, Pick<OpenIndex, 'lexicon' | 'segment' | 'written'>>();

/** An index as if it read questions with another lexicon. Its texts stay cut as they are. */
function withLexicon(index: OpenIndex, texts: LexiconTexts): OpenIndex {
  let known = lexicons.get(texts);
  if (!known) {
    const lexicon = parseLexicon(texts);
    const written = writtenOf(lexicon, index.has);
    known = { lexicon, segment: createSegmenter(lexicon.words), written };
    lexicons.set(texts, known);
  }
  return { ...index, ...known, answers: [...index.answers] };
}
