/** What is offered while somebody types, with where it leads on this site. */
import type { Desk } from '../channels/answering.ts';
import type { Log } from '../channels/log.ts';
import type { Entry } from '../channels/suggest/entries.ts';
import { offeringAt } from '../channels/suggest/suggest.ts';
import { reportName } from '../corpus/report.ts';

/** Something to pick. */
export interface Suggestion {
  readonly kind: Entry['kind'];
  readonly text: string;
  /** Whose report a section is of; empty for others. */
  readonly of: string;
  /** From the root of the site on. */
  readonly path: string;
}

/** Offers something for what is typed. */
export type Suggest = (typed: string) => Promise<readonly Suggestion[]>;

/** @param pathOf where an entry leads */
export function suggestingAt(desk: Desk, pathOf: (entry: Entry) => string, log: Log): Suggest {
  const offer = offeringAt(desk, log);
  return async (typed) =>
    (await offer(typed)).map((entry) => ({
      kind: entry.kind,
      text: entry.text,
      of: entry.kind === 'section' ? reportName(entry.report) : '',
      path: pathOf(entry),
    }));
}
