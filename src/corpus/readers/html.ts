/**
 * A saved web page → blocks. What is the report and what is the site around it is decided by the page's own
 * marks (`article`, `main`, the ids of common Chinese site software), else by where the text is dense.
 */
import { type CheerioAPI, load } from 'cheerio';
import type { Block } from '../document.ts';
import { declaredCharset, decodeText } from './encoding.ts';
import { htmlBlocks } from './html-blocks.ts';
import { isByline, isFurniture, withoutFurniture } from './html-furniture.ts';
import { type DomElement, type DomNode, isElement, isHidden, lineOfNode } from './html-text.ts';
import { joinTiles } from './number-tiles.ts';
import { isReadable, oneLine } from './one-line.ts';
import { maxTextChars, properTitle, type Reading, refuseLength } from './reader.ts';

/** Reads an `.html` file. */
export async function readHtml(bytes: Uint8Array): Promise<Reading> {
  const decoded = decodeText(bytes, declaredCharset(bytes));
  if (!decoded.ok) return decoded;
  if (decoded.text.length > maxTextChars) return refuseLength();
  if (nestingOf(decoded.text) > maxNesting) throw new RangeError('nested too deeply');
  const $ = load(decoded.text);
  const metadata = pageMetadata($);
  removeFurniture($);
  const body = $('body').get(0);
  const content = body ? contentOf($, body) : undefined;
  if (!body || !content) return { ok: true, metadata, content: { layout: 'blocks', blocks: [] } };
  const blocks = joinTiles(withoutFurniture(htmlBlocks([content], { showsNumbers: true })));
  return {
    ok: true,
    metadata,
    content: { layout: 'blocks', blocks: [...frontOf($, body, content, blocks), ...blocks] },
  };
}

/** Far deeper than a page's layout; parsing takes the square of the depth. */
const maxNesting = 2000;

