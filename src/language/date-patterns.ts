/**
 * How dates, periods and relative times are written: the patterns that dates.ts reads by, each matched at one place of a
 * folded text.
 */
import { sticky } from './sticky.ts';

const YEAR = '(?:19|20)\\d\\d|[一二][〇零○九][〇零○一二三四五六七八九]{2}';
const MONTH = '1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]';
const DAY =
  '3[01]|[12]\\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]';
const SPACE = '[ \\t]?';
const DAYPART = '(?:凌晨|清晨|早上|早晨|上午|中午|午后|下午|傍晚|晚上|晚间|晚|夜间)';
const CLOCK = `(?:${SPACE}\\d{1,2}(?:[:：]\\d\\d|[时点](?:\\d{1,2}分|半|整|许)?))`;
const TIME = `(?:${SPACE}${DAYPART}${CLOCK}?|${CLOCK})?`;
/** 日 and 号 that do not begin another word: 5日语, 3号楼. */
const DAY_WORD = '(?:日(?![本语元报常益均程新照光志记夜])|号(?![楼线召令文厅馆]))';
const JOINER = `${SPACE}(?:[-—–~～]{1,2}|至|到)${SPACE}`;
const OPEN_END = '(?:以来|起|开始|以后|之后)';
const NOT_IN_NUMBER = '(?<![\\d.·/a-z-])(?<!\\d,)';

