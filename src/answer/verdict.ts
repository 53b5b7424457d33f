/**
 * Yes or no: the status word decides. Planned is not achieved; recommended, applied for and shortlisted are
 * not awarded; one of four is not the only one.
 */
import { readNumbers } from '../language/numbers.ts';
import type { Evidence } from './evidence.ts';

/** What the evidence says to a yes-or-no question. */
export interface Verdict {
  readonly says: 'yes' | 'no' | 'only';
  /** The word that decides, as it stands in the evidence; empty for a plain yes. */
  readonly word: string;
}

/** How far a thing has come, by the word that says so; a higher step includes those below it. */
const STEPS: readonly { readonly name: 'planned' | 'underway' | 'done'; readonly words: RegExp }[] = [
  {
    name: 'planned',
    words:
      /计划|拟|力争|争取|准备|即将|将于|将在|有望|打算|预计|筹备|筹建|推荐参评|推荐申报|推荐|申报|申请|入围|提名|候选|立项|征集|培育|谋划|启动建设|尚未|还没|未能|没有|正在/u,
  },
  {
    name: 'done',
    words:
      /获评|获批|获得|荣获|授予|评为|被评|认定|命名|通过|入选|成为|建成|完成|挂牌|揭牌|成立|落成|投用|启用|竣工|实现|达到|当选|批准|同意设立|成功申报|成功创建|成功入选|举办|开展|发布/u,
  },
];

const ASKS_DONE =
  /评上|获评|获得|拿到|拿下|获批|批下来|批了|成功|建成|建好|完成|做完|办完|达到|实现|成为|评为|认定|通过|入选|正式|已经|落成|换届|成立|投用|开放|揭牌|挂牌/u;
const ASKS_ONLY = /唯一|独家|仅此一|就(?:一|1)家|只有(?:一|1)(?:家|个)/u;
const ASKS_FIRST = /首个|首次|首家|第一(?:个|家|名|次|位)?|最早|率先/u;
const ASKS_ALL = /全部|都|所有|全都|全数/u;

/**
 * Reads the verdict of a clause.
 *
 * @param asked  the folded question
 * @param clause the folded clauses that answer it
 */
export function readVerdict(asked: string, clause: string, evidence: Evidence): Verdict {
  if (ASKS_ONLY.test(asked)) {
    const one = /之一|其中|第\s*\d+家|\d+家/u.exec(clause)?.[0];
    if (/唯一|独家/u.test(clause)) return { says: 'yes', word: '' };
    if (one) return { says: 'no', word: one };
  }
  if (ASKS_FIRST.test(asked) && !/首个|首次|首家|第一|最早|率先|第1|首位/u.test(clause))
    return { says: 'only', word: '' };
  const numbers = disagreement(asked, clause);
  if (numbers) return { says: 'no', word: numbers };
  const denied = /(?:未能?|没有|尚未|并未|暂未|不再|无法)[\p{Script=Han}]{0,6}/u.exec(clause)?.[0];
  if (denied && !/没有|未|不/u.test(asked.replace(/有没有|没有?[?？]?$/u, '')))
    return { says: 'no', word: denied };
  if (ASKS_DONE.test(asked) || ASKS_ALL.test(asked)) {
    const planned = firstOf(clause, 'planned');
    const done = firstOf(clause, 'done');
    if (planned && !done) return { says: 'only', word: planned };
    // 推荐参评“全国科普教育基地”: what is done is the recommending.
    if (
      planned &&
      done &&
      !asked.includes(planned) &&
      evidence.folded.indexOf(planned) >= 0 &&
      /推荐参评|申报|筹建|入围|拟|计划|力争|争取/u.test(planned) &&
      !/成功申报/u.test(clause)
    ) {
      return { says: 'only', word: planned };
    }
  }
  return { says: 'yes', word: '' };
}

function firstOf(clause: string, name: 'planned' | 'done'): string | null {
  const step = STEPS.find((candidate) => candidate.name === name);
  return step?.words.exec(clause)?.[0] ?? null;
}

/** A number that the question gives for the same unit as another one in the clause: 是不是5场 against 4场. */
function disagreement(asked: string, clause: string): string | null {
  const given = readNumbers(clause).filter(({ kind }) => kind === 'count' || kind === 'percent');
  for (const number of readNumbers(asked)) {
    if (number.kind !== 'count' && number.kind !== 'percent') continue;
    const sameUnit = given.filter(({ unit }) => unit === number.unit);
    if (sameUnit.length === 1 && /突破|超过|达到|不止|多于|以上|上了/u.test(asked)) {
      return (sameUnit[0]?.value ?? 0) < number.value ? (sameUnit[0]?.raw ?? null) : null;
    }
    if (sameUnit.length > 0 && !sameUnit.some(({ value }) => value === number.value))
      return sameUnit[0]?.raw ?? null;
  }
  return null;
}
