import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFigures } from '../../src/corpus/figures.ts';
import { cutPassages } from '../../src/corpus/passages.ts';
import type { Report } from '../../src/corpus/report.ts';
import { fold } from '../../src/language/normalize.ts';
import { FIXTURES, type Served, SHIPPED, serve } from '../support/corpora.ts';

let served: Served;
beforeAll(async () => {
  served = await serve([SHIPPED, FIXTURES], 'staff');
});
afterAll(() => served.index.close());

function reportOf(id: string): Report {
  return served.reports.get(id) as Report;
}

/** The passages of a report in the order of the library. */
function passagesOf(row: number) {
  const passages = [];
  for (let ordinal = 0; ; ordinal++) {
    const passage = served.index.passageAt(row, ordinal);
    if (!passage) return passages;
    passages.push(passage);
  }
}

describe('a library', () => {
  it('holds the reports as they were read', () => {
    const { index, corpus } = served;
    expect(index.reports).toHaveLength(corpus.reports.length);
    for (const [i, card] of index.reports.entries()) {
      const { text, blocks: _, file: __, inferred: ___, digest: ____, ...metadata } = reportOf(card.id);
      expect(card).toMatchObject({ ...metadata, row: i + 1 });
      expect(index.reportText(card.row)).toBe(text);
    }
  });

  it('holds the passages of every report, each with its words, sentences and headings', () => {
    for (const card of served.index.reports) {
      const { text } = reportOf(card.id);
      const stored = passagesOf(card.row);
      expect([stored[0]?.row, stored.length]).toEqual([card.firstPassage, card.passages]);
      expect(stored).toMatchObject(cutPassages(reportOf(card.id)));
      for (const passage of stored) {
        expect(passage.text).toBe(text.slice(passage.start, passage.end));
        expect(passage.folded).toBe(fold(text).slice(passage.start, passage.end));
        expect(served.index.passage(passage.row)).toEqual(passage);
        expect(served.index.passageById(passage.id)).toEqual(passage);
      }
    }
  });

  it('holds the figures of every sentence', () => {
    const { index } = served;
    let figures = 0;
    for (const { row, id, period } of index.reports) {
      const folded = fold(reportOf(id).text);
      for (const passage of passagesOf(row)) {
        const read = readFigures(folded, passage.sentences, index.segment, period.to);
        expect(passage.figures).toEqual(read);
        figures += read.length;
      }
    }
    expect(figures).toBe(served.manifest.audiences.staff.figures);
  });

  it('has nothing at places that are not there', () => {
    const { passage, passageById, passageAt } = served.index;
    expect(passage(0)).toBeUndefined();
    expect(passageById('nobody-1999#00000000')).toBeUndefined();
    expect(passageAt(1, -1)).toBeUndefined();
  });
});
