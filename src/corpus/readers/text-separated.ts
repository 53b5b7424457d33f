/**
 * Lines of plain text whose cells a character parts, as a table is pasted from a `.csv`: 东河区,88,402. Prose has commas
 * too, so lines are cells only where several below each other have equally many, with figures behind a label.
 */
import { parse } from 'csv-parse/sync';
import { type CellLine, isFigure } from './text-cells.ts';

/** Characters that part cells, the likelier first. */
const SEPARATORS = [',', '，', '|', '｜', ';', '；'];
const LEAST_LINES = 3;
const MAX_LINE_CHARS = 1000;

/**
 * The lines with the cells of such tables in place of their own.
 *
 * @param parsed the cells of each line by tabs and spaces
 */
export function withSeparated(lines: readonly string[], parsed: readonly CellLine[]): CellLine[] {
  const cells = [...parsed];
  for (const separator of SEPARATORS) {
    const records = lines.map((line) => recordOf(line, separator));
    for (let from = 0; from < records.length; from++) {
      const width = records[from]?.length ?? 0;
      let end = from + 1;
      while (width > 1 && records[end]?.length === width) end++;
      const run = records.slice(from, end) as string[][];
      if (width > 1 && isTable(run)) {
        for (const [i, record] of run.entries()) cells[from + i] = tabbed(record);
      }
      from = end - 1;
    }
  }
  return cells;
}

/** The cells of a line; undefined where the separator is not in it, or it is no record. */
function recordOf(line: string, separator: string): string[] | undefined {
  if (!line.includes(separator) || line.length > MAX_LINE_CHARS) return undefined;
  const framed = line.trim();
  if (!framed.includes('"')) return trimmed(framed.split(separator), separator);
  try {
    const [record = []] = parse(framed, { delimiter: separator, relax_quotes: true }) as string[][];
    return trimmed(record, separator);
  } catch {
    return undefined;
  }
}

/** A line that is drawn between two bars has an empty cell at either end. */
function trimmed(record: readonly string[], separator: string): string[] {
  const texts = record.map((text) => text.trim());
  const isFramed = /[|｜]/u.test(separator) && texts.length > 3 && texts[0] === '' && texts.at(-1) === '';
  return isFramed ? texts.slice(1, -1) : texts;
}

/** Nearly all lines but those of a head are a label and figures: of prose at most some piece is. */
function isTable(run: readonly (readonly string[])[]): boolean {
  const rows = run.filter(([label = '', ...rest]) => {
    const filled = rest.filter((text) => text !== '');
    const figures = filled.filter(isFigure).length;
    return label !== '' && !isFigure(label) && figures > 0 && figures * 2 >= filled.length;
  });
  return run.length >= LEAST_LINES && rows.length >= 2 && rows.length * 3 >= run.length * 2;
}

function tabbed(record: readonly string[]): CellLine {
  return {
    cells: record.map((text, i) => ({ text, start: i, end: i + 1 })),
    isTabbed: true,
    indent: 0,
  };
}
