/** Whether a remark in a thread is answered, over the conversations of test/fixtures/etiquette/ and the shipped reports. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isForBot } from '../../src/channels/etiquette.ts';
import type { OpenIndex } from '../../src/index/shelf.ts';
import { SHIPPED, serve } from '../support/corpora.ts';

interface Line {
  readonly id: string;
  readonly text: string;
  /** What was asked in the thread before it. */
  readonly opening: string;
}

const lines = <T>(file: string): T[] =>
  readFileSync(new URL(`../fixtures/etiquette/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

const FOLLOW_UPS = lines<Line>('follow-ups.jsonl');
const ORDINARY = lines<Omit<Line, 'opening'>>('ordinary.jsonl');
/** Each thread that the talk is put into was opened by one of these. */
const OPENINGS = [...new Set(FOLLOW_UPS.map(({ opening }) => opening))];
const THREADS_EACH = 3;

/** Odd is looked at, even is only scored. */
const isTune = ({ id }: { readonly id: string }) => Number(id.slice(-1)) % 2 === 1;
const NOW = new Date('2026-11-30T08:00:00+08:00');

let index: OpenIndex;
beforeAll(async () => {
  index = (await serve([SHIPPED], 'staff')).index;
});
afterAll(() => index.close());

/** As the worst case has it: everything is said by whoever asked last. */
const isAnswered = (text: string, previous: string | undefined) =>
  isForBot({ text, previous, mentionsOthers: text.startsWith('@'), isFromAsker: true }, index, NOW);

const shareOf = (pairs: readonly (readonly [text: string, opening: string])[]) =>
  pairs.filter(([text, opening]) => isAnswered(text, opening)).length / pairs.length;

const inThreads = (some: readonly Omit<Line, 'opening'>[]) =>
  some.flatMap(({ text }, i) =>
    Array.from(
      { length: THREADS_EACH },
      (_, thread) => [text, OPENINGS[(i * THREADS_EACH + thread) % OPENINGS.length] as string] as const,
    ),
  );

/** From here on they were written to be hard: they speak of what the reports speak of. */
const FIRST_HARD = 441;
const isHard = ({ id }: { readonly id: string }) => Number(id.slice('ord-'.length)) >= FIRST_HARD;

describe('remarks in a thread', () => {
  it('are answered where they follow up: 95 of 100', () => {
    const pairs = FOLLOW_UPS.map(({ text, opening }) => [text, opening] as const);
    expect(shareOf(pairs)).toBeGreaterThanOrEqual(0.95);
    expect(shareOf(pairs.filter((_, i) => !isTune(FOLLOW_UPS[i] as Line)))).toBeGreaterThanOrEqual(0.95);
  });

  it('are not answered where colleagues talk: 1 of 100', () => {
    expect(shareOf(inThreads(ORDINARY.filter((line) => !isHard(line))))).toBeLessThanOrEqual(0.01);
  });

  it('are seldom answered where colleagues talk of what the reports speak of', () => {
    expect(shareOf(inThreads(ORDINARY.filter(isHard)))).toBeLessThanOrEqual(0.07);
  });

  it('are answered about as seldom where they were only scored', () => {
    const scored = ORDINARY.filter((line) => !isHard(line) && !isTune(line));
    expect(shareOf(inThreads(scored))).toBeLessThanOrEqual(0.015);
  });
});

describe('a remark that nobody addressed to the bot', () => {
  const ASKED = '平湖市科协2020年开展了多少项科普活动？';

  it('is not for it where it names somebody else, says thanks, or says nothing', () => {
    for (const text of ['@小李 那太仓呢？', '谢谢！', '好的，我来改', '', '？？？'])
      expect(isAnswered(text, ASKED)).toBe(false);
  });

  it('is for it where it asks the same of another association or year', () => {
    for (const text of ['那太仓呢？', '太仓2021年的呢', '其中社区科普行动有几项'])
      expect(isAnswered(text, ASKED)).toBe(true);
  });

  it('is for it where the reports answer it for sure, whatever was asked before', () => {
    expect(isAnswered('太仓2021年科普画廊多少块？', '海智计划的全称是什么')).toBe(true);
    expect(isAnswered('太仓2021年科普画廊多少块？', undefined)).toBe(true);
  });

  it('is told that there is nothing only by whom it asked', () => {
    const opening = '太仓科技志愿服务平台2021年发布了多少活动？';
    expect(isAnswered('排第几？', opening)).toBe(true);
    const ofAnother = { text: '排第几？', previous: opening, mentionsOthers: false, isFromAsker: false };
    expect(isForBot(ofAnother, index, NOW)).toBe(false);
  });

  it('is not for it where it is said to people, unless a report says so', () => {
    expect(isAnswered('你那边多少项？', ASKED)).toBe(false);
    expect(isAnswered('“你我讲”科普大讲堂呢？', '太仓2021年科普活动有多少项？')).toBe(true);
  });
});
