/**
 * What a report is called, and when it was published, where the text says so.
 */
import type { Block } from '../document.ts';
import { readDate } from './given.ts';

const JUNK_TITLE =
  /^(?:Microsoft Word|PowerPoint|WPS|Untitled|untitled|新建|文档\d*$|无标题|幻灯片|Sheet|document\d*$)/i;
const SITE_SUFFIX =
  /\s*[-_—–|｜]+\s*[^-_—–|｜]{0,30}(?:网|政府|门户|科协|协会|日报|新闻|首页|动态|总结|公开|局|厅|委)[^-_—–|｜]{0,12}$/;

/** A title, and whether the text itself carries it: a file's name or properties may be those of last year's. */
export interface FoundTitle {
  readonly title: string;
  readonly reason: string;
  readonly isInText: boolean;
}

/**
 * The title of a text: its first-level heading, else what a web page calls itself, else its first line, else
 * what a word processor calls it, else the file's name.
 *
 * @param property the title the file's format carries; a word processor's is often the template's
 */
export function findTitle(
  blocks: readonly Block[],
  property: string | undefined,
  fileName: string,
): FoundTitle {
  const top = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  if (top !== undefined) return { title: top.text, reason: '正文的标题', isInText: true };
  const first = blocks.findIndex((block) => block.kind !== 'byline');
  const over = blocks[first];
  if (over?.kind === 'heading' && /\.html?$/i.test(fileName))
    return { title: over.text, reason: '正文的标题', isInText: true };
  const named = property === undefined ? '' : property.replace(SITE_SUFFIX, '').trim();
  const isNamed = named.length >= 4 && !JUNK_TITLE.test(named);
  if (isNamed && /\.html?$/i.test(fileName)) return { title: named, reason: '网页的标题', isInText: true };
  if (over !== undefined && isTitleLine(over)) {
    return { title: over.text, reason: '正文的第一行', isInText: true };
  }
  if (isNamed) return { title: named, reason: '文件属性里的标题', isInText: false };
  return { title: fileName.replace(/\.[^.]{1,5}$/, ''), reason: '正文没有标题，用文件名', isInText: false };
}

/** A short line that is no sentence and no label. */
export function isTitleLine({ kind, text }: Block): boolean {
  if (kind !== 'heading' && kind !== 'paragraph') return false;
  return text.length <= 60 && !/[。！？；：，:;!?]$/.test(text) && !/^【[^】]*】$/.test(text);
}

/** The day a byline or a closing date gives; undefined where none is said. */
export function findPublished(
  blocks: readonly Block[],
): { readonly published: string; readonly reason: string } | undefined {
  for (const { kind, text } of blocks) {
    if (kind === 'heading' || text.length > 80) continue;
    const said =
      /(?:发布|发文|刊发|发表)(?:时间|日期|于)?\s?[:：]?\s?(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})/.exec(text);
    const published = readDate(said?.[1] ?? '');
    if (published !== undefined) return { published, reason: `文中写着“${said?.[0]}”` };
  }
  const edges = [...blocks.slice(0, 4), ...blocks.slice(-2)];
  for (const { text } of edges) {
    const alone =
      /(\d{4}年\d{1,2}月\d{1,2}日)\s?星期[一二三四五六日天].{0,16}$/.exec(text.slice(0, 60))?.[1] ??
      /^[（(]?(\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})[）)]?$/.exec(text)?.[1];
    const published = readDate(alone ?? '');
    if (published !== undefined) return { published, reason: `文中单独写着“${alone}”` };
  }
  return undefined;
}
