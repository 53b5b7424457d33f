/**
 * The text of a binary Word file with its properties → paragraphs and tables as HTML.
 */
import {
  type Change,
  type Piece,
  type Properties,
  propertiesOf,
  type Style,
  stylesOf,
  type WordStreams,
} from './doc-file.ts';
import { LINE_BREAK, type ParagraphStyle, PLAIN, type Stretch, styleNamed } from './document-html.ts';
import { DocumentWriter, type Edge } from './document-writer.ts';

/** Properties by their numbers. */
const IN_TABLE = 0x2416;
const ENDS_ROW = 0x2417;
const OUTLINE_LEVEL = 0x2640;
const LIST = 0x460b;
const TABLE_DEFINITION = 0xd608;
const DELETED = 0x0800;
const HIDDEN = 0x083c;
const BOLD = 0x0835;
const RAISED = 0x2a48;

/** Characters that stand for something. */
const CELL_END = '\u0007';
const FIELD = { begin: '\u0013', separator: '\u0014', end: '\u0015' };

/** A paragraph with what ends it. */
interface Paragraph {
  readonly stretches: readonly Stretch[];
  readonly endsCell: boolean;
  readonly of: Properties | undefined;
}

const NOTES = [1, 5];
const TEXT_BOXES = 6;

/**
 * The document as HTML: its text and text boxes, then its notes.
 *
 * @param parts characters of the text, footnotes, headers, macros, comments, endnotes, text boxes and those of headers
 */
export function docHtml(streams: WordStreams, pieces: readonly Piece[], parts: readonly number[]): string {
  const styles = stylesOf(streams);
  const reader = new TextReader(streams, pieces);
  const writer = new DocumentWriter();
  let from = 0;
  parts.forEach((chars, part) => {
    const paragraphs = () => reader.paragraphs(from, from + chars);
    // Headers repeat and comments are no part of what was published.
    if (part === 0 || part === TEXT_BOXES) write(paragraphs(), styles, writer);
    if (NOTES.includes(part)) for (const { stretches } of paragraphs()) writer.note(stretches);
    from += chars;
  });
  return writer.html();
}

function write(
  paragraphs: Iterable<Paragraph>,
  styles: readonly (Style | undefined)[],
  writer: DocumentWriter,
): void {
  for (const { stretches, endsCell, of } of paragraphs) {
    const changes = of?.changes ?? [];
    if (!isOn(changes, IN_TABLE)) {
      const style = styleOf(of, styles);
      if (style) writer.paragraph(stretches, style);
    } else if (isOn(changes, ENDS_ROW)) writer.endRow(edgesIn(changes));
    else {
      writer.paragraphOfCell(stretches);
      if (endsCell) writer.endCell();
    }
  }
}

const changedTo = (changes: readonly Change[], code: number) =>
  changes.findLast((change) => change.code === code)?.value;
const isOn = (changes: readonly Change[], code: number) => (changedTo(changes, code)?.[0] ?? 0) !== 0;

/** The edges and merges of a row's cells as its definition gives them. */
function edgesIn(changes: readonly Change[]): Edge[] {
  const definition = changedTo(changes, TABLE_DEFINITION) ?? Buffer.alloc(0);
  const count = definition[0] ?? 0;
  const flagsAt = 1 + 2 * (count + 1);
  if (definition.length < flagsAt) return [];
  const left = definition.readInt16LE(1);
  return Array.from({ length: count }, (_, c) => {
    const at = flagsAt + 20 * c;
    const flags = at + 2 <= definition.length ? definition.readUInt16LE(at) : 0;
    return {
      right: definition.readInt16LE(1 + 2 * (c + 1)) - left,
      goesOn: (flags & 0x60) === 0x20,
      isJoined: (flags & 0x3) === 0x2,
    };
  });
}

/** Built-in styles by their numbers: headings are 1 to 9. */
const TITLE = 62;
const CAPTION = 34;
const CONTENTS = { from: 19, to: 27 };

/**
 * What a paragraph is by its style, and by its outline level and list where the style does not say; null for a line of
 * the table of contents.
 */
