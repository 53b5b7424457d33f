/**
 * Rich Text Format: its groups and words are followed as the specification tells a reader to, text is decoded by its font,
 * and paragraphs and tables become HTML as those of the other word processors do.
 */
import {
  documentBlocks,
  LINE_BREAK,
  type ParagraphStyle,
  PLAIN,
  type Stretch,
  styleNamed,
} from './document-html.ts';
import { DocumentWriter, type Edge } from './document-writer.ts';
import { maxTextChars, properTitle, type Reading, refuse, refuseLength } from './reader.ts';
import { rtfTokens, type Token } from './rtf-tokens.ts';
import { CHARACTERS, decodeBytes, KEPT, LEFT_OUT } from './rtf-words.ts';

const MAX_DEPTH = 1000;

/** Reads an `.rtf` file. */
export async function readRtf(bytes: Uint8Array): Promise<Reading> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.subarray(0, 100).toString('latin1').trimStart().startsWith('{\\rtf')) {
    return refuse('不是有效的 .rtf 文件；请用 Word 或 WPS 另存为 .docx');
  }
  const document = new RtfDocument();
  for (const token of rtfTokens(buffer)) {
    document.take(token);
    if (document.isTooDeep) return refuse('排版嵌套过深；请用 Word 或 WPS 另存为 .docx');
    if (document.chars > maxTextChars) return refuseLength();
  }
  return {
    ok: true,
    metadata: document.metadata(),
    content: { layout: 'blocks', blocks: documentBlocks(document.html()) },
  };
}

/** What holds inside a group and ends with it. */
interface Group {
  /** Where its text goes. */
  goal: 'text' | 'nowhere' | 'fonts' | 'styles' | 'note' | 'title' | 'author' | 'created';
  isBold: boolean;
  isRaised: boolean;
  /** Hidden, or deleted while changes are tracked. */
  isHidden: boolean;
  font: number;
  /** Whether what follows is for scripts from right to left only. */
  isRightToLeft: boolean;
  /** Characters that stand after `\u` for readers without Unicode. */
  fallbackChars: number;
}

/** What holds for a paragraph until `\pard`. */
interface ParagraphState {
  style: number;
  outlineLevel: number;
  isItem: boolean;
  isInTable: boolean;
}

const plainParagraph = (): ParagraphState => ({ style: 0, outlineLevel: 9, isItem: false, isInTable: false });

