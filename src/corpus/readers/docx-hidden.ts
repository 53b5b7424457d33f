/**
 * Hidden text of Word files. Nobody who opens the file is shown it, so no reader of the reports may be, and mammoth does
 * not tell it from the rest: its runs are taken out before.
 *
 * @see ECMA-376 part 1, 17.3.2.41 (vanish) and 17.3.2.36 (specVanish)
 */
import type { CheerioAPI } from 'cheerio';
import JSZip from 'jszip';
import type { PackedXml } from './packed-xml.ts';

/** The parts that hold text. */
const TEXT_PART = /^word\/(?:document|footnotes|endnotes|styles)\d*\.xml$/iu;
const STYLES = 'word/styles.xml';
const OFF: ReadonlySet<string> = new Set(['0', 'false', 'off']);

/** A Word file without its hidden runs; the same bytes where it has none. */
export async function withoutHidden(bytes: Uint8Array, packed: PackedXml): Promise<Uint8Array> {
  const styles = packed.parse(STYLES);
  const hiddenStyles = new Set(styles ? hiddenStylesIn(styles) : []);
  const changed = new Map<string, string>();
  for (const name of packed.names.filter((one) => TEXT_PART.test(one) && one !== STYLES)) {
    const $ = packed.parse(name);
    const runs = $ ? hiddenRuns($, hiddenStyles) : undefined;
    if (!$ || !runs || runs.length === 0) continue;
    runs.remove();
    changed.set(name, $.xml());
  }
  if (changed.size === 0) return bytes;
  const archive = await JSZip.loadAsync(bytes);
  for (const [name, xml] of changed) archive.file(name, xml);
  return archive.generateAsync({ type: 'uint8array' });
}

/** Names of styles whose runs are hidden. */
function hiddenStylesIn($: CheerioAPI): string[] {
  return $('w\\:style')
    .toArray()
    .filter((style) => isHidden($, style))
    .map((style) => $(style).attr('w:styleId') ?? '');
}

/** The runs that are hidden by themselves or by a style of theirs. */
const hiddenRuns = ($: CheerioAPI, styles: ReadonlySet<string>) =>
  $('w\\:r').filter((_, run) => {
    const style = $(run).children('w\\:rPr').children('w\\:rStyle').attr('w:val') ?? '';
    const paragraph = $(run).closest('w\\:p').children('w\\:pPr').children('w\\:pStyle').attr('w:val') ?? '';
    return isHidden($, run) || styles.has(style) || styles.has(paragraph);
  });

function isHidden($: CheerioAPI, element: Parameters<CheerioAPI>[0]): boolean {
  const mark = $(element).children('w\\:rPr').children('w\\:vanish, w\\:specVanish');
  return mark.length > 0 && !OFF.has((mark.attr('w:val') ?? '').toLowerCase());
}
