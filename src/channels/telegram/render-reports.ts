/** /reports as Telegram messages: which reports are covered, in pages. */
import type { InlineKeyboardButton } from 'grammy/types';
import { formatPeriod, hasPeriod } from '../../corpus/report.ts';
import type { ReportCard } from '../../index/shelf.ts';
import { printable } from '../../printable.ts';
import type { Language } from '../document.ts';
import { bold, clip, join, link, NOTHING, text } from './html.ts';
import { type Frame, makeButton, type Rendered } from './render.ts';
import { wordsOf } from './words.ts';

/** Twelve titles of 150 characters and their facts stay below 4096. */
const REPORTS_A_PAGE = 12;
const MAX_TITLE_CHARS = 150;
const MAX_NAME_CHARS = 80;

/**
 * A page of the covered reports.
 *
 * @param page counted from 0; one beyond the last is the last
 */
export function renderReports(
  reports: readonly ReportCard[],
  page: number,
  language: Language,
  frame: Frame,
): Rendered {
  const pages = Math.max(1, Math.ceil(reports.length / REPORTS_A_PAGE));
  const at = Math.max(0, Math.min(pages - 1, page));
  const words = wordsOf(language);
  const count = language === 'en' ? `${reports.length} reports are covered` : `现有 ${reports.length} 份报告`;
  const shown = reports.slice(at * REPORTS_A_PAGE, (at + 1) * REPORTS_A_PAGE).map((report) => {
    const whose = clip(printable(report.association || report.title), MAX_NAME_CHARS);
    const years = hasPeriod(report.period)
      ? ` · ${formatPeriod(report.period)}${language === 'en' ? '' : '年'}`
      : '';
    const name = `${whose}${years}`;
    const title = text(clip(printable(report.title), MAX_TITLE_CHARS));
    return join([bold(text(name)), link(title, report.source)], '\n');
  });
  const body = join(
    [text(pages > 1 ? `${count}（${at + 1}/${pages}）` : count), ...(shown.length > 0 ? shown : [NOTHING])],
    '\n\n',
  );
  const row: InlineKeyboardButton[] = [];
  if (at > 0) row.push(makeButton(words.previousPage, { do: 'reports', page: at - 1 }, frame));
  if (at < pages - 1) row.push(makeButton(words.nextPage, { do: 'reports', page: at + 1 }, frame));
  const associations = makeButton(words.associations, { do: 'associations', page: 0 }, frame);
  return { body, keyboard: [...(row.length > 0 ? [row] : []), [associations]] };
}
