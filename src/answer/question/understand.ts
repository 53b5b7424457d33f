/**
 * From what a person typed to a {@link Question}: spelling, English, scope, shape and focus terms.
 */
import { foldQuestion } from '../../language/normalize.ts';
import { directoryOf } from './directory.ts';
import { isEnglish, readEnglish } from './english.ts';
import { focusOf, isMatter } from './focus.ts';
import { foreignPlaces } from './place-names.ts';
import type { Question, Understanding } from './question.ts';
import { readScope } from './scope.ts';
import { readShape } from './shape.ts';
import { correctSpelling } from './spelling.ts';

/**
 * Understands one question on its own.
 *
 * @param typed the person's words
 */
export function understand(typed: string, index: Understanding, thisYear: number): Question {
  const folded = foldQuestion(typed);
  const directory = directoryOf(index.reports);
  const language = isEnglish(folded) ? 'en' : 'zh';
  const chinese = /[a-z]{2}/u.test(folded) ? readEnglish(folded, index.lexicon, directory.byPinyin) : folded;
  // who told 小院的人… is Chinese with an English question word: its other English is grammar too.
  const asksInEnglish = /\b(?:who|what|which|when|where|how|why|did|does|is|was|were)\b/u.test(folded);
  const corrections = correctSpelling(
    index.segment(chinese),
    index.vocabulary,
    index.search,
    directory,
    index.lexicon.places,
  );
  const corrected = corrections.reduceRight(
    (text, { from, to, start }) => text.slice(0, start) + to + text.slice(start + from.length),
    chinese,
  );
  const { scope, rest } = readScope(corrected, index, thisYear);
  const { kept, excluded } = setAside(rest);
  const { asking, telling } = askingClause(kept);
  const shape = readShape(asking.replace(/\s+/gu, ' '));
  // Read once the asking words are out: 多少天门 holds no 天门.
  const foreign = foreignPlaces(`${shape.matter} ${telling}`.trim(), index);
  return {
    type: shape.type,
    wantsMany: shape.wantsMany,
    unit: shape.unit,
    numberKind: shape.numberKind,
    head: shape.head,
    defined: shape.defined,
    focus: focusOf(shape, telling, foreign, asksInEnglish ? 'en' : language, index),
    excluded: excluded
      ? index
          .segment(excluded)
          .map(({ text }) => text)
          .filter(isMatter)
      : [],
    scope: { ...scope, foreign },
    corrections: corrections.map(({ from, to }) => ({ from, to })),
    language,
    asked: corrected,
    matter: shape.matter,
  };
}

/** Splits off what the asker says is not meant: “…有几家？不是苏州市级的那个”. */
function setAside(text: string): { kept: string; excluded: string } {
  const match =
    /(?:[,，。？?；;\s]|^)(?:不是|不包括|不含|不算|除了|而不是|别说)(?!.*(?:吗|么)[?？]?$)([^,，。？?；;]{2,30})/u.exec(
      text,
    );
  if (!match?.[1] || match.index === 0) return { kept: text, excluded: '' };
  return {
    kept: text.slice(0, match.index) + text.slice(match.index + match[0].length),
    excluded: match[1].replace(/的?那[个种些家]?$/u, ''),
  };
}

/**
 * Splits a rambling question into the clause that asks and those that only tell (我家住西三镇，听说…，想问下…多少).
 */
function askingClause(text: string): { asking: string; telling: string } {
  const clauses = (text.match(CLAUSES) ?? []).filter((clause) => clause.trim());
  if (clauses.length < 2) return { asking: text, telling: '' };
  // 兰溪参加第37届大赛，一等奖拿了多少: what comes before without telling of anybody says what is asked about.
  const asks = clauses.map((clause) => ASKS.test(clause) || !TELLS.test(clause));
  const first = asks.indexOf(true);
  if (first < 0) return { asking: text, telling: '' };
  const last = asks.lastIndexOf(true);
  return {
    asking: clauses.slice(first, last + 1).join('，'),
    telling: [...clauses.slice(0, first), ...clauses.slice(last + 1)].join('，').replace(COMPANY, ''),
  };
}

/** Clauses with the mark that asks; marks inside a name (《加油！科学+》) cut nothing. */
const CLAUSES = /(?:《[^》]*》|“[^”]*”|「[^」]*」|[^,，。;；!！?？])+[?？]?/gu;

/** Whom the asker went with or wants to take (想带孩子去…): no matter of a report. */
const COMPANY =
  /(?:带|陪|领|和|跟)(?:着|上)?(?:我|我们|咱|俺)?家?(?:的)?(?:孩子|娃儿|娃娃?|小孩|儿子|女儿|家人|爸妈|父母|老人|老婆|老公|朋友|同学|同事)们?(?:一起|一块儿?)?(?:去|来|到)?(?:逛|玩|耍|看|参观)?过?(?:了?好?几[回次趟])?/gu;

/** Words of a person who tells a story around the question. */
const TELLS =
  /我|咱|俺|阿拉|听说|据说|朋友|同事|同学|孩子|娃|儿子|女儿|家里|老师|领导|老婆|老公|邻居|请问|麻烦|劳驾|谢谢|想|看到|看过|记得|准备|打算|路过|住|写|昨天|今天|前几天|刚才|不好意思|你好|您好/u;

const ASKS =
  /谁|哪|什么|啥|多少|(?<!好)几(?!乎|十|回)|何|吗|么[?？]?$|没[?？]?$|是不是|是否|有没有|怎么|怎样|如何|咋|多久|多[大高远长]|概括|总结|介绍|对比|比较|数量|名单|[两三几]句|[?？]/u;
