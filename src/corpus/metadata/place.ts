/**
 * Names of places and associations: taking them apart, and the other names people use for them.
 */

/** A place with its rank: 平湖 + 市. The rank is empty for a name that carries none. */
interface Place {
  readonly stem: string;
  readonly rank: string;
}

const ASSOCIATION = /(?:科协|科学技术协会)$/;
/** 岚江省蚕桑学会 is called 蚕桑学会 by whoever is of that province. */
const OWNER = /^[\p{Script=Han}]{2,6}?(?:自治[州县旗]|[省市县州盟])(?=[\p{Script=Han}]{2})/u;
const LEAST_BARE_CHARS = 4;
/** 州 alone is part of a name: 杭州. */
const RANK = /(?:自治[州县旗]|地区|新区|[省市区县盟旗])$/;
/** The peoples that autonomous counties are named after. */
const PEOPLES =
  /(?:(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|普米|怒|鄂温克|德昂|保安|裕固|独龙|鄂伦春|各)族?)+$/;

/** `平湖市科学技术协会` → 平湖市; the name itself where it ends otherwise. */
export function placeOfAssociation(association: string): string {
  return association.replace(ASSOCIATION, '').trim();
}

/** 景宁畲族自治 → 景宁: a name before its rank without whose autonomy it is; any other run as it is. */
export const withoutPeoples = (run: string): string =>
  run.endsWith('自治') ? run.slice(0, -2).replace(PEOPLES, '') : run;

/** 平湖市 → 平湖 + 市; 景宁畲族自治县 → 景宁 + 县. */
function splitPlace(place: string): Place {
  const rank = RANK.exec(place)?.[0] ?? '';
  const rest = place.slice(0, place.length - rank.length);
  if (rest.length < 1) return { stem: place, rank: '' };
  const stem = rank.startsWith('自治') ? rest.replace(PEOPLES, '') : rest;
  return { stem: stem === '' ? rest : stem, rank: rank.at(-1) ?? '' };
}

/**
 * Other names for an association and its place, longest first: 平湖市科学技术协会, 平湖科协, 平湖市, 平湖.
 *
 * @param given aliases of the front matter, kept whatever they are
 */
export function aliasesOf(association: string, place: string, given: readonly string[]): readonly string[] {
  const names = new Set(given);
  const home = place === '' ? placeOfAssociation(association) : place;
  const { stem, rank } = splitPlace(home);
  if (home !== '') {
    // 景宁畲族自治县 is 景宁县 as well.
    for (const name of new Set([
      home,
      stem,
      ...(stem.length + rank.length < home.length ? [stem + rank] : []),
    ])) {
      // 忠县 is never called 忠
      if (name.length < 2) continue;
      names.add(name);
      if (ASSOCIATION.test(association)) names.add(`${name}科协`).add(`${name}科学技术协会`);
    }
  }
  const bare = ASSOCIATION.test(association) ? '' : association.replace(OWNER, '');
  if (bare.length >= LEAST_BARE_CHARS) names.add(bare);
  names.delete(association);
  return [...names].sort((a, b) => b.length - a.length || (a < b ? -1 : a > b ? 1 : 0));
}
