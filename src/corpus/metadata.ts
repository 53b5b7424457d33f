/**
 * Who a report is from, what it is about and who may see it: as its front matter says, and where that says
 * nothing, as the text shows, with the reason.
 */
import type { Block, SourceDocument } from './document.ts';
import { findAssociation } from './metadata/association.ts';
import { inferAudience } from './metadata/audience.ts';
import { type Given, readGiven } from './metadata/given.ts';
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
  const read = readWritten(document, context.fileName);
  if ('problem' in read) return read;
  const { given, titleHint } = read;
  const inferred: Inference[] = [];
  const note = (field: Inference['field'], value: string, reason: string) =>
    inferred.push({ field, value, reason });

  let { title } = given;
  /** What the text or its writer calls it: a file's name or properties are no evidence for its year. */
  let ownTitle = title ?? '';
  if (title === undefined) {
    const found = findTitle(blocks, titleHint, context.fileName);
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
    const found = inferAudience(blocks, [title, titleHint ?? ''], document.file);
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

/**
 * What a person wrote, beside the file before at its beginning; then what the format carries. The title of a web page
 * or a Word file is only a hint, since it is often that of the site or of a template.
 */
function readWritten(
  { metadata, beside = {} }: SourceDocument,
  fileName: string,
): { readonly given: Given; readonly titleHint: string | undefined } | { readonly problem: string } {
  const isFrontMatter = /\.(?:md|markdown|txt)$/i.test(fileName);
  const rest = Object.fromEntries(Object.entries(metadata).filter(([field]) => !(field in beside)));
  const own = readGiven(rest, isFrontMatter ? 'front matter' : 'properties');
  if ('problem' in own) return own;
  const besides = readGiven(beside, 'beside');
  if ('problem' in besides) return besides;
  const { title, ...others } = own.given;
  return {
    given: { ...others, ...(isFrontMatter ? { title } : {}), ...definedOf(besides.given) },
    titleHint: title,
  };
}

function definedOf(given: Given): Given {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Whoever names the place has named its association. */
function ownedBy(place: string) {
  return { association: `${place}科协`, place, reason: `写明了 place: ${place}` };
}
