/**
 * What a report says goes by another name: 原“科普信息员”统一更名为科技传播员, 渔港科普驿站（以下简称“渔科驿”）. Reports of two
 * years call one indicator by two names, and whoever asks knows one of them.
 */
import { RENAMING } from '../knowledge/lists.ts';
import { oneOf } from '../knowledge/word-lists.ts';
import { fold } from '../language/normalize.ts';

/** Two names of one thing, folded. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** A shorter name is a word that much else is called by, a longer one half a sentence. */
const LEAST_CHARS = 3;
const MOST_CHARS = 12;
const HAN = '\\p{Script=Han}';
/** A name in quotation marks, or a run of characters that a mark ends. */
const QUOTED = `[“"「《]([^“”"「」《》，。；]{${LEAST_CHARS},${MOST_CHARS}})[”"」》]`;
const BARE = `(${HAN}{${LEAST_CHARS},${MOST_CHARS}})`;
const NAME = `(?:${QUOTED}|${BARE}(?!${HAN}))`;
const BECOMES = `${oneOf(RENAMING.manner)}{0,2}${oneOf(RENAMING.becomes)}`;

/** Old name and new one side by side; the old one, where it has no marks, is what stands before up to a mark or 的. */
const BESIDE = new RegExp(`(?:${QUOTED}|(${HAN}{${LEAST_CHARS},20}?))${BECOMES}${NAME}`, 'gu');
const IN_NEXT_CLAUSE = new RegExp(
  `${oneOf(RENAMING.called)}(?:${QUOTED}|${BARE})，${HAN}{0,6}?${BECOMES}${NAME}`,
  'gu',
);
const IN_BRACKETS = new RegExp(
  `(?:${QUOTED}|(${HAN}{${LEAST_CHARS},20}))[（(]${oneOf(RENAMING.short)}${NAME}[）)]`,
  'gu',
);
const LEAD = new RegExp(`^${oneOf(RENAMING.lead)}`, 'u');
const AFTER_OF = /^.*的/u;

/** More are a glossary, and none of a report. */
const MOST_RENAMINGS = 50;

/** What a text says goes by another name, in its order. */
export function renamedIn(text: string): readonly Renaming[] {
  const folded = fold(text);
  const found = [BESIDE, IN_NEXT_CLAUSE, IN_BRACKETS].flatMap((pattern) =>
    [...folded.matchAll(pattern)].flatMap(([, quoted, bare = '', toQuoted, toBare = '']) => {
      const from = quoted ?? bare.replace(AFTER_OF, '').replace(LEAD, '');
      const to = toQuoted ?? toBare;
      return isName(from) && isName(to) && from !== to ? [{ from, to }] : [];
    }),
  );
  return found.slice(0, MOST_RENAMINGS);
}

/** 从去年起改叫 has no old name. */
const SINCE = new RegExp(`^${oneOf(RENAMING.manner)}$`, 'u');
const isName = (name: string): boolean =>
  !SINCE.test(name) &&
  name.length >= LEAST_CHARS &&
  name.length <= MOST_CHARS &&
  /\p{Script=Han}{2}/u.test(name);
