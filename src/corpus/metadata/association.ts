/**
 * Whose report a text is. The issuer is seldom spelled out: a city's report says 市科协 and 我市 throughout and
 * names its city beside the prefecture above it, the neighbours it works with and the associations it met.
 *
 * The title decides if it names an association. Otherwise every place named in the text is weighed: how often
 * it is named, whether a 科协 is named after it, whether guests came there (来平, 来太), against signs that it
 * is somebody else (获…市, …市级, …各县, 与…市).
 */
import type { Evidence } from './evidence.ts';
import { type IssuerSign, issuerSigns, ownSociety, ownTownship } from './issuer-signs.ts';
import { withoutPeoples } from './place.ts';
import { CONNECTIVES, isShortCounty, shortCounty } from './short-county.ts';

/** An association found in a text, and why it is the one. */
export interface FoundAssociation {
  /** e.g. 平湖市科协; empty where nothing tells. */
  readonly association: string;
  /** e.g. 平湖市 */
  readonly place: string;
  readonly reason: string;
  /** Why a maintainer is asked: it is one of two, or told by little; empty where it is sure. */
  readonly doubt: string;
}

/** What a place needs to be the issuer's for sure: six mentions, or fewer of them with guests, a heading or its 科协. */
const SURE_SCORE = 6;
/** Less than this is a place that is named by the way. */
const LEAST_SCORE = 2;
/** Above this share of the best score the second best is not clearly somebody else. */
const TOO_CLOSE = 0.75;
const MAX_STEMS = 200;
const NOBODY = '看不出是哪个科协的报告';

// 州 is left out: it is part of a name (杭州) far more often than a rank
const RANKS = '省市区县盟旗';
const RANK = /[省市区县盟旗]/;
/** After these the character before is no rank: 市民, 市场, 区域, 县级. */
const NO_RANK = '[民场级域间别政直委长里内外属容情价值面]';
const NOT_PLACES =
  /[全我各本该]$|^.[省市区县盟旗]$|^(?:中国|全国|各级|上级|下级|基层|企业|高校|学校|街道|乡镇|本级|同级|长三角|我国|县级|市级|区级|省级|地方|国家|社区|园区|院校|国企|民企|海外|以来|目前|近日|此外|同时|今年|去年|当前|随后|期间|其间|年来|近年|为此|日前|会上|等地|系统|文明城|城|示范|先进|试点|创新|开发|高新|新|老|山|景|灾|地|库|牧|林|特|片|辖|小|校|厂|营)$/;

/** 科普示范市 and 高新区 are no places, nor is what a verb makes of 市 (推动市科协…) or of 省 (新车是省科协配发的). */
const NO_NAME =
  /新建(?=.)|科普|科技|科学|活动|综合|新闻|要闻|示范|先进|文明|卫生|试点|创建|创新|园林|宜居|智慧|特色|全域|高新|经济|开发|工业|产业|社会|公共|服务|拓展|推动|提升|加强|建设|组织|联合|开展|[级国届次年月日个名项是的了]/;

/** Finds whose report a text is; an empty name where nothing tells. */
export function findAssociation(evidence: Evidence): FoundAssociation {
  const { text, title } = evidence;
  const named = inTitle(title, text);
  if (named !== undefined) return { ...named, doubt: '' };
  const bare = bareRank(text);
  const signs = issuerSigns(evidence, bare?.rank, (run) => stemOf(run, countRuns(`${run}\n${text}`)));
  const own = ownSociety(evidence, bare?.count ?? 0) ?? ownTownship(evidence);
  if (own !== undefined) return own;
  const [best, second] = weigh(evidence, bare?.rank, signs);
  if (best === undefined || best.score < LEAST_SCORE) {
    return {
      association: '',
      place: '',
      reason: '文件名、标题、落款和正文都没有说是哪个科协',
      doubt: NOBODY,
    };
  }
  const rival = second !== undefined && second.score > best.score * TOO_CLOSE ? second : undefined;
  const mentions = bare === undefined || bare.count === 0 ? '' : `“${bare.rank}科协”出现${bare.count}次，`;
  const explicit = best.named > 0 ? `，其中${best.named}次带“科协”` : '';
  const told = best.signs.map(({ said }) => said).join('，');
  const counted =
    best.count > 0 ? `${mentions}“${best.stem}”出现${best.count}次${explicit}` : mentions.slice(0, -1);
  const { edges, fileName, folders } = evidence;
  const place = inFull(best.place, best.stem, [text, ...edges, fileName, ...folders].join('\n'));
  return {
    association: `${place}科协`,
    place,
    reason: [told, counted].filter((part) => part !== '').join('，'),
    doubt: rival
      ? `分不清是${best.place}科协还是${rival.place}科协的报告`
      : best.score < SURE_SCORE
        ? NOBODY
        : '',
  };
}

/**
 * An association the title names: `太仓市科学技术协会2021年工作总结`. A title may say 科协 without naming one
 * (贡献科协智慧), so one with its rank comes first, and one without needs its rank in the text.
 */
