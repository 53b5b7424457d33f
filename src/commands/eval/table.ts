/**
 * What `kewen eval` says: questions one by one, tables by type, the totals, and what differs between two builds.
 */
import { OBJECTIONS } from '../../answer/decide/objections.ts';
import type { Judged } from '../../evaluation/ask.ts';
import type { Difference, Pair } from '../../evaluation/difference.ts';
import { MISSES, type Miss } from '../../evaluation/miss.ts';
import {
  isRight,
  missesByType,
  type Summary,
  summarize,
  type Tally,
  tallyByType,
} from '../../evaluation/summary.ts';
import { printable } from '../../printable.ts';
import { plainTable } from '../../terminal/plain-table.ts';
import type { Paint } from '../../terminal/terminal.ts';

/** Which questions are listed. */
export type Show = 'none' | 'wrong' | 'all';

const MISS_NAMES: Readonly<Record<Miss, string>> = {
  'not-retrieved': '没检索到',
  'ranked-low': '排得低',
  'not-extracted': '没摘出',
  abstained: '没敢答',
  'asked-back': '多反问',
  'not-asked-back': '没反问',
  'answered-anyway': '不该答',
  failed: '出错',
};

/** The questions to list. */
export function chosen(rows: readonly Judged[], show: Show): readonly Judged[] {
  if (show === 'none') return [];
  return show === 'all' ? rows : rows.filter(({ judgement }) => !isRight(judgement.verdict));
}

/** One question for machines. */
export function describeRow({
  golden: { id, type, question },
  answer,
  judgement,
  miss,
  best,
  objections,
}: Judged) {
  return {
    id,
    type,
    question,
    ...judgement,
    miss,
    best,
    objections,
    text: answer?.text ?? null,
  };
}

/** An evaluation for people. */
export function renderEvaluation(rows: readonly Judged[], show: Show, paint: Paint): string {
  const misses = missesByType(rows);
  return [
    ...chosen(rows, show).map((row) => `${renderRow(row, paint)}\n`),
    renderTypes(tallyByType(rows)),
    '',
    ...(misses.size > 0 ? [renderMisses(misses), ''] : []),
    renderSummary(summarize(rows)),
  ].join('\n');
}

function renderRow({ golden, answer, judgement, miss, best, objections }: Judged, paint: Paint): string {
  const { id, type, question, previous, gold, evidence } = golden;
  const expected = gold.map((ways) => ways.join('/')).join('；');
  return [
    `${paint(id, 'bold')} ${type} ${judgement.verdict}${judgement.reason ? `：${judgement.reason}` : ''}`,
    `  问  ${previous ? `〔${previous}〕` : ''}${question}`,
    `  答  ${answer ? `${answer.kind} ${answer.confidence}：${answer.text}` : '—'}`,
    ...(miss
      ? [`  缘由  ${MISS_NAMES[miss]}${miss === 'abstained' ? `（把握 ${best.confidence.toFixed(2)}）` : ''}`]
      : []),
    ...(objections.length > 0
      ? [`  疑点  ${objections.map((name) => OBJECTIONS[name].says).join('；')}`]
      : []),
    ...(expected ? [`  应有  ${expected}`] : []),
    ...(isRight(judgement.verdict) ? [] : evidence.map((snippet) => `  依据  ${snippet}`)),
    ...(isRight(judgement.verdict) ? [] : (answer?.citations ?? []).map(({ quote }) => `  引文  ${quote}`)),
  ]
    .map(printable)
    .join('\n');
}

function renderTypes(byType: ReadonlyMap<string, Tally>): string {
  return plainTable(
    ['题型', '题数', '对', '错', '碰对', '没答', '出错'],
    [...byType].map(([type, { questions, correct, abstained, wrong, lucky, silent, failed }]) => [
      type,
      questions,
      correct + abstained,
      wrong,
      lucky,
      silent,
      failed,
    ]),
    new Set([1, 2, 3, 4, 5, 6]),
  );
}

/** Why what is not right is not right; only what occurred. */
function renderMisses(byType: ReadonlyMap<string, Readonly<Record<Miss, number>>>): string {
  const occurring = MISSES.filter((miss) => [...byType.values()].some((counts) => counts[miss] > 0));
  return plainTable(
    ['缘由', ...occurring.map((miss) => MISS_NAMES[miss])],
    [...byType].map(([type, counts]) => [type, ...occurring.map((miss) => counts[miss])]),
    new Set(occurring.map((_, i) => i + 1)),
  );
}

function renderSummary(summary: Summary): string {
  const { questions, answerable, unanswerable } = summary;
  return [
    `共 ${questions} 题，能答的 ${answerable} 题，不能答的 ${unanswerable} 题`,
    `答对 ${summary.correct} %（能答的）  该答没答 ${summary.silent} %（能答的；其中 ${summary.nearWhenSilent} % 的依据列在最接近的原文里）  碰对 ${summary.lucky} %（能答的，算错）`,
    `拒答 ${summary.abstained} %（不能答的）  答错 ${summary.wrong} %（全部）`,
    `只看文字、不看引文：说对 ${summary.said} %，说错 ${summary.saidWrong} %；说对的里面，引对 ${summary.cited} %`,
    `用时 p50 ${summary.p50Ms.toFixed(1)} ms，p99 ${summary.p99Ms.toFixed(1)} ms${summary.failed > 0 ? `；出错 ${summary.failed} 题` : ''}`,
  ].join('\n');
}

/** Two evaluations and the generations they were of. */
export interface Compared {
  readonly generation: string;
  readonly against: string;
  readonly now: readonly Judged[];
  readonly before: readonly Judged[];
}

/** What differs between two builds, for people. */
export function renderDifference(difference: Difference, compared: Compared, paint: Paint): string {
  const { generation, against, now, before } = compared;
  const [ours, theirs] = [summarize(now), summarize(before)];
  const { worse, better, changed } = difference;
  return [
    ...renderPairs('变差', worse, paint),
    ...renderPairs('变好', better, paint),
    ...renderPairs('对错没变，话变了', changed, paint),
    plainTable(
      ['索引', '题数', '答对 %', '没答 %', '碰对 %', '拒答 %', '答错 %'],
      [
        [`${generation}（在用）`, ours],
        [against, theirs],
      ].map(([name, of]) => {
        const { questions, correct, silent, lucky, abstained, wrong } = of as Summary;
        return [name as string, questions, correct, silent, lucky, abstained, wrong];
      }),
      new Set([1, 2, 3, 4, 5, 6]),
    ),
    '',
    `变差 ${worse.length} 题，变好 ${better.length} 题，对错没变而话变了 ${changed.length} 题`,
  ].join('\n');
}

function renderPairs(title: string, pairs: readonly Pair[], paint: Paint): string[] {
  if (pairs.length === 0) return [];
  return [
    paint(`${title}（${pairs.length} 题）`, 'bold'),
    ...pairs.map(({ now, before }) => {
      const { id, type, question, previous } = now.golden;
      return [
        `${id} ${type}  ${previous ? `〔${previous}〕` : ''}${question}`,
        `  原来  ${said(before)}`,
        `  现在  ${said(now)}`,
      ]
        .map(printable)
        .join('\n');
    }),
    '',
  ];
}

function said({ answer, judgement, miss }: Judged): string {
  const why = miss ? `，${MISS_NAMES[miss]}` : '';
  return `${judgement.verdict}${why}：${answer ? `${answer.kind} ${answer.confidence} ${answer.text}` : '—'}`;
}
