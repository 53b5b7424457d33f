/** `/reports`: which associations have reports of which years. */
import type { FC } from 'hono/jsx';
import { reportPath } from '../../channels/place.ts';
import { formatPeriod, hasPeriod } from '../../corpus/report.ts';
import type { ReportCard } from '../../index/shelf.ts';
import { fold } from '../../language/normalize.ts';
import { printable } from '../../printable.ts';
import { page } from '../frame/layout.tsx';
import { type Words, wordsOf } from '../frame/words.ts';
import type { Site, SiteContext } from '../site.ts';

/** Associations, and reports without one, on a page; others are found by name. */
const MAX_SHOWN = 200;
const MAX_NAME_CHARS = 60;

/** All reports as a page. */
export function reportsPage({ desk }: Site, c: SiteContext): Response {
  const words = wordsOf(c.get('language'));
  const name = (c.req.query('name') ?? '').slice(0, MAX_NAME_CHARS).trim();
  const wanted = fold(name);
  const { reports } = desk.catalog;
  const found = reports.filter(
    ({ association, title, aliases }) =>
      wanted === '' || [association, title, ...aliases].some((one) => fold(one).includes(wanted)),
  );
  const isPlaced = ({ association, period }: ReportCard) => association !== '' && hasPeriod(period);
  const placed = found.filter(isPlaced);
  const others = found.filter((report) => !isPlaced(report));
  const byAssociation = new Map<string, ReportCard[]>();
  for (const report of placed) {
    const known = byAssociation.get(report.association);
    if (known) known.push(report);
    else byAssociation.set(report.association, [report]);
  }
  return page(c, {
    title: words.reportsTitle,
    content: (
      <section class="reports">
        <h1>{words.reportsTitle}</h1>
        <search>
          <form class="filter" action="/reports">
            <label for="name">{words.filter}</label>
            <input
              id="name"
              name="name"
              value={name}
              placeholder={words.filterPlaceholder}
              maxlength={MAX_NAME_CHARS}
            />
            <button type="submit">{words.find}</button>
          </form>
        </search>
        {found.length === 0 ? <p>{reports.length === 0 ? words.noReports : words.noneFound}</p> : null}
        {byAssociation.size > 0 ? <Grid byAssociation={byAssociation} words={words} /> : null}
        {others.length > 0 ? (
          <>
            <h2>{words.otherReports}</h2>
            {others.length > MAX_SHOWN ? (
              <p class="small">{words.othersShown(MAX_SHOWN, others.length)}</p>
            ) : null}
            <ul class="plain">
              {others.slice(0, MAX_SHOWN).map((report) => (
                <li>
                  <a href={reportPath(report.id)}>{printable(report.title)}</a>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </section>
    ),
  });
}

const Grid: FC<{
  readonly byAssociation: ReadonlyMap<string, readonly ReportCard[]>;
  readonly words: Words;
}> = ({ byAssociation, words }) => {
  const rows = [...byAssociation].slice(0, MAX_SHOWN);
  const years = [...new Set(rows.flatMap(([, cards]) => cards.map(({ period }) => period.to)))].sort(
    (a, b) => b - a,
  );
  return (
    <>
      <p class="small">
        {rows.length < byAssociation.size
          ? words.shownOf(rows.length, byAssociation.size)
          : words.reportsIntro}
      </p>
      <section class="scroll" tabindex={0} aria-label={words.reportsTitle}>
        <table class="grid">
          <thead>
            <tr>
              <th scope="col">{words.association}</th>
              {years.map((year) => (
                <th scope="col">{year}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([association, cards]) => (
              <tr>
                <th scope="row">{printable(association)}</th>
                {years.map((year) => (
                  <td>
                    {cards
                      .filter(({ period }) => period.to === year)
                      .map((card) => (
                        <a href={reportPath(card.id)} title={printable(card.title)}>
                          {formatPeriod(card.period)}
                        </a>
                      ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
};