/** Of a year that 年 follows; a length of time is seldom that long. */
const ANY_YEAR = `1[1-9]\\d\\d(?=${SPACE}年(?![来前]|以上|的历史|历史))|${YEAR}`;
/** Year, then as much of month and day as there is. */
export const POINT = sticky(
  `${NOT_IN_NUMBER}(?:公元)?(?<year>${ANY_YEAR})${SPACE}(?:年度?|学年)(?:${SPACE}(?:` +
    `(?<month>${MONTH})${SPACE}月(?!球|饼|亮|光|刊|台)份?(?:${SPACE}(?<day>${DAY})${SPACE}${DAY_WORD})?` +
    `|年?(?<edge>[初底末中])(?![级小学期国心])|(?<half>[上下]半年)|(?:第?(?<quarter>[一二三四1-4])季度)))?` +
    `(?<third>[上中下]旬|[初底末](?![级中]))?`,
);
export const MONTH_POINT = sticky(
  `${NOT_IN_NUMBER}(?<![一二三四五六七八九十每个第])(?<month>${MONTH})${SPACE}月(?!球|饼|亮|光|刊|台)份?` +
    `(?:${SPACE}(?<day>${DAY})${SPACE}${DAY_WORD})?(?<third>[上中下]旬|[初底末](?![级中]))?`,
);
export const DAY_POINT = sticky(
  `${NOT_IN_NUMBER}(?<!为期|历时|[每第])(?<day>3[01]|[12]\\d|0?[1-9])${SPACE}日(?![本语元报常益均程新照光志记夜内])`,
);
export const SHORT_YEAR = sticky(
  `${NOT_IN_NUMBER}(?<short>[0-4]\\d|9\\d)年(?:度(?!过)|(?<month>${MONTH})月(?:(?<day>${DAY})${DAY_WORD})?)`,
);
export const SHORT_YEAR_ALONE = sticky(
  `${NOT_IN_NUMBER}(?<![近第])(?<short>[0-3]\\d|9\\d)年(?!来|间|内|前|后|多|以上|左右|期|级|的历史|的时间|历史|代)(?:底|初|末)?`,
);
export const BARE_YEAR = sticky(
  `${NOT_IN_NUMBER}(?<year>(?:19|20)\\d\\d)(?![\\d.%,·/a-z-]|${SPACE}(?:年|余|多|万|亿|元|人|名|位|家|个|项|场|次|件|户|亩|吨|米|公里|平方|天|本|册|份|条))`,
);
export const ISO = sticky(
  `${NOT_IN_NUMBER}(?<year>(?:19|20)\\d\\d)(?<sep>[-./])(?<month>1[0-2]|0?[1-9])\\k<sep>(?<day>3[01]|[12]\\d|0?[1-9])(?![\\d.])`,
);
export const YEAR_RANGE = sticky(
  `${NOT_IN_NUMBER}(?<year>1[1-9]\\d\\d|${YEAR})(?:${SPACE}年度?)?(?:${JOINER}|/)(?<toYear>${ANY_YEAR}|\\d\\d(?=年|学年))(?![\\d.月])(?:${SPACE}(?:学年度?|年度?(?!\\d)))?(?!${SPACE}(?:1[0-2]|[1-9])月)(?:期间)?`,
);
export const MONTH_RANGE = sticky(
  `${NOT_IN_NUMBER}(?:(?<year>${YEAR})${SPACE}年${SPACE})?(?<month>1[0-2]|0?[1-9])${JOINER}(?<toMonth>1[0-2]|0?[1-9])${SPACE}月(?!\\d)份?`,
);
export const DAY_RANGE = sticky(
  `${NOT_IN_NUMBER}(?:(?<year>${YEAR})${SPACE}年${SPACE})?(?<month>1[0-2]|0?[1-9])${SPACE}月${SPACE}(?<day>3[01]|[12]\\d|0?[1-9])日?${JOINER}(?<toDay>3[01]|[12]\\d|0?[1-9])${SPACE}日`,
);
export const YEAR_LIST = sticky(
  `${NOT_IN_NUMBER}(?<year>(?:19|20)\\d\\d)(?=(?:[、,，和及与](?:19|20)\\d\\d){1,12}年)`,
);
export const DOTTED = sticky(
  `${NOT_IN_NUMBER}(?<month>1[0-2]|0?[1-9])[.·](?<day>3[01]|[12]\\d|0[1-9])(?![\\d.%‰])`,
);
/** What a dotted day may stand before to be a day: not a unit, and not the name of the day. */
export const DAY_CONTEXT = /^(?:活动|当天|当日|期间|前后|起|[，。；、）)]|$)/;
/** After 5.23, which may be a decimal as well. */
export const NAMED_DAY = /^(?:活动|当天|当日|期间|前后)/;
export const FIVE_YEARS = sticky(
  `(?<open>[“"「『‘'])?十(?<plan>[一二三四五六七八])五(?<close>[”"」』’'])?(?:期间|时期|以来|末|初)?`,
);
export const DECADE = sticky(
  `(?:(?<century>1\\d|2[01]|十[七八九]|二十一?)世纪|上(?:个)?世纪|本世纪)(?:(?<decade>[1-9]0|[二三四五六七八九]十)年代)?[初中末]?(?:期|叶)?`,
);
export const DECADE_ALONE = sticky(
  `(?<![\\d一二三四五六七八九])(?<decade>[2-9]0|[二三四五六七八九]十)年代[初中末]?期?`,
);
export const HALF_YEAR = sticky(`(?:(?<half>[上下]半年)|第?(?<quarter>[一二三四1-4])季度)`);
export const AS_OF = sticky(
  '(?:(?:截[至止]到?|到|直到|直至)?目前(?:为止)?|截[至止]到?(?:现在|今)|迄今(?:为止)?|至今(?:为止)?)',
);
export const AS_OF_PREFIX = sticky(`截[至止]到?${SPACE}`);
export const LAST_AND_OTHER_YEARS = sticky(
  `(?<word>去年|今年|明年|前年|上一年度|上一年|上年度|上年|本年度|本年(?!级)|(?<!当|成|中|青|少|老|每)年初|(?<!每|全)年底|(?<!每|周|学)年末|岁末)(?:以来|度)?(?:(?<edge>[初底末])|(?<half>[上下]半年)|${SPACE}(?<month>${MONTH})${SPACE}月份?(?:${SPACE}(?<day>${DAY})${DAY_WORD})?)?(?<third>[上中下]旬)?`,
);
export const RECENT = sticky(
  '(?:近日|日前(?!提)|近期|近来|前不久|不久前|昨日|昨天|今日|今天|前天|上个?月|本月|上周|本周|最近(?:(?:[一两三四五六七八九十几\\d]{1,2})个?(?:年|月|天|周))?(?:来|以来)?|近(?:几|两|三|四|五|六|七|八|九|十|\\d{1,2})?(?:个)?(?:年|月)(?:来|以来|间)?)',
);
export const EVERY = sticky(
  `(?:每(?:隔|逢)?(?:[一二两三四五六七八九十半]{1,3}|\\d{1,3})?${SPACE}(?:个)?(?:天|日|(?:周|星期|礼拜)(?:[一二三四五六日天末](?![次期回届条场篇]))?|月(?:(?:${DAY})[日号])?|年|季度|季|旬|学期|学年|小时|晚|半年)|逐[年月]|一年一度)` +
    `(?:${SPACE}(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})${SPACE}(?:次(?!数|日|年)|期(?!间)|回|届|条|更|场(?!地|馆)|篇))?|(?:[一两三四五六七八九十]|\\d{1,2})(?:年|个?月|周|天)[一两三](?:次|届|期|更)`,
);

export const JOINER_THERE = sticky(JOINER);
export const OPEN_END_THERE = sticky(OPEN_END);
export const TIME_THERE = sticky(TIME);

/** Characters a reading can begin with: everything else is passed over. */
export const BEGINNING =
  /[\d公一二三四五六七八九十廿“"「『‘'截到直目迄至去今明前上本年岁近日不昨最每逐下第]/g;
