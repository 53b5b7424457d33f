/**
 * Headings that only look like one: most pages and Word files of associations set them in bold and leave the
 * heading styles alone.
 */
import type { Block } from '../document.ts';

/**
 * A paragraph that is bold from end to end, as a heading, if it can be one.
 *
 * @param isFirst whether nothing stands above it, which makes it the title
 */
export function boldHeading(text: string, isFirst: boolean): Block | undefined {
  if (text.length > 40 || /[。；，：！？;,:]$/u.test(text)) return undefined;
  return { kind: 'heading', text, level: levelOf(text, isFirst) };
}

/** 一、 stands above （一）, which stands above 1. */
function levelOf(text: string, isFirst: boolean): number {
  if (/^[（(][一二三四五六七八九十]{1,3}[）)]/u.test(text)) return 3;
  if (/^(?:\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[）)])/u.test(text)) return 4;
  return isFirst && !/^[一二三四五六七八九十]{1,3}[、.．]/u.test(text) ? 1 : 2;
}
