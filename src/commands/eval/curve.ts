/**
 * The risk–coverage curves of an evaluation: a table for people, numbers for machines, and a picture.
 */
import { ANSWER_THRESHOLD } from '../../answer/decide/confidence.ts';
import type { Judged } from '../../evaluation/ask.ts';
import { type Curve, curveOf, pointAt } from '../../evaluation/curve.ts';
import { type Half, halfOf } from '../../evaluation/golden.ts';
import { plainTable } from '../../terminal/plain-table.ts';

/** The curve of each half that has questions. */
export type Curves = ReadonlyMap<Half, Curve>;

/** Thresholds that the table shows. */
const THRESHOLDS = [...new Set([...[0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0], ANSWER_THRESHOLD])].sort(
  (a, b) => b - a,
);

/** Curves of the halves; a question that has to be asked back is no matter of confidence and left out. */
export function curvesOf(rows: readonly Judged[]): Curves {
  const curves = new Map<Half, Curve>();
  for (const half of ['tune', 'held'] as const) {
    const of = rows.filter(({ golden }) => halfOf(golden) === half && golden.type !== 'clarify');
    if (of.length > 0) curves.set(half, curveOf(of.map(({ best }) => best)));
  }
  return curves;
}

/** The curves for machines: shares from 0 to 1. */
export function sumCurves(curves: Curves) {
  return Object.fromEntries(
    [...curves].map(([half, curve]) => [half, { ...curve, threshold: pointAt(curve, ANSWER_THRESHOLD) }]),
  );
}

/** The curves for people: what is answered and what of it is wrong, at some thresholds. */
export function renderCurves(curves: Curves): string {
  const halves = [...curves];
  const percent = (share: number) => (100 * share).toFixed(1);
  const table = plainTable(
    ['门槛', ...halves.flatMap(([half]) => [`${half} 回答 %`, '其中错 %'])],
    THRESHOLDS.map((threshold) => [
      threshold === ANSWER_THRESHOLD ? `${threshold}（现行）` : String(threshold),
      ...halves.flatMap(([, curve]) => {
        const { coverage, risk } = pointAt(curve, threshold);
        return [percent(coverage), percent(risk)];
      }),
    ]),
    new Set(halves.flatMap((_, i) => [2 * i + 1, 2 * i + 2])),
  );
  const areas = halves.map(([half, { area }]) => `${half} ${area.toFixed(3)}`).join('，');
  return `${table}\n风险曲线下的面积（越小越好）：${areas}`;
}

const WIDTH = 720;
const HEIGHT = 440;
const PLOT = { left: 64, top: 28, right: 696, bottom: 376 };

/** Readable on a light and on a dark page: the picture follows the reader's setting, background included. */
const STYLE = `
  .page { fill: #ffffff } .ink { fill: #1f2328 } .soft { fill: #59636e } .grid { stroke: #d1d9e0; stroke-width: 1 }
  .axis { stroke: #59636e } text { font: 13px system-ui, sans-serif }
  .tune { stroke: #0969da } .held { stroke: #bc4c00; stroke-dasharray: 7 4 }
  .tune-dot { fill: #0969da } .held-dot { fill: #bc4c00 }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117 } .ink { fill: #f0f6fc } .soft { fill: #9198a1 } .grid { stroke: #30363d }
    .axis { stroke: #9198a1 } .tune { stroke: #4493f8 } .held { stroke: #f0883e }
    .tune-dot { fill: #4493f8 } .held-dot { fill: #f0883e }
  }`;

/** Draws the curves as an SVG: coverage to the right, risk upwards, the threshold in use marked on each. */
export function drawCurves(curves: Curves): string {
  const highest = Math.max(
    0.1,
    ...[...curves.values()].flatMap(({ points }) => points.map(({ risk }) => risk)),
  );
  const top = Math.ceil(highest * 10) / 10;
  const x = (coverage: number) => PLOT.left + coverage * (PLOT.right - PLOT.left);
  const y = (risk: number) => PLOT.bottom - (risk / top) * (PLOT.bottom - PLOT.top);
  const at = (coverage: number, risk: number) => `${x(coverage).toFixed(1)},${y(risk).toFixed(1)}`;
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  const steps = Math.round(top * 10);
  const lines = [
    ...Array.from({ length: steps + 1 }, (_, i) => {
      const height = y(i / 10).toFixed(1);
      return `<path class="grid" d="M${PLOT.left} ${height}H${PLOT.right}"/><text class="soft" x="${PLOT.left - 8}" y="${(y(i / 10) + 4).toFixed(1)}" text-anchor="end">${percent(i / 10)}</text>`;
    }),
    ...[0, 0.2, 0.4, 0.6, 0.8, 1].map(
      (share) =>
        `<path class="axis" d="M${x(share)} ${PLOT.bottom}v5"/><text class="soft" x="${x(share)}" y="${PLOT.bottom + 21}" text-anchor="middle">${percent(share)}</text>`,
    ),
    `<path class="axis" d="M${PLOT.left} ${PLOT.bottom}H${PLOT.right}"/>`,
    `<text class="ink" x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 46}" text-anchor="middle">coverage: share of all questions that are answered, the surest first</text>`,
    `<text class="ink" transform="translate(16 ${(PLOT.top + PLOT.bottom) / 2}) rotate(-90)" text-anchor="middle">risk: share of the answers that are wrong</text>`,
  ];
  const drawn = [...curves].flatMap(([half, curve], i) => {
    const { points, questions, area } = curve;
    const first = points[0];
    if (!first) return [];
    const { coverage, risk } = pointAt(curve, ANSWER_THRESHOLD);
    const legend = PLOT.top + 16 + 24 * i;
    const told = `${half} (${questions} questions): area ${area.toFixed(3)}; threshold ${ANSWER_THRESHOLD} answers ${percent(coverage)}, ${percent(risk)} of them wrong`;
    return [
      `<polyline class="${half}" points="${[at(0, first.risk), ...points.map((point) => at(point.coverage, point.risk))].join(' ')}"/>`,
      `<circle class="${half}-dot" cx="${x(coverage).toFixed(1)}" cy="${y(risk).toFixed(1)}" r="6"/>`,
      `<path class="${half}" d="M${PLOT.left + 14} ${legend}h28"/><circle class="${half}-dot" cx="${PLOT.left + 28}" cy="${legend}" r="5"/><text class="ink" x="${PLOT.left + 52}" y="${legend + 4}">${told}</text>`,
    ];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title">
<title id="title">Risk against coverage; the dot is the threshold in use</title>
<style>${STYLE}
</style>
<rect class="page" width="${WIDTH}" height="${HEIGHT}"/>
<g fill="none" stroke-width="2" stroke-linejoin="round">
${[...lines, ...drawn].join('\n')}
</g>
</svg>
`;
}
