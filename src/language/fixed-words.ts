/**
 * Words that begin like a number and are none: 一直, 十分, 两会.
 */

const FIXED =
  /^(?:一(?:次性|人之|人一|家人|家之|家亲|一|年一度|天天|门心思|本正经|部分|处处|条龙|条心|条街|件件|项项|家家|个个|位位|场场|户户|次次|代|[镇村校县企人户街社会园院馆事岗区站家店业企](?:[（(][^（）()]{1,4}[）)])?一|节课时|成不|类事业|块钱|块儿|块(?![^，。的]{2})|期(?=工程|项目|建设))|十分(?!钟|之)|百分(?![之点])|万分(?!之)|千里|百里|万里|万家|千家|百家|万年|千年|百年|四个(?:全面|自信|意识|现代化|走在)|两个(?:维护|确立|一百年|百年|先行|高水平|毫不)|三个(?:代表|务必|第一|面向)|五个一|两会|两岸|三门(?:县|峡)|五台山|九台|七成立|三角|一成(?!左|以|多)|十字)/;
/** Characters that make 一 part of another word: 统一, 同一个, 星期一. */
const NOT_BEFORE_ONE = new Set('统同每这那某任另逐专单之初何哪唯万周期不划'.split(''));

/** Where to go on if a fixed word (一直, 十分) begins here, else `at`. */
export function skipFixed(text: string, at: number): number {
  const ahead = text.slice(at, at + 12);
  if (
    ahead[0] === '一' &&
    NOT_BEFORE_ONE.has(text[at - 1] ?? '') &&
    !/每[周星期]{1,2}$/.test(text.slice(Math.max(0, at - 3), at))
  ) {
    return at + 1;
  }
  const fixed = FIXED.exec(ahead);
  return fixed
    ? at + Math.max(1, fixed[0].length - (/一$/.test(fixed[0]) && fixed[0].length < 3 ? 1 : 0))
    : at;
}