function styleOf(of: Properties | undefined, styles: readonly (Style | undefined)[]): ParagraphStyle | null {
  if (!of) return PLAIN;
  let style = styles[of.style];
  for (let steps = 0; style && steps < 10; steps++) {
    const { builtIn, basedOn, name } = style;
    if (builtIn >= 1 && builtIn <= 9) return { kind: 'heading', level: builtIn };
    if (builtIn >= CONTENTS.from && builtIn <= CONTENTS.to) return null;
    if (builtIn === TITLE) return { kind: 'title', level: 1 };
    if (builtIn === CAPTION) return { kind: 'caption', level: 0 };
    const named = styleNamed(name);
    if (named !== undefined) return named;
    style = styles[basedOn];
  }
  const level = changedTo(of.changes, OUTLINE_LEVEL)?.[0] ?? 9;
  if (level < 9) return { kind: 'heading', level: level + 1 };
  const list = changedTo(of.changes, LIST);
  return list && list.length >= 2 && list.readUInt16LE(0) > 0 ? { kind: 'item', level: 0 } : PLAIN;
}

/** Reads text piece by piece, with the looks of its characters. */
class TextReader {
  readonly #main: Buffer;
  readonly #pieces: readonly Piece[];
  readonly #ofParagraphs: readonly Properties[];
  readonly #ofCharacters: readonly Properties[];

  constructor(streams: WordStreams, pieces: readonly Piece[]) {
    this.#main = streams.main;
    this.#pieces = pieces;
    this.#ofParagraphs = propertiesOf(streams, 'paragraphs');
    this.#ofCharacters = propertiesOf(streams, 'characters').filter(({ changes }) => changes.length > 0);
  }

  /** The paragraphs between two places of the text. */
  *paragraphs(from: number, to: number): Generator<Paragraph> {
    let stretches: Stretch[] = [];
    /** For each open field, whether its instruction is still being told. */
    const fields: boolean[] = [];
    for (const { text, at, width, isShown, isBold, isRaised } of this.#stretches(from, to)) {
      let shown = '';
      const take = () => {
        if (shown !== '') stretches.push({ text: shown, isBold, isRaised });
        shown = '';
      };
      for (let i = 0; i < text.length; i++) {
        const character = text[i] as string;
        if (character === FIELD.begin) fields.push(true);
        else if (character === FIELD.separator && fields.length > 0) fields[fields.length - 1] = false;
        else if (character === FIELD.end) fields.pop();
        else if (character === '\r' || character === '\f' || character === CELL_END) {
          take();
          const of = propertiesAt(this.#ofParagraphs, at + i * width);
          yield { stretches, endsCell: character === CELL_END, of };
          stretches = [];
        } else if (isShown && !fields.includes(true)) shown += characterShown(character);
      }
      take();
    }
    if (stretches.length > 0) yield { stretches, endsCell: false, of: undefined };
  }

  /** Stretches of equal looks between two places of the text. */
  *#stretches(from: number, to: number) {
    let start = 0;
    for (const { at, chars, isNarrow } of this.#pieces) {
      const width = isNarrow ? 1 : 2;
      const first = Math.max(from, start) - start;
      const last = Math.min(to, start + chars) - start;
      start += chars;
      for (let i = first; i < last; ) {
        const place = at + i * width;
        const of = propertiesAt(this.#ofCharacters, place);
        const next = of?.end ?? startAfter(this.#ofCharacters, place);
        const end = Math.min(last, i + Math.max(1, Math.ceil((next - place) / width)));
        const bytes = this.#main.subarray(place, at + end * width);
        yield {
          text: isNarrow ? narrow.decode(bytes) : bytes.toString('utf16le'),
          at: place,
          width,
          isShown: !of || !(isOn(of.changes, DELETED) || isOn(of.changes, HIDDEN)),
          isBold: of !== undefined && isOn(of.changes, BOLD),
          isRaised: of !== undefined && changedTo(of.changes, RAISED)?.[0] === 1,
        };
        i = end;
      }
    }
  }
}

const narrow = new TextDecoder('windows-1252');

function characterShown(character: string): string {
  if (character === '\v') return LINE_BREAK;
  if (character === '\u001e') return '-';
  return character < ' ' && character !== '\t' ? '' : character;
}

/** The properties that hold at a place; those lie in order and do not overlap. */
function propertiesAt(properties: readonly Properties[], place: number): Properties | undefined {
  const found = properties[countBefore(properties, place) - 1];
  return found && place < found.end ? found : undefined;
}

function startAfter(properties: readonly Properties[], place: number): number {
  return properties[countBefore(properties, place)]?.start ?? Number.MAX_SAFE_INTEGER;
}

/** How many begin at a place or before it. */
function countBefore(properties: readonly Properties[], place: number): number {
  let low = 0;
  let high = properties.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((properties[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
