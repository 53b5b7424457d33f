/**
 * What `kewen bench` says: how the paragraphs were found beside the peers, and how they were read.
 */
import type { PeerResult } from '../../evaluation/bench.ts';
import type { ReadingFigures } from '../../evaluation/reading.ts';
import { plainTable } from '../../terminal/plain-table.ts';

/** A whole run in numbers; what `--json` prints. */
export interface BenchFigures {
  readonly paragraphs: number;
  readonly articles: number;
  /** Questions in the files; how many of them were asked stands in `kewen`. */
  readonly asked: number;
  readonly buildMs: number;
  readonly kewen: ReadingFigures;
  readonly byType: Readonly<Record<string, ReadingFigures>>;
  readonly peers: readonly PeerResult[];
}

/** The figures for people. */
export function renderBench(figures: BenchFigures): string {
  const { paragraphs, articles, asked, buildMs, kewen, byType, peers } = figures;
  const sampled = kewen.questions < asked ? `（从 ${asked} 题里抽的）` : '';
  const measured = peers.filter((peer) => 'p50Ms' in peer);
  const table = plainTable(
    ['', 'R@1 %', 'R@5 %', 'p50 ms', 'p95 ms', '建索引 s'],
    [
      ['科问（整个回答）', kewen.recallAt1, kewen.recallAt5, kewen.p50Ms, kewen.p95Ms, buildMs],
      ...measured.map((peer) => [
        peer.name,
        peer.recallAt1,
        peer.recallAt5,
        peer.p50Ms,
        peer.p95Ms,
        peer.buildMs,
      ]),
    ].map((row) => formatRow(row as [string, number, number, number, number, number])),
    new Set([1, 2, 3, 4, 5]),
  );
  return [
    `${paragraphs} 个段落（${articles} 篇），${kewen.questions} 题${sampled}`,
    '',
    table,
    ...peers.flatMap((peer) => ('missing' in peer ? [`${peer.name}：没有测，${peer.missing}`] : [])),
    ...(measured.length > 0 ? ['同类的用时只是一次搜索。'] : []),
    ...measured
      .slice(0, 1)
      .map(
        ({ name, p50Ms }) => `整个回答的 p50 是 ${name} 一次搜索的 ${(kewen.p50Ms / p50Ms).toFixed(2)} 倍`,
      ),
    '',
    `排在最前的一句含有答案 ${tenth(kewen.bestHolds)} %，什么也没找到 ${tenth(kewen.nothing)} %`,
    `不论把握，首条引文：出自所问的段落 ${tenth(kewen.citedParagraph)} %，含有答案 ${tenth(kewen.citedHolds)} %`,
    `按门槛：回答了 ${tenth(kewen.answered)} %，其中引文含有答案 ${tenth(kewen.answeredHolds)} %`,
    `摘出的答案（CMRC 2018 的算法）：EM ${tenth(kewen.exactMatch)}，F1 ${tenth(kewen.f1)}`,
    '',
    renderTypes(byType),
  ].join('\n');
}

/** Where reading goes wrong, by what a question was taken to ask for. */
function renderTypes(byType: BenchFigures['byType']): string {
  return plainTable(
    ['认作题型', '题数', '首句含 %', '引文含 %', '没找到 %', 'EM', 'F1'],
    Object.entries(byType).map(([type, of]) => [
      type,
      of.questions,
      ...[of.bestHolds, of.citedHolds, of.nothing, of.exactMatch, of.f1].map(tenth),
    ]),
    new Set([1, 2, 3, 4, 5, 6]),
  );
}

function formatRow([name, first, five, p50, p95, build]: [string, number, number, number, number, number]) {
  return [name, tenth(first), tenth(five), p50.toFixed(2), p95.toFixed(2), tenth(build / 1000)];
}

const tenth = (value: number) => value.toFixed(1);
