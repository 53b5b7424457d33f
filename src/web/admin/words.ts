/** What the pages to keep house say, in Chinese and English. */
import type { Language } from '../../channels/document.ts';
import { ADMIN_EN } from './words-en.ts';
import { ADMIN_ZH, type AdminWords } from './words-zh.ts';

export type { AdminWords } from './words-zh.ts';

/** The words of a language. */
export const adminWordsOf = (language: Language): AdminWords => (language === 'en' ? ADMIN_EN : ADMIN_ZH);