/** How many elements are open at once, about: only those that are never closed by what follows. */
function nestingOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const tag of html.matchAll(
    /<(\/?)(?:div|span|section|table|ul|ol|dl|blockquote|center|font|b|i|em|strong)\b/giu,
  )) {
    depth = tag[1] === '/' ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** Title, date, publisher and address as the page's head declares them. */
function pageMetadata($: CheerioAPI): Record<string, string> {
  const declared = new Map<string, string>();
  $('meta[content]').each((_, element) => {
    const key = (element.attribs['name'] ?? element.attribs['property'] ?? '').toLowerCase();
    const content = oneLine(element.attribs['content'] ?? '');
    if (key !== '' && content !== '' && !declared.has(key)) declared.set(key, content);
  });
  const first = (...keys: string[]): string | undefined =>
    keys.map((key) => declared.get(key)).find((value) => value !== undefined);
  const metadata: Record<string, string> = {};
  const title = properTitle(first('articletitle') ?? titleOf($, first('og:title')));
  if (title) metadata['title'] = title;
  const published =
    oneLine($('#publish_time').first().text()) ||
    first('pubdate', 'article:published_time', 'publishdate', 'publish_date');
  if (published) metadata['published'] = published;
  // 微信公众号 declares only the platform; who published stands in its own place.
  const account = oneLine($('#js_name').first().text());
  const publisher = account || first('contentsource', 'sitename', 'og:site_name');
  if (publisher) metadata['publisher'] = publisher;
  const source = oneLine($('link[rel="canonical"]').attr('href') ?? '') || first('og:url');
  if (source && /^https?:\/\//iu.test(source)) metadata['source'] = source;
  return metadata;
}

/** The only h1, else the declared title, else the part of <title> that is not the site's name. */
function titleOf($: CheerioAPI, declared: string | undefined): string {
  const headings = $('h1')
    .toArray()
    .map(lineOfNode)
    .filter((text) => isReadable(text));
  if (headings.length === 1 && headings[0]) return headings[0];
  const parts = (declared ?? oneLine($('title').first().text())).split(/\s?[_|｜]\s?|\s[-–—]\s/u);
  return parts.find((part) => headings.includes(part)) ?? parts[0] ?? '';
}

const furnitureTags =
  'script, style, template, noscript, nav, footer, aside, iframe, object, svg, form[action*="search"]';
const furnitureTokens = new Set(
  'nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs share bdshare bdsharebuttonbox sidebar copyright pager pagination toolbar'.split(
    ' ',
  ),
);

/** Takes out what is never the report: navigation, sharing, hidden parts, live clocks, lists of links. */
function removeFurniture($: CheerioAPI): void {
  $(furnitureTags).remove();
  $('header').not('article header, main header').remove();
  const pageChars = $('body').text().length;
  $('body *').each((_, element) => {
    const named = `${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`
      .slice(0, 300)
      .toLowerCase();
    const isNamed = named.split(/[\s_-]+/u).some((token) => furnitureTokens.has(token));
    const role = element.attribs['role'];
    const isMatter = isHidden(element) || isNamed || role === 'navigation' || role === 'contentinfo';
    if (!isMatter) return;
    const isPart = $(element).text().length < pageChars * 0.4;
    // WeChat hides its article until a script shows it; a wrapper named main-nav-content may hold the page.
    if (isHidden(element) && !isPart) delete element.attribs['style'];
    else if (isHidden(element) || role === 'navigation' || role === 'contentinfo') $(element).remove();
    else if (isNamed && isPart) $(element).remove();
  });
  $('ul, ol').each((_, list) => {
    if (isNavigationList($, list)) $(list).remove();
  });
}

/** A list that is nearly all short links. */
function isNavigationList($: CheerioAPI, list: DomElement): boolean {
  const items = $(list).children('li').length;
  const chars = $(list).text().replace(/\s+/gu, '').length;
  const linked = $(list).find('a[href]').text().replace(/\s+/gu, '').length;
  return items >= 3 && linked >= chars * 0.8 && chars <= items * 40;
}

/** Where common Chinese site software (TRS, 大汉, WebPlus, 微信) puts the text of a page. */
const SITE_CONTENT =
  '[itemprop="articleBody"], #UCAP-CONTENT, #zoom, #Zoom, .TRS_Editor, .trs_editor_view, .TRS_UEDITOR, #js_content, .v_news_content, .wp_articlecontent, #vsb_content, .article-content, .article_content, .art_con, .bt-content';

const knownContent = `article, main, [role="main"], ${SITE_CONTENT}`;

/** The element that holds the report. */
function contentOf($: CheerioAPI, body: DomElement): DomElement {
  const densest = densestBlock(body);
  let best: DomElement | undefined;
  let bestChars = 0;
  const marked = $(knownContent);
  marked.each((_, element) => {
    const chars = plainChars(element);
    if (chars > bestChars) {
      best = element;
      bestChars = chars;
    }
  });
  // A page of teasers marks each as an article; none of them is the page. What site software calls its text is it.
  const least = best && $(best).is(SITE_CONTENT) ? 0.15 : marked.length === 1 ? 0.3 : 0.5;
  return best && bestChars >= plainChars(densest) * least ? best : densest;
}

/** The innermost element that still has 70% of the page's text outside links. */
function densestBlock(body: DomElement): DomElement {
  const least = plainChars(body) * 0.7;
  let densest = body;
  for (let next: DomElement | undefined = body; next; ) {
    // A data table is read as a whole; a cell that holds most of the page only places it.
    if (!/^(?:table|thead|tbody|tr)$/u.test(next.name)) densest = next;
    next = next.children
      .filter(isElement)
      .find((child) => !/^(?:p|ul|ol|pre|h[1-6])$/u.test(child.name) && plainChars(child) >= least);
  }
  return densest;
}

const charsKnown = new WeakMap<DomElement, number>();

/** Visible characters below an element that are not link text. */
function plainChars(element: DomElement): number {
  const known = charsKnown.get(element);
  if (known !== undefined) return known;
  let chars = 0;
  for (const child of element.children as readonly DomNode[]) {
    if (!isElement(child)) chars += lineOfNode(child).length;
    else if (child.name !== 'a') chars += plainChars(child);
  }
  charsKnown.set(element, chars);
  return chars;
}

/** The title and the line of source and date, where the page has them outside its content. */
function frontOf($: CheerioAPI, body: DomElement, content: DomElement, blocks: readonly Block[]): Block[] {
  const front: Block[] = [];
  const around = new Set<unknown>();
  for (let node: DomNode | null = content; node; node = node.parent as DomNode | null) around.add(node);
  const outside = (element: DomElement): boolean => {
    if (around.has(element)) return false;
    for (let node: unknown = element.parent; node; node = (node as DomElement).parent) {
      if (node === content) return false;
    }
    return true;
  };
  const titles = $(body).find('h1').toArray().filter(outside).map(lineOfNode).filter(isReadable);
  const [title] = titles;
  if (title && titles.length === 1 && !isFurniture(title) && !blocks.some((block) => block.text === title)) {
    front.push({ kind: 'heading', text: title, level: 1 });
  }
  if (!blocks.some((block) => block.kind === 'byline')) {
    const byline = $(body)
      .find('p, div, span, td, li, h5, h6')
      .toArray()
      .filter((element) => plainChars(element) <= 120 && outside(element))
      .map(lineOfNode)
      .find((text) => isByline(text) && /\d{4}/u.test(text));
    if (byline) front.push(...withoutFurniture([{ kind: 'paragraph', text: byline, level: 0 }]));
  }
  return front;
}
