/**
 * Menus: what can be tapped instead of typed. From /start to examples, to the associations and their years, to the
 * latest reports; from a report to questions that it answers. Each replaces the one before in its message.
 */
import type { InlineKeyboardButton } from 'grammy/types';
import { formatPeriod, hasPeriod, reportName } from '../../corpus/report.ts';
import type { ReportCard } from '../../index/shelf.ts';
import { printable } from '../../printable.ts';
import type { Language } from '../document.ts';
import { reportPath } from '../place.ts';
import type { Action } from './buttons.ts';
import { bold, clip, type Html, join, leadsTo, link, NOTHING, text } from './html.ts';
import { reportNamed, shortName } from './links.ts';
import { addressLine } from './profile.ts';
import { type Frame, makeButton, type Rendered } from './render.ts';
import { wordsOf } from './words.ts';

/** What a menu is made from. */
export interface MenuSource {
  readonly reports: readonly ReportCard[];
  /** Questions that are answered: of several reports, and about one. */
  readonly examples: () => readonly string[];
  readonly questionsAbout: (report: ReportCard) => readonly string[];
  /** Where the web reader is reached; null where there is none. */
  readonly publicUrl: string | null;
  readonly language: Language;
  readonly frame: Frame;
}

const BUTTONS_A_ROW = 2;
const ASSOCIATIONS_A_PAGE = 16;
const YEARS_A_PAGE = 12;
const LATEST = 8;
const MAX_TITLE_CHARS = 200;
const MAX_FACT_CHARS = 120;
/** Eight of them with their facts stay below 4096. */
const MAX_LISTED_TITLE_CHARS = 150;

/** Something said, with what to tap below it: examples, and the ways into the reports. */
export function renderHome(body: Html, { examples: offered, language, frame }: MenuSource): Rendered {
  const words = wordsOf(language);
  const examples = offered();
  return {
    body: examples.length > 0 ? join([body, text(words.examples)], '\n\n') : body,
    keyboard: [
      ...questionButtons(examples, '', frame),
      [
        makeButton(words.associations, { do: 'associations', page: 0 }, frame),
        makeButton(words.latest, { do: 'latest' }, frame),
      ],
    ],
  };
}

/** A page of the associations that reports are of. */
export function renderAssociations(page: number, { reports, language, frame }: MenuSource): Rendered {
  const words = wordsOf(language);
  const names = associationsOf(reports);
  const { shown, at, turn } = pageOf(names, page, ASSOCIATIONS_A_PAGE, (to) => ({
    do: 'associations',
    page: to,
  }));
  const choices = shown.map((name) =>
    makeButton(name, { do: 'association', name: shortName(name), page: 0 }, frame),
  );
  return {
    body: text(`${words.pickAssociation}${pageMark(at, names.length, ASSOCIATIONS_A_PAGE)}`),
    keyboard: [...inRows(choices), ...turnButtons(turn, language, frame), [homeButton(language, frame)]],
  };
}

/** The reports of an association by their years; the only one at once. Null where there is none of that name. */
export function renderAssociation(name: string, page: number, source: MenuSource): Rendered | null {
  const { language, frame } = source;
  const words = wordsOf(language);
  const reports = source.reports
    .filter((report) => shortName(ownerOf(report)) === name)
    .sort((a, b) => b.period.to - a.period.to || a.title.localeCompare(b.title));
  const [first] = reports;
  if (!first) return null;
  if (reports.length === 1) return reportMenu(first, source);
  const { shown, at, turn } = pageOf(reports, page, YEARS_A_PAGE, (to) => ({
    do: 'association',
    name,
    page: to,
  }));
  const choices = shown.map((report) => {
    const years = yearsOf(report, language);
    const isTheOnly = reports.filter((one) => yearsOf(one, language) === years).length === 1;
    const label =
      years !== '' && isTheOnly ? years : [years, printable(report.title)].filter(Boolean).join(' ');
    return makeButton(label, { do: 'report', report: shortName(report.id) }, frame);
  });
  return {
    body: join(
      [
        bold(text(clip(printable(ownerOf(first)), MAX_FACT_CHARS))),
        text(`${words.pickYear}${pageMark(at, reports.length, YEARS_A_PAGE)}`),
      ],
      '\n',
    ),
    keyboard: [
      ...inRows(choices),
      ...turnButtons(turn, language, frame),
      [makeButton(words.associations, { do: 'associations', page: 0 }, frame), homeButton(language, frame)],
    ],
  };
}

/** A report with where it is read and what it answers; null where there is none of that name. */
export function renderReport(name: string, source: MenuSource): Rendered | null {
  const report = reportNamed(name, source.reports);
  return report && reportMenu(report, source);
}

