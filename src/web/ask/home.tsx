/** `/`: the box to ask, questions to begin with, and what the reports cover. */

import { sampleQuestions } from '../../channels/samples.ts';
import { hasPeriod } from '../../corpus/report.ts';
import type { Catalog, OpenIndex } from '../../index/shelf.ts';
import { page } from '../frame/layout.tsx';
import { type Words, wordsOf } from '../frame/words.ts';
import type { Site, SiteContext } from '../site.ts';
import { askPath } from './asked.ts';
import { AskBox } from './box.tsx';

/** Each is asked before it is offered: once an index. */
const samples = new WeakMap<Catalog['reports'], readonly string[]>();

/** Questions that are answered. */
export function samplesOf(index: OpenIndex, now: () => Date): readonly string[] {
  const known = samples.get(index.reports) ?? sampleQuestions(index, now().getFullYear());
  samples.set(index.reports, known);
  return known;
}

/** The first page. */
export function homePage({ desk, now }: Site, c: SiteContext): Promise<Response> {
  const words = wordsOf(c.get('language'));
  return desk.use((index) =>
    page(c, {
      title: words.name,
      description: words.tagline,
      content: (
        <section class="home">
          <h1>{words.name}</h1>
          <p class="tagline">{words.tagline}</p>
          <AskBox words={words} isFirst />
          {index.reports.length === 0 ? null : (
            <>
              <h2>{words.examples}</h2>
              <ul class="choices">
                {samplesOf(index, now).map((question) => (
                  <li>
                    <a href={askPath({ question })}>{question}</a>
                  </li>
                ))}
              </ul>
            </>
          )}
          <p class="coverage">
            {coverageOf(index, words)}{' '}
            {index.reports.length === 0 ? null : <a href="/reports">{words.allReports}</a>}
          </p>
        </section>
      ),
    }),
  );
}

/** How many reports of how many associations, of which years. */
function coverageOf({ reports }: OpenIndex, words: Words): string {
  if (reports.length === 0) return words.noReports;
  const associations = new Set(reports.map(({ association }) => association).filter(Boolean));
  const periods = reports.map(({ period }) => period).filter(hasPeriod);
  const years =
    periods.length === 0
      ? ''
      : words.years(Math.min(...periods.map(({ from }) => from)), Math.max(...periods.map(({ to }) => to)));
  return words.coverage(reports.length, associations.size, years);
}
