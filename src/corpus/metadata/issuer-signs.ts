/**
 * Signs of who issued a text that are worth more than being named in it: a letterhead or signature, the file's and the
 * folder's name, a masthead, a line that says from whom it is.
 */
import { oneOf, wordLists } from '../../knowledge/word-lists.ts';
import type { Evidence } from './evidence.ts';
import { shortCounty } from './short-county.ts';

/** A place that a sign names. The weights are those that put most of the files of the evaluation right. */
export interface IssuerSign {
  /** 平湖 */
  readonly stem: string;
  /** 市; empty where the sign does not say it. */
  readonly rank: string;
  readonly weight: number;
  /** Whether it names the association itself, whatever the text calls it. */
  readonly isName: boolean;
  /** For the maintainer: 文件名写着“平湖市科协”. */
  readonly said: string;
}

const MASTHEADS = wordLists('mastheads.txt', [
  'after',
  'account',
  'before',
  'from',
  'from-words',
  'published',
  'budget',
  'society',
  'own',
  'history',
  'year-past',
  'year-own',
  'excerpt',
  'site',
  'township',
  'township-office',
]);

/** Words of {@link MASTHEADS} by class. */
export const mastheadWords = (name: keyof typeof MASTHEADS): readonly string[] => MASTHEADS[name];

const NAME = '(\\p{Script=Han}{2,12}?)([省市区县盟旗]?)(科协|科学技术协会)';
const ALONE = new RegExp(
  `^[（(【]?(?:中共)?${NAME}(?:办公室|党组)?(?:编|印|编印|印发)?(?:\\s.*)?[）)】]?$`,
  'u',
);
const CALLED = new RegExp(`${NAME}\\s?[（(](?:以下)?简称`, 'u');
const FROM = new RegExp(
  `(?:${oneOf(MASTHEADS.from)}\\s?[:：]\\s?|${oneOf(MASTHEADS['from-words'])})${NAME}`,
  'u',
);
const IN_NAME = new RegExp(NAME, 'u');
const MASTHEAD = new RegExp(`(\\p{Script=Han}{2,8}?)([市区县]?)${oneOf(MASTHEADS.after)}`, 'gu');
const BEFORE = new RegExp(
  `(?:^|[^\\p{Script=Han}])${oneOf(MASTHEADS.before)}(\\p{Script=Han}{2,3})(?=$|[^\\p{Script=Han}])`,
  'u',
);
const PLACE = /^(\p{Script=Han}{1,5}?)([市区县旗])(?:$|[^\p{Script=Han}]|科协|科学技术协会|材料|报告|总结)/u;
const ACCOUNT = new RegExp(`^(\\p{Script=Han}{2,4}?)([市区县]?)${oneOf(MASTHEADS.account)}$`, 'u');

const RULED = /(\p{Script=Han}{2,6}?)([市区县旗])(?:委(?!员)|政府|人民政府)/gu;

const SITE = new RegExp(`${oneOf(MASTHEADS.site)}|©`, 'giu');

/** Weights of the signs: a name that the text signs with, its file's, its folder's, its paper's. */
const WEIGHTS = {
  alone: 14,
  called: 20,
  from: 12,
  file: 14,
  folder: 12,
  account: 10,
  property: 5,
  ruled: 4,
  masthead: 8,
} as const;
const EDGE_BLOCKS = 8;

/**
 * All signs of a text.
 *
 * @param rank   the rank with which the text speaks of its 科协 (市科协, 我县)
 * @param stemOf the place's own name at the end of a run of characters; undefined where there is none
 */
