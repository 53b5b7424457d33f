/**
 * Who a report is from, what it is about and who may see it: as its front matter says, and where that says
 * nothing, as the text shows, with the reason.
 */
import type { Block, SourceDocument } from './document.ts';
import { findAssociation } from './metadata/association.ts';
import { inferAudience } from './metadata/audience.ts';
import { readGiven } from './metadata/given.ts';
import { findPeriod } from './metadata/period.ts';
import { aliasesOf, placeOfAssociation } from './metadata/place.ts';
import { findPublished, findTitle } from './metadata/title.ts';
import { formatPeriod, type Inference, type ReportMetadata } from './report.ts';

/**
 * The metadata of a report.
 *
 * @param blocks  the document's clean text
 * @param context the file's name; it supports a year the text names and never overrules the text
 * @returns the metadata with what was inferred and why, or one Chinese line for the maintainer: a front matter
 *   field with a bad value, or the line to add where the text does not show the association or the year
 */
export function inferMetadata(
  document: SourceDocument,
  blocks: readonly Block[],
  context: { readonly fileName: string },
):
  | { readonly metadata: ReportMetadata; readonly inferred: readonly Inference[] }
  | { readonly problem: string } {
  const isFrontMatter = /\.(?:md|markdown|txt)$/i.test(context.fileName);
  const read = readGiven(document.metadata, isFrontMatter);
  if ('problem' in read) return read;
  const { given } = read;
  const inferred: Inference[] = [];
  const note = (field: Inference['field'], value: string, reason: string) =>
    inferred.push({ field, value, reason });

  let title = isFrontMatter ? given.title : undefined;
  /** What the text or its writer calls it: a file's name or properties are no evidence for its year. */
  let ownTitle = title ?? '';
  if (title === undefined) {
    const found = findTitle(blocks, given.title, context.fileName);
    title = found.title;
    ownTitle = found.isInText ? title : '';
    note('title', title, found.reason);
  }

  let { association, place } = given;
  if (association === undefined) {
    const found = place === undefined ? findAssociation(blocks, ownTitle) : ownedBy(place);
    if ('problem' in found) return found;
    association = found.association;
    note('association', association, found.reason);
    if (place === undefined) {
      place = found.place;
      note('place', place, `来自${association}`);
    }
  } else if (place === undefined) {
    place = placeOfAssociation(association);
    note('place', place, `来自${association}`);
  }

  let { period } = given;
  if (period === undefined) {
    const found = findPeriod(blocks, ownTitle, context.fileName);
    if ('problem' in found) return found;
    period = found.period;
    note('period', formatPeriod(period), found.reason);
  }

  let { published } = given;
  if (published === undefined) {
    const found = findPublished(blocks);
    if (found !== undefined) note('published', found.published, found.reason);
    published = found?.published ?? '';
  }

  let { audience } = given;
  if (audience === undefined) {
    const found = inferAudience(blocks, [title, given.title ?? ''], document.file);
    audience = found.audience;
    note('audience', audience, found.reason);
  }

  const metadata: ReportMetadata = {
    title,
    association,
    aliases: aliasesOf(association, place, given.aliases ?? []),
    place,
    period,
    publisher: given.publisher ?? '',
    published,
    source: given.source ?? '',
    audience,
  };
  return { metadata, inferred };
}

/** A front matter that names the place has named its association. */
function ownedBy(place: string) {
  return { association: `${place}科协`, place, reason: `文件开头写明 place: ${place}` };
}
