/**
 * What a value was before it changed: 由47家增加到63家, 由每周一次加密为每周两次.
 */
import { JOINING } from '../knowledge/lists.ts';
import { oneOf } from '../knowledge/word-lists.ts';

const FROM = new RegExp(`${oneOf(JOINING.from)}[^，。；]{0,8}$`, 'u');
const TO = new RegExp(`^[^，。；\\d]{0,6}${oneOf(JOINING.to)}`, 'u');

/** Whether a text ends with 由 or 从 and little more, so that what it changed from follows. */
export const endsWithFrom = (text: string): boolean => FROM.test(text);

/** Whether a value is what another grew or changed from. */
export const isOrigin = (
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): boolean => endsWithFrom(text.slice(0, start)) && TO.test(text.slice(end));