export function issuerSigns(
  { blocks, text, edges, fileName, folders, properties }: Evidence,
  rank: string | undefined,
  stemOf: (run: string) => string | undefined,
): IssuerSign[] {
  const signs: IssuerSign[] = [];
  const add = (match: RegExpExecArray | null, weight: number, where: string) => {
    const short = match ? shortCounty(`${match[1]}${match[2]}`) : undefined;
    const stem = match && (short ?? stemOf(match[1] ?? ''));
    // 省科协 above signs nothing below it; without a rank the text has to give one.
    const isName = match?.[3] !== undefined || where === FOLDER;
    if (match && stem)
      signs.push({
        stem,
        rank: short === undefined ? (match[2] ?? '') : '',
        isName,
        weight,
        said: `${where}“${match[0].trim().slice(0, 24)}”`,
      });
  };
  const atEdges = [...blocks.slice(0, EDGE_BLOCKS), ...blocks.slice(-EDGE_BLOCKS)].map((block) => block.text);
  for (const line of new Set([...atEdges, ...edges]))
    if (line.length <= 40) add(ALONE.exec(line), WEIGHTS.alone, '单独写着');
  add(CALLED.exec(text), WEIGHTS.called, '文中写着');
  for (const line of [...text.split('\n'), ...edges]) {
    const found = FROM.exec(line);
    if (found) {
      add(found, WEIGHTS.from, '文中写着');
      break;
    }
  }
  add(IN_NAME.exec(fileName), WEIGHTS.file, '文件名写着');
  for (const folder of folders) add(PLACE.exec(folder) ?? IN_NAME.exec(folder), WEIGHTS.folder, FOLDER);
  const around = [fileName, ...properties, ...edges.filter((line) => !/[，。；]/u.test(line))];
  const papers = new Map<string, RegExpExecArray>();
  for (const line of around) {
    for (const match of line.matchAll(MASTHEAD)) papers.set(stemOf(match[1] ?? '') ?? '', match);
    // 首页 > 新闻中心: where a page stands on its site.
    const before = />|＞|»/u.test(line) ? null : BEFORE.exec(line);
    if (before) papers.set(before[1] ?? '', before);
  }
  papers.delete('');
  for (const match of papers.values()) {
    add(match, WEIGHTS.masthead, '报头、网站或栏目写着');
  }
  for (const match of text.matchAll(RULED)) {
    // 云溪县委、县政府: who leads a body is of its place.
    if (rank === undefined || rank === match[2]) add(match, WEIGHTS.ruled, '文中写着');
  }
  for (const line of edges) {
    const rest = line.replace(SITE, ' ');
    if (rest !== line) add(IN_NAME.exec(rest), WEIGHTS.masthead, '网页底部写着');
  }
  for (const line of properties) add(IN_NAME.exec(line), WEIGHTS.property, '文件属性写着');
  for (const line of properties) add(ACCOUNT.exec(line), WEIGHTS.account, '发布者写着');
  return signs.map((sign) =>
    sign.isName || rank === undefined || sign.rank === rank ? sign : { ...sign, rank: '' },
  );
}

const FOLDER = '文件夹名写着';

const SOCIETY = new RegExp(
  `(?:^|[^\\p{Script=Han}])((?:中国|\\p{Script=Han}{2,6}?[省市区县])\\p{Script=Han}{1,14}?${oneOf(MASTHEADS.society)})(?!${oneOf(MASTHEADS.society)}|\\p{Script=Han}{0,4}科协)`,
  'u',
);

/** A learned body whose own report this is: 平湖市气象学会2022年工作总结. */
export function ownSociety(
  { title, text, fileName }: Evidence,
  mentionsOfUnion: number,
): { association: string; place: string; reason: string; doubt: string } | undefined {
  const [, name = ''] = SOCIETY.exec(title) ?? SOCIETY.exec(fileName) ?? [];
  if (name === '' || /科学技术协会|[级各的]学会|所属/u.test(name)) return undefined;
  const mentions =
    text.split(name).length - 1 + MASTHEADS.own.reduce((sum, own) => sum + text.split(own).length - 1, 0);
  if (mentions < 1 || mentions < mentionsOfUnion) return undefined;
  const place = /^(?:中国|.{2,6}?[省市区县])/u.exec(name)?.[0] ?? '';
  return { association: name, place, reason: `标题写明“${name}”`, doubt: '' };
}

const TOWNSHIP_ALONE = new RegExp(
  `^(?:.{0,12}[省市区县州])?(\\p{Script=Han}{2,5}?${oneOf(MASTHEADS.township)})${oneOf(MASTHEADS['township-office'])}$`,
  'u',
);
const OF_TOWNSHIP = new RegExp(`[我本]${oneOf(MASTHEADS.township)}`, 'u');

/** A township or neighbourhood whose own 科协 tells of itself (我街道) and signs: 兰皋街道办事处. */
export function ownTownship({ title, text, edges }: Evidence): ReturnType<typeof ownSociety> {
  if (!OF_TOWNSHIP.test(text)) return undefined;
  for (const line of [title, ...edges]) {
    const name = TOWNSHIP_ALONE.exec(line.trim())?.[1];
    if (name === undefined) continue;
    const reason = `文中说“${OF_TOWNSHIP.exec(text)?.[0]}”，单独写着“${line.trim()}”`;
    return { association: `${name}科协`, place: name, reason, doubt: '' };
  }
  return undefined;
}
