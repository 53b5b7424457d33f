/**
 * Where the name of an institution, office or place begins: walking left from its end to the punctuation,
 * verb, preposition or date before it. Chinese marks no such boundary; the words that stand before names in
 * reports do.
 */

/** How far left a name may reach, in UTF-16 units. */
const MAX_NAME_CHARS = 40;

/** Words that end just before a name. Lookaheads spare those that begin or belong to one. */
const CUT = new RegExp(
  [
    // verbs
    '一直以来|以来|完成|邀请|特邀|聘请|联合(?!会|国|体|大学|[一-龥]{0,4}(?:讲师团|宣讲团|演讲团|服务团|服务队|实验室|研究院|研究中心|工作站|培养基地))|协同(?!创新)|会同|携手|依托|通过|经过|根据|按照|围绕|针对|推荐|举荐|获得|得到|荣获|获评|获批|授予|评为|列为|成为|作为|加入|参加|参观|考察|走进|走访|进驻|来到|前往|深入|位于|落户|签约|联系|对接|面向',
    '举办|承办|主办|协办|举行|召开|开展|组织(?!部|局|处)|策划|实施|启用|启动|打造|建立|成立|组建|筹建|创建|新建|共建|新增|命名|认定|批准|发动|动员|引导|推动|促进(?!会|中心|局)|支持|资助|指导(?!委员会|中心|站|组|团)|扶持|培育|提供|发布|申报|创办|设立|加强|拓展|健全|完善|推进(?!办|会|中心)|深化|强化|整合|利用|使用|采取|提升|提高|扩大|增强|充分|发挥|协调(?!办|小组|委)|帮助|助力|共同(?!体)|分别|率先|首次|先后|继续|积极|主动|成功|正式|隆重|同时|此外|其中|包括|以及|并且|及其|不仅|而且|由于|对于|关于|特别是|尤其是|还有|共有|已有|现有|拥有|属于|来自|毕业于|就读于|担任|当选|出任|曾任|现任|受聘|考入|进入|转入|隶属|原为|改为|称为|名为|更名|合并|收购|建成|搭建|征集|选送|表彰|收到|收看|带领|率领|组成|构建|建有|设有|坐落|占地|建设(?=[^，。]{0,2}(?:[^，。]{1,3}市|院士|专家))|批复|了解到|覆盖|辐射|扎根|立足|当天的?|记者从|告诉|直属|下属|就读|任教|任职|供职|出席|出访|访问|离开|返回|抵达|调任|改名|改组|更名为|宣布|认为|表示|希望|决定|计划(?=在|由|与)|负责|管理(?=[^，。]{2,4}(?:大学|公司))|投资|创立|始建|兴建|修建|改建|迁至|迁往|迁到|体现|彰显|履行|论证|贡献|引领(?!区)|解决(?!方案)|推行|牵线|用好|占(?!地)|暨|届|简称|俗称|又称|评比|此次|做好|践行|坚持|坚定|确保|密切|服务(?=党委|政府|基层)|融入|衔接|配合|涵盖|分布|遍布|途经|流经|接壤|毗邻|相邻|出生于?|生于|成长于|逝世于?|葬于|攻读|留学|访学|执教',
    // conjunctions, prepositions, particles
    '与|(?<![共总温柔缓饱平祥谐])和(?![平谐县田静龙])|(?<![自理缘])由|被|(?<![面针绝相应])对(?![外口流称])|(?<![方面导倾走志意去])向|(?<![存所内潜实现])在(?!线)|(?<![行作人成因认以极])为(?![民])|(?<!大)将(?![来军])|从(?![化业])|(?<![可所足难得加用])以(?![色])|(?<![关由对位处等属])于(?!洪|都|田)|(?<!普)及(?![格第])|并(?![购网])|(?<![已曾神财])经(?![济营开贸纪理信])|(?<![数依根证])据(?!说)|(?<![高同平对初中优劣])等(?![级次离保专教])|了|着|(?<!目)的|[于]?是(?!否)|(?<![达得遇感看])到|还(?![原款])|也|(?<![实])则|(?<![只没])有(?![限色机效轨线源关])|该|某|此|至(?!善|诚)|其(?!他)|(?<![这那])后(?![勤备卫])|即|使(?!用|馆|命|者)|(?<!合)作(?![家协物业品用战])',
    // dates and counts
    '[\\d〇零一二三四五六七八九十]+(?:年度?|月份?|[日号])|年初|年底|期间|以来|目前|近日|(?<![\\d])\\d+(?:个|家|所|名|位|项|场|支|座|块|处)|[一两二三四五六七八九十百]+(?:个|家|所(?!小学|中学)|名|位|支|座|处)(?![家人])',
  ].join('|'),
  'g',
);

/** What a name does not begin with. */
const LEADING =
  /^(?:[的地得之、·]|全[市省县区]|[我本][市省县区]|其他|各级|各地|各类|各|全体|广大|有关|相关|众多|许多|这些|那些|这个|那个|一些|本次|此次|今年|去年|每个|部分|多家|多个|多所|所有|[任曾现原]|(?:新|国|省|市)?级(?=[省市县]))+/;

const OPENING = '（([';
const CLOSING = '）)]';
const NAME_CHARACTER = /[\p{Script=Han}a-zA-Z0-9·]/u;

/**
 * The start of the name that ends at `end`.
 *
 * @param headChars length of the last word of the name (学会 of 省数字经济学会), which is never cut into
 * @param floor     offset the name may not reach before
 * @returns at most `end - headChars`, where nothing but the last word is left
 */
export function nameStart(text: string, end: number, headChars: number, floor = 0): number {
  const lowest = Math.max(floor, end - MAX_NAME_CHARS);
  let start = end;
  while (start > lowest) {
    const character = text[start - 1] as string;
    if (CLOSING.includes(character)) {
      const open = openingBefore(text, start - 1, lowest);
      if (open < 0) break;
      start = open;
    } else if (NAME_CHARACTER.test(character)) start--;
    else break;
  }
  const span = text.slice(start, end);
  let cut = 0;
  CUT.lastIndex = 0;
  for (let match = CUT.exec(span); match; match = CUT.exec(span)) {
    const after = match.index + match[0].length;
    if (after > span.length - headChars) break;
    if (!isInsideBrackets(span, match.index)) cut = after;
  }
  const leading = LEADING.exec(span.slice(cut))?.[0].length ?? 0;
  return start + Math.min(cut + leading, Math.max(0, span.length - headChars));
}

/** The offset of the bracket that the closing one at `at` belongs to, up to 12 characters before it; else -1. */
function openingBefore(text: string, at: number, lowest: number): number {
  for (let open = at - 1; open >= Math.max(lowest, at - 12); open--) {
    const character = text[open] as string;
    if (OPENING.includes(character)) return open;
    if (!NAME_CHARACTER.test(character)) return -1;
  }
  return -1;
}

function isInsideBrackets(span: string, at: number): boolean {
  let depth = 0;
  for (let index = 0; index < at; index++) {
    const character = span[index] as string;
    if (OPENING.includes(character)) depth++;
    else if (CLOSING.includes(character)) depth--;
  }
  return depth > 0;
}
