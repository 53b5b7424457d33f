/**
 * How far a thing has come, by the words that say so: planned, applied for and recommended are not achieved.
 */

/** Words of what is not achieved yet. */
const NOT_YET =
  /计划|拟|力争|争取|准备|即将|将于|将在|有望|打算|预计|筹备|筹建|推荐参评|推荐申报|推荐|申报|申请|入围|提名|候选|征集|谋划|尚未|还没|未能|没有|正在/u;
/** Words that ask whether somebody was honoured or elected, and whether something was built or opened. */
const ASKS_HONOURED =
  '评上|当上|捧回|摘(?:得|到|下)|夺得|获评|获得|得过|得了|拿到|拿下|拿了|获批|批下来|批了|评为|认定|入选';
const ASKS_BUILT = '建成|建好|落成|投用|开放|揭牌|挂牌';
/** Words of what is achieved, by what kind of thing was asked to be: an award is not won by building something. */
const ACHIEVED: readonly { readonly asks: RegExp; readonly words: RegExp }[] = [
  {
    asks: new RegExp(ASKS_HONOURED, 'u'),
    words:
      /获评|获批|获得|荣获|获.{0,12}(?:奖|称号|荣誉)|授予|评为|被评|认定|命名|通过评审|入选|批准|同意设立|当选/u,
  },
  {
    asks: new RegExp(ASKS_BUILT, 'u'),
    words: /建成|落成|投用|启用|竣工|开放|开馆|揭牌|挂牌|运行/u,
  },
  {
    asks: /./u,
    words: /完成|成立|实现|达到|当选|成为|举办|开展|发布|签订|签约|建成|获评|获得|荣获|通过|换届|启用/u,
  },
];

const ASKS_ACHIEVED = new RegExp(
  `${ASKS_HONOURED}|${ASKS_BUILT}|当选|成功|完成|做完|办完|达到|实现|成为|通过|正式|已经|换届|成立|有多少.*了`,
  'u',
);
/** Steps on the way that a question may ask about themselves. */
const ASKS_STEP =
  /申报|申请|推荐|入围|提名|候选|筹建|筹备|征集|计划|拟|打算|(?<![思理])想|目标|力争|争取|规划/u;

/** Whether a question asks for something achieved. */
export function asksAchieved(asked: string): boolean {
  return ASKS_ACHIEVED.test(asked) && !ASKS_STEP.test(asked);
}

/**
 * The word by which a clause falls short of what is asked: 推荐参评 for 评上了吗.
 *
 * @returns null where it does not
 */
export function shortfall(asked: string, clause: string): string | null {
  if (!asksAchieved(asked)) return null;
  const notYet = NOT_YET.exec(clause)?.[0];
  if (!notYet) return null;
  if (/成功(?:申报|创建|入选)/u.test(clause)) return null;
  // 推荐参评“…”: the recommending is done, the award is not; 拟 and 力争 govern what follows them.
  const family = ACHIEVED.find(({ asks }) => asks.test(asked));
  const hasAchieved = family?.words.test(
    clause.replace(/(?:推荐|申报|提名|候选|入围)[\p{Script=Han}“”]{0,4}/gu, ''),
  );
  return hasAchieved && !/推荐参评|筹建|拟|力争|争取|计划|预计|提名/u.test(notYet) ? null : notYet;
}

/** Whether a sentence tells how far something has come. */
export function tellsStatus(sentence: string): boolean {
  return NOT_YET.test(sentence) || ACHIEVED.some(({ words }) => words.test(sentence));
}