function reportMenu(report: ReportCard, source: MenuSource): Rendered {
  const { language, frame } = source;
  const words = wordsOf(language);
  const questions = source.questionsAbout(report);
  const title = linked(
    clip(printable(report.title).trim() || words.untitled, MAX_TITLE_CHARS),
    readerOf(report, source.publicUrl),
  );
  const row: InlineKeyboardButton[] = [];
  const isOneOfSeveral = source.reports.some((one) => one !== report && ownerOf(one) === ownerOf(report));
  if (isOneOfSeveral) {
    const owner = { do: 'association', name: shortName(ownerOf(report)), page: 0 } as const;
    row.push(makeButton(words.otherYears, owner, frame));
  }
  row.push(
    makeButton(words.associations, { do: 'associations', page: 0 }, frame),
    homeButton(language, frame),
  );
  return {
    body: join(
      [
        join(
          [
            bold(title),
            text(clip(factsOf(report, language), MAX_FACT_CHARS)),
            // What the title leads to already is not said again.
            leadsTo(title, report.source) ? NOTHING : addressLine(printable(report.source), language),
          ],
          '\n',
        ),
        questions.length > 0 ? text(words.examples) : NOTHING,
      ],
      '\n\n',
    ),
    keyboard: [...questionButtons(questions, shortName(report.id), frame), row],
  };
}

/** When a report came: the day it was published, or where that is not known, the end of its time. */
const cameOn = ({ published, period }: ReportCard): string => published || `${period.to}-12-31`;

/** The reports that came last. */
export function renderLatest(source: MenuSource): Rendered {
  const { reports, language, frame } = source;
  const words = wordsOf(language);
  const latest = [...reports].sort((a, b) => cameOn(b).localeCompare(cameOn(a))).slice(0, LATEST);
  const lines = latest.map((report, i) =>
    join(
      [
        join([
          text(`${i + 1}. `),
          linked(clip(printable(report.title), MAX_LISTED_TITLE_CHARS), readerOf(report, source.publicUrl)),
        ]),
        text(clip(factsOf(report, language), MAX_FACT_CHARS)),
      ],
      '\n',
    ),
  );
  const choices = latest.map((report, i) =>
    makeButton(
      `${i + 1}. ${printable(reportName(report, language))}`,
      { do: 'report', report: shortName(report.id) },
      frame,
    ),
  );
  return {
    body: join([text(words.latestLead), ...lines], '\n\n'),
    keyboard: [
      ...inRows(choices),
      [makeButton(words.associations, { do: 'associations', page: 0 }, frame), homeButton(language, frame)],
    ],
  };
}

/** Whose a report is: its association, or where that is not known, itself. */
const ownerOf = ({ association, title }: ReportCard): string => association || title;

/** All owners, those of the most reports first. */
function associationsOf(reports: readonly ReportCard[]): string[] {
  const counts = new Map<string, number>();
  for (const report of reports) counts.set(ownerOf(report), (counts.get(ownerOf(report)) ?? 0) + 1);
  return [...counts.entries()]
    .sort(([a, many], [b, more]) => more - many || a.localeCompare(b, 'zh'))
    .map(([name]) => name);
}

const yearsOf = ({ period }: ReportCard, language: Language): string =>
  hasPeriod(period) ? `${formatPeriod(period)}${language === 'en' ? '' : '年'}` : '';

/** `兰溪市科协 · 2022年 · 发布于 2023-01-16` */
export function factsOf(report: ReportCard, language: Language): string {
  const published = report.published && wordsOf(language).published(report.published);
  const publisher = report.publisher === report.association ? '' : report.publisher;
  return [report.association, yearsOf(report, language), publisher, published]
    .filter(Boolean)
    .map(printable)
    .join(' · ');
}

/** Where a report is read: in the web reader, else where it was published. */
export const readerOf = ({ id, source }: ReportCard, publicUrl: string | null): string =>
  publicUrl === null ? source : `${publicUrl}${reportPath(id)}`;

const linked = (label: string, address: string): Html => link(text(label), address);

const questionButtons = (questions: readonly string[], report: string, frame: Frame) =>
  questions.map((question) => [
    makeButton(question, { do: 'example', question: shortName(question), report }, frame),
  ]);

const homeButton = (language: Language, frame: Frame) =>
  makeButton(wordsOf(language).home, { do: 'home' }, frame);

function pageOf<T>(all: readonly T[], page: number, perPage: number, to: (page: number) => Action) {
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const at = Math.max(0, Math.min(pages - 1, page));
  return {
    at,
    shown: all.slice(at * perPage, (at + 1) * perPage),
    turn: { previous: at > 0 ? to(at - 1) : null, next: at < pages - 1 ? to(at + 1) : null },
  };
}

const pageMark = (at: number, count: number, perPage: number): string =>
  count > perPage ? `（${at + 1}/${Math.ceil(count / perPage)}）` : '';

function turnButtons(
  { previous, next }: { readonly previous: Action | null; readonly next: Action | null },
  language: Language,
  frame: Frame,
): InlineKeyboardButton[][] {
  const words = wordsOf(language);
  const row = [
    ...(previous ? [makeButton(words.previousPage, previous, frame)] : []),
    ...(next ? [makeButton(words.nextPage, next, frame)] : []),
  ];
  return row.length > 0 ? [row] : [];
}

function inRows(buttons: readonly InlineKeyboardButton[]): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = [];
  for (let i = 0; i < buttons.length; i += BUTTONS_A_ROW) rows.push(buttons.slice(i, i + BUTTONS_A_ROW));
  return rows;
}