function inTitle(title: string, text: string): Omit<FoundAssociation, 'doubt'> | undefined {
  const named = [...title.matchAll(/(\p{Script=Han}{2,14}?)(科协|科学技术协会)/gu)].map((match) => ({
    run: (match[1] ?? '').replace(/^.*(?:关于|中共|[的在对])/u, ''),
    said: match[2] ?? '',
  }));
  const isRanked = (run: string) => RANK.test(run.at(-1) ?? '');
  for (const { run, said } of [...named.filter(({ run: r }) => isRanked(r)), ...named]) {
    // 各县区科协 are many, and so are 第二季度县区科协.
    if (run.length < 2 || /[各全]/.test(run.slice(0, -1)) || /[市县区旗]{2}$/.test(run)) continue;
    const short = shortCounty(run);
    if (short !== undefined) {
      return { association: `${short}科协`, place: short, reason: `标题写明“${short}${said}”` };
    }
    if (/(?:大学|学院|集团|公司|医院|学校)$/.test(run) || run === '中国') {
      return { association: `${run}科协`, place: run, reason: `标题写明“${run}${said}”` };
    }
    const stem = stemOf(isRanked(run) ? run.slice(0, -1) : run, countRuns(`${title}\n${text}`));
    const whole = stem && PREFECTURE.test(stem) ? '' : undefined;
    const rank = isRanked(run) ? run.at(-1) : stem && (rankAfter(stem, text) ?? whole);
    if (stem === undefined || rank === undefined || (rank === '' && whole === undefined)) continue;
    const reason = `标题写明“${stem}${isRanked(run) ? rank : ''}${said}”`;
    const place = inFull(stem + rank, stem, text);
    return { association: `${place}科协`, place, reason };
  }
  return undefined;
}

/** 景宁县 is 景宁畲族自治县 where the text calls it so. */
function inFull(place: string, stem: string, text: string): string {
  return new RegExp(`${stem}\\p{Script=Han}{1,12}?自治[县州旗]`, 'u').exec(text)?.[0] ?? place;
}

/** 怒江州, and 杭州: which of them is a prefecture shows where 市 stands behind it. */
const PREFECTURE = /^.{1,3}州$/u;

const isPrefecture = (stem: string, text: string, issuerRank: string | undefined): boolean =>
  PREFECTURE.test(stem) &&
  (issuerRank === '州' || (issuerRank === undefined && rankAfter(stem, text) === undefined));

