/** The text of one paragraph of a slide. */
import type { CheerioAPI } from 'cheerio';
import { LINE_BREAK, type Stretch } from './document-html.ts';
import type { DomElement } from './html-text.ts';

/** Its stretches; numbers of slides and dates that change by themselves are left out. */
export function stretchesOf($: CheerioAPI, paragraph: DomElement): Stretch[] {
  return $(paragraph)
    .children('a\\:r, a\\:br, a\\:fld')
    .toArray()
    .flatMap((run): Stretch[] => {
      if (run.name === 'a:br') return [{ text: LINE_BREAK, isBold: false, isRaised: false }];
      if (run.name === 'a:fld' && /^(?:slidenum|datetime)/u.test(run.attribs['type'] ?? '')) return [];
      const look = $(run).children('a\\:rPr');
      return [
        {
          text: $(run).children('a\\:t').text(),
          isBold: look.attr('b') === '1' || look.attr('b') === 'true',
          isRaised: Number(look.attr('baseline') ?? 0) > 0,
        },
      ];
    });
}
