/** Everything that pages say beside the reports' words, in Chinese and English. */
import type { Language } from '../../channels/document.ts';
import { EN } from './words-en.ts';
import { type Words, ZH } from './words-zh.ts';

export type { Words } from './words-zh.ts';

/** The words of a language. */
export const wordsOf = (language: Language): Words => (language === 'en' ? EN : ZH);