class RtfDocument {
  chars = 0;
  readonly #writer = new DocumentWriter();
  readonly #groups: Group[] = [];
  #group: Group = {
    goal: 'text',
    isBold: false,
    isRaised: false,
    isHidden: false,
    font: -1,
    isRightToLeft: false,
    fallbackChars: 1,
  };
  /** Whether the group has just begun, or begun with `\*`. */
  #start: 'group' | 'ignorable' | undefined;
  #paragraph = plainParagraph();
  #stretches: Stretch[] = [];
  #noteStretches: Stretch[] = [];
  #bytes: number[] = [];
  #left = 0;
  #codePage = 0;
  readonly #characterSets = new Map<number, number>();
  #defaultFont = -1;
  readonly #styles = new Map<number, ParagraphStyle | null>();
  #styleText = '';
  #styleNumber = 0;
  readonly #properties = { title: '', author: '', created: ['', '', ''] };
  #edges: Edge[] = [];
  #merge = { goesOn: false, isJoined: false };

  get isTooDeep(): boolean {
    return this.#groups.length > MAX_DEPTH;
  }

  take(token: Token): void {
    if (token.type === 'byte') {
      this.#start = undefined;
      if (this.#left > 0) this.#left--;
      else if (this.#group.goal !== 'nowhere') this.#bytes.push(token.value);
      return;
    }
    if (token.type === 'word' && this.#left > 0 && token.name !== 'u') {
      this.#left--;
      return;
    }
    this.#decode();
    if (token.type === 'open') {
      this.#left = 0;
      this.#groups.push({ ...this.#group });
      this.#start = 'group';
    } else if (token.type === 'close') {
      this.#left = 0;
      this.#endGroup();
    } else if (token.type === 'word') {
      const start = this.#start;
      this.#start = start === 'group' && token.name === '*' ? 'ignorable' : undefined;
      if (start !== undefined && this.#start === undefined) this.#begin(token.name, start === 'ignorable');
      if (this.#group.goal !== 'nowhere') this.#word(token.name, token.value);
    }
  }

  /** The whole document, its notes at the end. */
  html(): string {
    this.#decode();
    if (this.#stretches.length > 0) this.#endParagraph();
    return this.#writer.html();
  }

  metadata(): Record<string, string> {
    const { title, author, created } = this.#properties;
    const [year = '', month = '', day = ''] = created;
    const metadata: Record<string, string> = {};
    const proper = properTitle(title);
    if (proper) metadata['title'] = proper;
    if (author.trim() !== '') metadata['author'] = author.trim();
    if (/^\d{4}$/u.test(year))
      metadata['created'] = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
    return metadata;
  }

  /** The first word of a group says what the group is. */
  #begin(name: string, isIgnorable: boolean): void {
    const goals: Readonly<Record<string, Group['goal']>> = {
      fonttbl: 'fonts',
      stylesheet: 'styles',
      footnote: 'note',
      title: 'title',
      author: 'author',
      creatim: 'created',
    };
    const { goal } = this.#group;
    if (goal === 'nowhere') return;
    // Said twice: in Unicode after the document's own encoding.
    if (name === 'title' || name === 'author') this.#properties[name] = '';
    if (name === 'listtext' || name === 'pntext') this.#paragraph.isItem = true;
    const isLeftOut = LEFT_OUT.has(name) || (isIgnorable && !KEPT.has(name) && goal !== 'styles');
    if (isLeftOut) this.#group.goal = 'nowhere';
    else if (goals[name] !== undefined && goal === 'text') this.#group.goal = goals[name];
  }

  #endGroup(): void {
    const { goal } = this.#group;
    const outer = this.#groups.pop();
    if (!outer) return;
    if (goal === 'styles' && this.#styleText !== '') this.#endStyle();
    if (goal === 'note' && outer.goal !== 'note') {
      this.#writer.note(this.#noteStretches);
      this.#noteStretches = [];
    }
    this.#group = outer;
  }

  #endStyle(): void {
    const style = styleNamed(this.#styleText.replace(/;$/u, ''));
    this.#styles.set(this.#styleNumber, style === undefined ? PLAIN : style);
    this.#styleText = '';
    this.#styleNumber = 0;
  }

  #word(name: string, value: number | undefined): void {
    const character = CHARACTERS.get(name);
    const isOn = value !== 0;
    if (character !== undefined) this.#text(character);
    else if (name === 'u') {
      this.#text(String.fromCharCode((value ?? 0) & 0xffff));
      this.#left = this.#group.fallbackChars;
    } else if (name === 'uc') this.#group.fallbackChars = Math.min(Math.max(0, value ?? 1), 10);
    else if (name === 'f') this.#group.font = value ?? -1;
    else if (name === 'fcharset') this.#characterSets.set(this.#group.font, value ?? 0);
    else if (name === 'deff') this.#defaultFont = value ?? -1;
    else if (name === 'ansicpg') this.#codePage = value ?? 0;
    else if (this.#group.goal === 'styles') {
      if (name === 's') this.#styleNumber = value ?? 0;
    } else if (this.#group.goal === 'created') {
      const part = ['yr', 'mo', 'dy'].indexOf(name);
      if (part >= 0) this.#properties.created[part] = String(value ?? '');
    } else if (name === 'b' || (name === 'ab' && !this.#group.isRightToLeft)) this.#group.isBold = isOn;
    else if (/^(?:rtl|ltr|lo|hi|db)ch$/u.test(name)) this.#group.isRightToLeft = name === 'rtlch';
    else if (name === 'v' || name === 'deleted') this.#group.isHidden = isOn;
    else if (name === 'super') this.#group.isRaised = isOn;
    else if (name === 'nosupersub' || name === 'sub') this.#group.isRaised = false;
    else if (name === 'plain') {
      this.#group = { ...this.#group, isBold: false, isRaised: false, isHidden: false, font: -1 };
    } else this.#layout(name, value);
  }

  /** Words of paragraphs and tables. */
  #layout(name: string, value: number | undefined): void {
    if (name === 'line') this.#text(LINE_BREAK);
    else if (this.#group.goal === 'note') {
      if (name === 'par') this.#text(LINE_BREAK);
    } else if (/^(?:par|sect|page|column|nestcell)$/u.test(name)) this.#endParagraph();
    else if (name === 'pard') this.#paragraph = plainParagraph();
    else if (name === 's') this.#paragraph.style = value ?? 0;
    else if (name === 'outlinelevel') this.#paragraph.outlineLevel = value ?? 9;
    else if (name === 'ls') this.#paragraph.isItem = true;
    else if (name === 'intbl') this.#paragraph.isInTable = true;
    else if (name === 'cell') {
      this.#writer.paragraphOfCell(this.#takeStretches());
      this.#writer.endCell();
    } else if (name === 'row') this.#writer.endRow(this.#edges);
    else if (name === 'trowd') this.#edges = [];
    else if (name === 'clvmrg') this.#merge.goesOn = true;
    else if (name === 'clmrg') this.#merge.isJoined = true;
    else if (name === 'cellx') {
      this.#edges.push({ right: value ?? 0, ...this.#merge });
      this.#merge = { goesOn: false, isJoined: false };
    }
  }

  /** Bytes that stand together are decoded together: a Chinese character is two of them. */
  #decode(): void {
    if (this.#bytes.length === 0) return;
    const { font } = this.#group;
    const set = this.#characterSets.get(font === -1 ? this.#defaultFont : font) ?? 0;
    const text = decodeBytes(this.#bytes, set, this.#codePage);
    this.#bytes = [];
    this.#text(text);
  }

  #text(text: string): void {
    const { goal, isBold, isRaised, isHidden } = this.#group;
    this.chars += text.length;
    if (goal === 'title' || goal === 'author') this.#properties[goal] += text;
    else if (goal === 'styles') this.#styleText += text;
    else if ((goal === 'text' || goal === 'note') && !isHidden) {
      (goal === 'note' ? this.#noteStretches : this.#stretches).push({ text, isBold, isRaised });
    }
  }

  #endParagraph(): void {
    const { isInTable, isItem, outlineLevel, style } = this.#paragraph;
    const named = this.#styles.get(style);
    const stretches = this.#takeStretches();
    if (isInTable) this.#writer.paragraphOfCell(stretches);
    else if (named && named !== PLAIN) this.#writer.paragraph(stretches, named);
    else if (named === null) return;
    else if (outlineLevel < 9)
      this.#writer.paragraph(stretches, { kind: 'heading', level: outlineLevel + 1 });
    else this.#writer.paragraph(stretches, isItem ? { kind: 'item', level: 0 } : PLAIN);
  }

  #takeStretches(): Stretch[] {
    const stretches = this.#stretches;
    this.#stretches = [];
    return stretches;
  }
}
