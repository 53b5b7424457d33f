/** What was understood of a figure, in words: what it counts, how much, of when. */
import type { Language } from '../../channels/document.ts';
import type { Figure } from '../../corpus/figures.ts';
import { formatPeriod } from '../../corpus/report.ts';
import { printable } from '../../printable.ts';

/** The parts of what was understood. */
export interface FigureReading {
  /** 科普活动; empty where the sentence does not say it next to the number. */
  readonly what: string;
  /** 约 86,000 人次 */
  readonly value: string;
  /** 2020年, where the sentence gives a year of its own; else empty. */
  readonly when: string;
}

const HEDGES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: { below: '不到 ', above: '超过 ', about: '约 ' },
  en: { below: 'under ', above: 'over ', about: 'about ' },
};

/** Reads a figure out. */
export function readOut(figure: Figure, language: Language): FigureReading {
  const { kind, value, upper, hedge, unit, what, isPart, period } = figure;
  const hedged = HEDGES[language][hedge ?? ''] ?? '';
  const range = upper === null ? number(value) : `${number(value)}–${number(upper)}`;
  const shownUnit = kind === 'percent' ? '%' : unit;
  const years = period ? formatPeriod(period) : '';
  const part = isPart ? (language === 'en' ? 'of these: ' : '其中：') : '';
  return {
    what: printable(`${what === '' ? '' : part}${what}`),
    value: `${hedged}${range}${shownUnit === '' || shownUnit === '%' ? shownUnit : ` ${printable(shownUnit)}`}`,
    when: years === '' || language === 'en' ? years : `${years}年`,
  };
}

/** On one line: `科普活动：106 项 · 2020年`. */
export function toldOf(figure: Figure, language: Language): string {
  const { what, value, when } = readOut(figure, language);
  const counted = what === '' ? value : `${what}${language === 'en' ? ': ' : '：'}${value}`;
  return when === '' ? counted : `${counted} · ${when}`;
}

const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 4 });