/** The rank most often printed after a place's stem. */
function rankAfter(stem: string, text: string): string | undefined {
  const counts = new Map<string, number>();
  for (const [named] of text.matchAll(new RegExp(`${stem}[${RANKS}](?!${NO_RANK})`, 'g'))) {
    const rank = named.slice(-1);
    counts.set(rank, (counts.get(rank) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** 市科协 said without a place: the rank of the issuer. 各市科协 and 全市科协系统 are not the issuer. */
function bareRank(text: string): { readonly rank: string; readonly count: number } | undefined {
  const said = new Map<string, number>();
  for (const match of text.matchAll(/[省市区县盟旗州](?:科协|科学技术协会)/g)) {
    const before = text.charAt(match.index - 1);
    if (before === '各' || before === '全') continue;
    // 在市科协的精心指导下: the one above.
    if (/^的.{0,6}(?:指导|支持|领导|关心|帮助)/.test(text.slice(match.index + match[0].length))) continue;
    const isBare = !/\p{Script=Han}/u.test(before) || CONNECTIVES.includes(before);
    const rank = match[0].charAt(0);
    if (isBare) said.set(rank, (said.get(rank) ?? 0) + 1);
  }
  const ours = (rank: string) =>
    countOf(text, `我${rank}`) + countOf(text, `本${rank}`) + countOf(text, `${rank}委、${rank}政府`);
  for (const rank of `${RANKS}州`) if (!said.has(rank) && ours(rank) > 0) said.set(rank, 0);
  const weighed = [...said].map(([rank, count]) => ({ rank, count, weight: count + ours(rank) }));
  return weighed.sort((x, y) => y.weight - x.weight)[0];
}

interface Candidate {
  readonly stem: string;
  readonly place: string;
  readonly score: number;
  readonly count: number;
  readonly named: number;
  readonly signs: readonly IssuerSign[];
}

function weigh(
  { blocks, text, title }: Evidence,
  issuerRank: string | undefined,
  allSigns: readonly IssuerSign[],
): readonly Candidate[] {
  const candidates: Candidate[] = [];
  const asides = blocks.filter(
    (block) => block.kind === 'heading' || block.kind === 'byline' || block.kind === 'caption',
  );
  const aside = asides.map((block) => block.text).join('\n');
  for (const stem of new Set([...allSigns.map((sign) => sign.stem), ...stemsIn(text)])) {
    const signs = allSigns.filter((sign) => sign.stem === stem);
    const [ranked] = signs.filter((sign) => sign.rank !== '');
    const isShort = isShortCounty(stem);
    const isWhole = isShort || isPrefecture(stem, text, issuerRank);
    const rank = isWhole ? '' : (ranked?.rank ?? rankOf(stem, text, issuerRank));
    if (rank === undefined || (isShort && issuerRank !== undefined && issuerRank !== '县')) continue;
    if (signs.length === 0 && !standsAlone(stem, rank, text)) continue;
    const count = countOf(text, stem);
    const named = [`${stem}${rank}科协`, `${stem}${rank}科学技术协会`, `${stem}科协`].reduce(
      (sum, name) => sum + countOf(text, name),
      0,
    );
    const guests = [...text.matchAll(new RegExp(`(?<![未近年以])来${stem.charAt(0)}`, 'g'))].length;
    const others = [
      ...text.matchAll(
        new RegExp(`(?:[与获被占报]|联合|对接|上级)${stem}|${stem}(?:${rank}级|各|等地)`, 'g'),
      ),
    ].length;
    const score =
      Math.min(count, 40) +
      // Where the issuer is plain 市科协, a 科协 with a place before it is as likely a guest.
      (issuerRank === undefined ? 6 : 3) * Math.min(named, 3) +
      2 * Math.min(guests, 3) +
      (title.includes(stem) ? 8 : 0) +
      (aside.includes(stem) ? 4 : 0) +
      signs.reduce((sum, sign) => sum + sign.weight, 0) -
      3 * others;
    candidates.push({ stem, place: stem + rank, score, count, named, signs });
  }
  const ranked = candidates.sort((a, b) => b.score - a.score || (a.stem < b.stem ? -1 : 1));
  // 家庄 is no rival of 石家庄
  return ranked.filter(
    ({ stem }, i) =>
      !ranked.slice(0, i).some((better) => better.stem.includes(stem) || stem.includes(better.stem)),
  );
}

/**
 * Whether a place is named for itself somewhere, or by a 科协 that nothing runs into: 以来 is no place for
 * `一直以来市科协始终…`.
 */
function standsAlone(stem: string, rank: string, text: string): boolean {
  const place = new RegExp(
    `${stem}${rank}(?!${NO_RANK}|科协|科学技术协会)|(?<!\\p{Script=Han})${stem}(?:${rank})?(?:科协|科学技术协会)`,
    'u',
  );
  return place.test(text);
}

/** Which rank the place has as issuer; undefined if it cannot own the association the text speaks of. */
function rankOf(stem: string, text: string, issuerRank: string | undefined): string | undefined {
  const named = rankAfter(stem, text);
  if (issuerRank === undefined) return named;
  // 金山 is only ever 金山区: it owns no 市科协
  return named === undefined || text.includes(stem + issuerRank) ? issuerRank : undefined;
}

/** Stems of places: what stands before 市, 区, 县 … or, as a name of its own, before 科协. */
function stemsIn(text: string): readonly string[] {
  const stems = new Map<string, number>();
  const counts = countRuns(text);
  const places = new RegExp(`[${RANKS}](?!${NO_RANK})|(?<=[“《（\\n]\\p{Script=Han}{2,4})科协`, 'gu');
  for (const match of text.matchAll(places)) {
    const run = /\p{Script=Han}{2,8}$/u.exec(text.slice(Math.max(0, match.index - 8), match.index))?.[0];
    const stem = run === undefined ? undefined : stemOf(run, counts);
    if (stem !== undefined) stems.set(stem, counts.get(stem) ?? 0);
    if (match[0] !== '县') continue;
    const short = shortCounty(text.slice(Math.max(0, match.index - 2), match.index + 1));
    if (short !== undefined) stems.set(short, counts.get(short) ?? 0);
  }
  const often = [...stems].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return often.slice(0, MAX_STEMS).map(([stem]) => stem);
}

/**
 * The place's own name at the end of a run of characters: 昆山 of 江苏省昆山, 石家庄 of 和石家庄.
 *
 * @param counts how often every run occurs in the text: the longer name is the name if the shorter one hardly
 *   ever occurs without it
 */
function stemOf(run: string, counts: ReadonlyMap<string, number>): string | undefined {
  const own = /[^省市区县盟旗]*.$/u.exec(withoutPeoples(run))?.[0] ?? '';
  const count = (stem: string) => counts.get(stem) ?? 0;
  let stem = own.slice(-2);
  if (stem.length < 2) return undefined;
  for (let size = 3; size <= Math.min(4, own.length); size++) {
    const longer = own.slice(-size);
    if (CONNECTIVES.includes(longer.charAt(0)) && count(longer) < 3) break;
    // Named only once, it is as long as the run that holds nothing else.
    if (count(longer) === 1 && own.length > 4) break;
    if (count(longer) < count(stem) * 0.8) break;
    stem = longer;
  }
  return NOT_PLACES.test(stem) || NO_NAME.test(stem) ? undefined : stem;
}

/** How often every run of two to four characters occurs. */
function countRuns(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let size = 2; size <= 4; size++) {
    for (let at = 0; at + size <= text.length; at++) {
      const run = text.slice(at, at + size);
      counts.set(run, (counts.get(run) ?? 0) + 1);
    }
  }
  return counts;
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
