/**
 * Who a report is from, what it is about and who may see it: as its front matter says, and where that says
 * nothing, as the text shows, with the reason.
 */
import { basename } from 'node:path/posix';
import type { Block, SourceDocument } from './document.ts';
import { findAssociation } from './metadata/association.ts';
import { inferAudience } from './metadata/audience.ts';
import { gatherEvidence } from './metadata/evidence.ts';
import { type Given, readGiven } from './metadata/given.ts';
import { findPeriod } from './metadata/period.ts';
import { aliasesOf, placeOfAssociation } from './metadata/place.ts';
import { findPublished, findTitle } from './metadata/title.ts';
import { type Doubt, formatPeriod, type Inference, type Report, type ReportMetadata } from './report.ts';

/**
 * The metadata of a report. Nothing that a text does not say of itself keeps it out: what is not told is empty, and what
 * is told by little says how to settle it.
 *
 * @param blocks the document's clean text
 * @returns the metadata with what was inferred and why, or one Chinese line for the maintainer about a field of front
 *   matter with a bad value
 */
export function inferMetadata(
  document: SourceDocument,
  blocks: readonly Block[],
):
  | { readonly metadata: ReportMetadata; readonly inferred: readonly Inference[] }
  | { readonly problem: string } {
  const fileName = basename(document.file);
  const read = readWritten(document, fileName);
  if ('problem' in read) return read;
  const { given, titleHint } = read;
  const inferred: Inference[] = [];
  const note = (field: Inference['field'], value: string, reason: string, doubt?: Doubt) =>
    inferred.push({ field, value, reason, ...(doubt && { doubt }) });

  let { title } = given;
  /** What the text or its writer calls it: a file's name or properties are no evidence for its year. */
  let ownTitle = title ?? '';
  if (title === undefined) {
    const found = findTitle(blocks, titleHint, fileName);
    title = found.title;
    ownTitle = found.isInText ? title : '';
    note('title', title, found.reason);
  }
  const evidence = gatherEvidence(document.content, blocks, {
    file: document.file,
    title: ownTitle,
    properties: [given.publisher, given.published, titleHint].filter((text) => text !== undefined),
  });

  let { association, place } = given;
  if (association === undefined) {
    const found = place === undefined ? findAssociation(evidence) : ownedBy(place);
    association = found.association;
    const write = `association: ${association || '平湖市科协'}`;
    note(
      'association',
      association,
      found.reason,
      found.doubt === '' ? undefined : { what: found.doubt, write },
    );
    if (place === undefined) {
      place = found.place;
      if (place !== '') note('place', place, `来自${association}`);
    }
  } else if (place === undefined) {
    place = placeOfAssociation(association);
    note('place', place, `来自${association}`);
  }

  let { period } = given;
  if (period === undefined) {
    const found = findPeriod(evidence);
    period = found.period;
    const write = `period: ${formatPeriod(period).replace('—', '-') || found.example || '2020'}`;
    note(
      'period',
      formatPeriod(period),
      found.reason,
      found.doubt === '' ? undefined : { what: found.doubt, write },
    );
  }

  let { published } = given;
  if (published === undefined) {
    const found = findPublished(blocks);
    if (found !== undefined) note('published', found.published, found.reason);
    published = found?.published ?? '';
  }

  let { audience } = given;
  if (audience === undefined) {
    const found = inferAudience(blocks, [title, titleHint ?? ''], document.file, evidence.edges);
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
 * What a report lacks, in one line with all that settles it; undefined for a report that is sure of itself and was read
 * to its end. `--strict` keeps such a report out.
 */
export function lackOf({ inferred, unread }: Pick<Report, 'inferred' | 'unread'>): string | undefined {
  const doubts = inferred.flatMap(({ doubt }) => (doubt ? [doubt] : []));
  if (doubts.length === 0) return unread;
  const [what, write] = [doubts.map((doubt) => doubt.what), doubts.map((doubt) => doubt.write)];
  return `${unread === undefined ? '' : `${unread}；`}${what.join('，')}：请在文件开头（PDF、Word、网页在旁边的“文件名.yaml”里）写明，例如 ${write.join('，')}`;
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
  return { association: `${place}科协`, place, reason: `写明了 place: ${place}`, doubt: '' };
}
