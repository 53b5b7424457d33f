/**
 * The year of a text whose title does not tell it: all that speaks for a year, weighed.
 */
import { PLANS } from '../../knowledge/progress.ts';
import { oneOf } from '../../knowledge/word-lists.ts';
import { type Evidence, signedDates } from './evidence.ts';
import { mastheadWords } from './issuer-signs.ts';
import { countYear, EARLY_MONTHS, type FoundPeriod, NEVER, year, yearsIn } from './years.ts';

/** A runner-up above this share of the best score leaves the year open. */
const TOO_CLOSE = 0.8;
/** What a year needs to be the report's for sure: three mentions, or a file name or date beside one. */
const SURE_SCORE = 3;
/** All that speaks for a year: how often it is named and how, the file and its folders, the date of the text. */
export function fromText(text: string, evidence: Evidence): FoundPeriod {
  const inName = yearsNamed([evidence.fileName]);
  const inFolders = yearsNamed(evidence.folders);
  const named = [...inName, ...inFolders];
  const dated = yearOfDate(text, evidence);
  const years = new Set([...yearsIn(text), ...named, ...(dated === undefined ? [] : [dated.year])]);
  const inColumns = yearsOfColumns(evidence);
  const weighed = [...years]
    .map((one) =>
      weigh(text, one, {
        inName: inName.includes(one),
        inFolders: inFolders.includes(one),
        dated: dated?.year === one ? dated.reason : '',
      }),
    )
    .sort((a, b) => b.score - a.score || b.year - a.year);
  const [best, second] = weighed;
  if (best === undefined || best.score <= 0) {
    return { period: { from: 0, to: 0 }, reason: '文件名、标题、落款和正文都没有说是哪一年', doubt: NEVER };
  }
  const rival = second !== undefined && second.score > best.score * TOO_CLOSE ? second : undefined;
  // A table that sets two years side by side is the later one's.
  const isCompared = rival !== undefined && inColumns.has(best.year) && inColumns.has(rival.year);
  if (isCompared) {
    const later = best.year > rival.year ? best : rival;
    return year(
      later.year,
      `表里并列${[best.year, rival.year].sort().join('年和')}年，取后一年`,
      named.includes(later.year) ? '' : unclear(best.year, rival.year),
    );
  }
  const isNamedAlone = yearsIn(text).length === 0 && named.includes(best.year);
  if (isNamedAlone && !rival) return year(best.year, `正文没有年份，${best.reason}`);
  const doubt = rival
    ? unclear(best.year, rival.year)
    : second !== undefined && best.score < SURE_SCORE
      ? NEVER
      : '';
  return year(best.year, best.reason, doubt);
}

const unclear = (one: number, other: number) => `分不清是${one}年还是${other}年的报告`;

/** Years in the names of the file and its folders: 2017, 科协2016; a whole day (20240318) is the day of its printing. */
function yearsNamed(names: readonly string[]): number[] {
  return names.flatMap((name) => {
    const [only, ...more] = new Set(
      name.match(/(?<!\d)(?:19|20)\d{2}(?!\d|[-.年]\d{1,2}[-.月])/g)?.map(Number) ?? [],
    );
    return only !== undefined && more.length === 0 ? [only] : [];
  });
}

/** The year that a signed or printed text tells of: 今年以来 its own, 一年来 in January the one before. */
function yearOfDate(
  text: string,
  evidence: Evidence,
): { readonly year: number; readonly reason: string } | undefined {
  const opening = text.slice(0, OPENING_CHARS);
  const published = evidence.properties
    .map((said) => /^((?:19|20)\d{2})-(\d{1,2})/u.exec(said))
    .find(Boolean);
  const [signed] = signedDates(evidence);
  const inName = /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)/.exec(
    evidence.fileName,
  );
  const dates = [
    ...(signed ? [signed] : []),
    ...[published, inName].flatMap((match) =>
      match ? [{ year: Number(match[1]), month: Number(match[2]), said: match[0] }] : [],
    ),
  ];
  const [date] = dates;
  if (date === undefined) return undefined;
  const isPast = date.month > 0 && date.month <= EARLY_MONTHS && !OWN_YEAR.test(opening);
  const isBefore = isPast || (date.month === 1 && PAST_YEAR.test(opening));
  const told = isBefore ? date.year - 1 : date.year;
  return { year: told, reason: `落款或刊发在“${date.said}”${isBefore ? '，讲的是上一年' : ''}` };
}

