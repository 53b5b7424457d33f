/**
 * How sure it is whose a report is, of when and for whom, and from what it was read.
 */
import type { Inference, Report } from '../corpus/report.ts';
import { FIELD_NAMES } from './names.ts';

/** What a maintainer has to know of a report before anybody asks. */
const FIELDS = ['association', 'period', 'audience'] as const satisfies readonly Inference['field'][];

/** `写明`: a person said all of it. `推断`: some of it was read. `说不准`: some of it by little, or by two things. */
export type Sureness = '写明' | '推断' | '说不准';

export function surenessOf({ inferred }: Pick<Report, 'inferred'>): Sureness {
  if (inferred.some(({ doubt }) => doubt)) return '说不准';
  return FIELDS.some((field) => inferred.some((one) => one.field === field)) ? '推断' : '写明';
}

/**
 * From what it was read, in one line; empty where all was said. That a report is open because nothing speaks against it
 * is no evidence ({@link isOpenByDefault}).
 */
export function evidenceOf({ inferred }: Pick<Report, 'inferred'>): string {
  return FIELDS.flatMap((field) => {
    const found = inferred.find((one) => one.field === field);
    return found && found.value !== 'public' ? [`${FIELD_NAMES[field]} ← ${found.reason}`] : [];
  }).join('；');
}

/** Whether everybody may see a report only because nobody said otherwise. */
export const isOpenByDefault = ({ inferred }: Pick<Report, 'inferred'>): boolean =>
  inferred.some(({ field, value }) => field === 'audience' && value === 'public');
