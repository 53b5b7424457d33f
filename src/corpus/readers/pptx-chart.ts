/**
 * A chart as the table it was drawn from: its categories are the rows, its series the columns.
 */
import { SSF } from '@e965/xlsx';
import type { Cheerio, CheerioAPI } from 'cheerio';
import { escaped } from './document-html.ts';
import type { DomElement } from './html-text.ts';

const MAX_POINTS = 1000;

/** The title and the values of a chart; what no label names is left out. */
export function chartHtml($: CheerioAPI): string {
  const series = $('c\\:ser')
    .toArray()
    .map((one) => $(one));
  const [first] = series;
  if (!first) return '';
  const categories = pointsOf($, first.children('c\\:cat'));
  const names = series.map((one) => one.children('c\\:tx').find('c\\:v').first().text());
  const values = series.map((one) => pointsOf($, one.children('c\\:val')));
  if (categories.size === 0 || names.some((name) => name === '')) return '';
  const title = $('c\\:chart > c\\:title').find('a\\:t').text();
  const rows = [...categories].map(([at, name]) => [name, ...values.map((points) => points.get(at) ?? '')]);
  const rowHtml = (row: readonly string[]) =>
    `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`;
  const caption = title === '' ? '' : `<div class="caption">${escaped(title)}</div>`;
  return `${caption}<table><thead>${rowHtml(['', ...names])}</thead>${rows.map(rowHtml).join('')}</table>`;
}

function pointsOf($: CheerioAPI, of: Cheerio<DomElement>): Map<string, string> {
  const points = new Map<string, string>();
  const format = of.find('c\\:formatCode').first().text();
  for (const point of of.find('c\\:pt').toArray().slice(0, MAX_POINTS)) {
    points.set(point.attribs['idx'] ?? '', shown($(point).children('c\\:v').text(), format));
  }
  return points;
}

/** A value as the chart shows it: 0.35 under 0% is 35%. */
function shown(text: string, format: string): string {
  if (format === '' || !/^-?[\d.]+(?:E[+-]?\d+)?$/iu.test(text)) return text;
  return String(SSF.format(format, Number(text))).trim();
}