const OPENING_CHARS = 1500;
const OWN_YEAR = new RegExp(oneOf(mastheadWords('year-own').filter((word) => word !== '全年')), 'u');
const PAST_YEAR = new RegExp(oneOf(mastheadWords('year-past')), 'u');

/** The years that head columns of a table. */
function yearsOfColumns({ blocks }: Evidence): ReadonlySet<number> {
  return new Set(
    blocks.flatMap(
      ({ row }) => row?.cells.flatMap(({ head }) => head.match(/(?:19|20)\d{2}/g)?.map(Number) ?? []) ?? [],
    ),
  );
}

interface Beside {
  readonly inName: boolean;
  readonly inFolders: boolean;
  /** Why the date of the text speaks for the year; empty where it does not. */
  readonly dated: string;
}

function weigh(text: string, one: number, { inName, inFolders, dated }: Beside) {
  const count = countYear(text, one);
  const past = new RegExp(`(?:刚刚)?过去的${one}年|回顾${one}年`).exec(text)?.[0];
  const opening = new RegExp(
    `(?:^|\\n|。)(${one}年(?:度)?，(?:[我本全]?[省市区县州盟旗](?:科协|委|政府)?|[^，。、]{2,4}[省市区县]科协))`,
  ).exec(text)?.[1];
  const plans = [...text.matchAll(plannedIn(one))];
  // 2022年，市科协计划新建… opens a plan, and no report of that year.
  const said = past ?? (opening && !new RegExp(`${opening}${TO_COME}`, 'u').test(text) ? opening : undefined);
  const score =
    count +
    (past === undefined ? 0 : 10) +
    (said === undefined || said === past ? 0 : 5) +
    (inName ? NAME_WEIGHT : 0) +
    (inFolders ? FOLDER_WEIGHT : 0) +
    (dated === '' ? 0 : DATED_WEIGHT) -
    3 * plans.length;
  const reason = [
    ...(count > 0 ? [`“${one}年”出现${count}次`] : []),
    ...(said === undefined ? [] : [`文中有“${said}”`]),
    ...(inName ? [`文件名${count > 0 ? '也' : ''}写着${one}`] : []),
    ...(inFolders ? [`文件夹名写着${one}`] : []),
    ...(dated === '' ? [] : [dated]),
  ].join('，');
  return { year: one, score, reason };
}

/**
 * What says that something is still to come, right behind whoever is to do it. Behind a name, 将 as often takes an object
 * (市科协将科普纳入考核).
 */
const TO_COME = `(?:还将|计划|拟|${oneOf(PLANS.planned)})`;
const BY_WHOM = '[，,]?(?:我们|我会|[我本全]?[省市区县州盟旗]?(?:科协|委|政府))?';

const plannedIn = (year: number) =>
  new RegExp(
    [
      `(?:到|至)${year}年`,
      `${year}年[，,]?(?:我们|我会)?(?:要|将)`,
      `${year}年(?:度)?${BY_WHOM}${TO_COME}`,
      `${year}年(?:工作)?(?:思路|打算)`,
      `${year}年工作计划`,
    ].join('|'),
    'gu',
  );

/** A file's name is often that of its year, and sometimes that of the year it was filed in; folders are made on purpose. */
const NAME_WEIGHT = 2;
const FOLDER_WEIGHT = 4;
const DATED_WEIGHT = 3;
