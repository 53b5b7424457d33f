/**
 * Measure words of Chinese reports: which there are, which mean the same kind of thing, and whether a
 * figure given in one answers a question asked in another.
 */
import { wordLists } from '../knowledge/word-lists.ts';
import { matchAt, sticky } from './sticky.ts';

const FAMILIES = [
  'people',
  'attendance',
  'events',
  'sites',
  'works',
  'projects',
  'groups',
  'lessons',
  'things',
  'occasions',
  'money',
  'percent',
  'points',
  'time',
  'area',
  'length',
  'weight',
  'volume',
  'energy',
  'data',
  'grade',
  'other',
] as const;

/** What a unit measures. Units of one family count the same kind of thing. */
export type UnitFamily = (typeof FAMILIES)[number];

/** Units by family; longer ones may contain shorter ones. */
export const MEASURE_WORDS: Readonly<Record<UnitFamily, readonly string[]>> = wordLists(
  'measures.txt',
  FAMILIES,
);

const FAMILY = new Map<string, UnitFamily>();
for (const [family, units] of Object.entries(MEASURE_WORDS)) {
  for (const unit of units) if (!FAMILY.has(unit)) FAMILY.set(unit, family as UnitFamily);
}

/**
 * What must not follow a unit, because with it the unit's character begins another word:
 * 2021名单, 5支队伍 (支 is not 支队), 20人大代表.
 */
const NOT_BEFORE: Readonly<Record<string, string>> = {
  人: '[大民才工类均力体口事社物文员生称]',
  名: '单|称|列|牌|誉|人|师|胜',
  位: '于|置|居|列',
  次: '数|日|年|月|于|要|生',
  场: '地|馆|所|景|面|合',
  起: '来|步|草|点|源|到|义|初|诉|用|飞',
  个: '体|性|别',
  家: '长|庭|属|电|乡|园|具|族|里|访|教|底',
  处: '理|于|长|在|置|罚|境',
  座: '谈|位|落|右',
  所: '有|以|谓|在|长|属|需|得|作|做',
  间: '接|隔|断',
  站: '点|长|在|位|台',
  片: '区|面|段|刻|会',
  件: '套',
  幅: '度',
  份: '额|子|量',
  篇: '幅',
  部: '门|分|署|长|委|位|队|件|级|落|首|属',
  本: '报|市|地|着|科|级|届|土|身|月|区|县|单位|次|年|省|人|质|领|色',
  首: '先|次|个|届|批|位|席|家|创|府|都|要|选|发|届|尾',
  张: '家|贴|力|开|江',
  集: '中|团|体|合|成|聚|结|会|训|约|资|群|市|邮|美|散|镇',
  版: '权|面|本|块|图',
  页: '面',
  字: '号|体|幕|典|样|面',
  项: '目|链|圈|背',
  条: '件|例|约|款|理|线',
  则: '[^，。；、的消新]',
  款: '式|项|待',
  例: '如|会|行|外|题|子',
  种: '植|子|类|业|田|养|苗|地|质|族|群|种',
  类: '型|似|别|脑|比',
  套: '餐|路|用',
  支: '持|付|部|撑|书|出|援|教|配|行|队(?!伍)',
  组: '织|成|建|长|合|团|员|装|委',
  批: '准|示|复|评|量|发|判|改|阅',
  户: '外|口|籍|型|主|县',
  对: '[^夫双情父母新]',
  队: '伍|长|员|友|形',
  班: '级|组|长|子|主|车',
  团: '队|结|体|员|委|市|县|省|中央|支|总|购|圆|长',
  课: '题|程|堂|外|件|本|改|后',
  节: '目|日|约|能|点|水|奏|省|气|假|庆|支|俗|选',
  堂: '前|口',
  讲: '座|述|话|解|授|师|台|坛|究|堂|稿|学|好',
  块: '状|链|头',
  台: '湾|州|风|账|前|北|中|南|面|词|阶|东',
  门: '户|口|票|槛|类|店|头|诊|面|前|牌',
  只: '有|要|能|是|为|会|需|见|占|得|在|不',
  头: '条|部|像|脑|衔|发|等|奖',
  包: '括|含|装|容|庄|头|揽|干|村|围|裹',
  把: '[关握控手好准脉]',
  面: '[向临对积前试貌料粉板部子世]',
  层: '次|面|级|层|出',
  段: '落|位',
  道: '路|德|理|具|教|口|歉',
  期: '间|望|限|待|刊|盼|货|末|许',
  届: '时',
  元: '素|旦|件|月|宵|代|首|宇|年|老|帅|朝|曲|和|至|初|末|明|气',
  成: '[立为果功员长绩效熟本就分人年都交品型语份因套名]',
  分: '[别之布类为组批享会公校析配子期工钟局行支层局管歧解散手成段]',
  度: '假|过|汛|量',
  倍: '增|感|加|受',
  席: '[卷位地]',
  票: '[据房价]',
  年: '级|度|会|报|鉴|终|初|末|底|轻|产|均|检|薪|代|龄|味|画|货|夜|糕|幼|少|青|长',
  天: '津|气|然|文|目|下|宫|空|台|地|河|长|体|然|线|才|鹅|价|堂|使|安|桥|府|山|王|心|台',
  周: '年|边|期|末|岁|刊|庄|口|围|长|密|报|到|转|易|恩|杰|星|知',
  秒: '杀|表',
  岁: '月|末|寒',
  米: '[粉饭线兰家]',
  克: '[服隆里罗斯拉勒林]',
  升: '[级学温旗至到值华腾格降本空高任]',
  斤: '两',
  兆: '[头示丰]',
  伏: '[击羲尔牛]',
  瓦: '[斯房解]',
  级: '别|联',
  等: '[级]',
  号: '[召称线角令]',
  楼: '[宇盘道市]',
  声: '[明音誉称学]',
  步: '[骤入伐行道]',
  句: '[子容号]',
  代: '[表理替码价言]',
  口: '[号头岸腔味罩径碑才述译]',
  顶: '[层尖级端]',
  顿: '[时悟]',
  点: '(?!建议|意见|要求|希望|体会|做法)',
  粒: '[子]',
  根: '[据本治源]',
  袋: '[鼠]',
  羽: '[毛绒]',
  卷: '[烟入]',
  扇: '[形面]',
  轮: '[换流值回椅船胎廓]',
};

const literally = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Source of a pattern that matches one unit, longest first, that does not begin another word. */
export const UNIT_PATTERN = [...FAMILY.keys()]
  .sort((a, b) => b.length - a.length)
  .map((unit) => {
    const not = NOT_BEFORE[unit];
    const latin = /^[a-z]+$/.test(unit) ? '(?![a-zA-Z0-9])' : '';
    return literally(unit) + latin + (not === undefined ? '' : `(?!${not})`);
  })
  .join('|');

const UNIT = sticky(`[ \\t]?(?:${UNIT_PATTERN})`);

/** The unit that begins at a place of a text, with the space before it; undefined where there is none. */
export function unitAt(text: string, at: number): string | undefined {
  return matchAt(UNIT, text, at)?.[0];
}

/** `人(次)` and `台（套）` as `人次` and `台套`. */
export function plainUnit(unit: string): string {
  return unit.replace(/[(（）)·]/g, '');
}

/** The unit without 万, 亿 and the like before it: what `万人次` counts is 人次. */
function bareUnit(unit: string): string {
  const plain = plainUnit(unit);
  const bare = plain.replace(/^[十百千万亿]+/, '');
  return FAMILY.has(bare) ? bare : plain;
}

/** What a unit measures; undefined for a word that is no unit. `万元` is money. */
export function unitFamily(unit: string): UnitFamily | undefined {
  return FAMILY.get(bareUnit(unit));
}

/**
 * Whether two units count the same kind of thing: 人 and 名, 场 and 场次, 个 and 家. 项 is of its own
 * family but counts activities as 场 does. 人 and 人次 are not the same: one person may come twice.
 */
export function sameUnitFamily(a: string, b: string): boolean {
  const one = bareUnit(a);
  const other = bareUnit(b);
  if (one === other) return true;
  const family = FAMILY.get(one);
  if (family === undefined) return false;
  if (family === FAMILY.get(other))
    return family !== 'percent' || isPointChange(one) === isPointChange(other);
  return one === '项' ? FAMILY.get(other) === 'events' : other === '项' && family === 'events';
}

/** A change in percentage points is no percentage. */
function isPointChange(unit: string): boolean {
  return unit.endsWith('百分点');
}

/** Families whose members are counted one by one, so that 个 may stand for any of their units. */
const COUNTABLE: ReadonlySet<UnitFamily> = new Set<UnitFamily>([
  'people',
  'events',
  'sites',
  'works',
  'projects',
  'groups',
  'lessons',
  'things',
  'occasions',
  'other',
]);

/** Pairs of families that reports use for one another. */
const COMPATIBLE: readonly (readonly [UnitFamily, UnitFamily])[] = [
  ['people', 'attendance'],
  ['projects', 'sites'],
  ['projects', 'works'],
  ['projects', 'groups'],
  ['projects', 'things'],
  ['sites', 'groups'],
  ['sites', 'things'],
  ['works', 'things'],
  ['events', 'lessons'],
  ['events', 'occasions'],
];

/**
 * Whether a figure counted in `given` answers a question asked in `asked`.
 *
 * @param asked unit of the question (`人` of 多少人), empty where it named none
 * @param given unit of the figure, empty for a bare table cell
 * @returns `same`: counts the same thing; `compatible`: may be what was meant and has to be said as it
 *   is given (人 asked, 人次 given); `no`: another thing (项 asked, % given)
 */
export function unitAnswers(asked: string, given: string): 'same' | 'compatible' | 'no' {
  const one = bareUnit(asked);
  const other = bareUnit(given);
  if (one === other || sameUnitFamily(one, other)) return 'same';
  // 多少批 takes 455批次, 多少户 takes 90户次.
  if (one !== '' && (other === `${one}次` || one === `${other}次`)) return 'compatible';
  const wanted = FAMILY.get(one);
  const found = FAMILY.get(other);
  if (one === '' && found !== undefined) return 'compatible';
  if (other === '' && wanted !== undefined) return wanted === 'percent' ? 'no' : 'compatible';
  if (wanted === undefined || found === undefined) return 'no';
  if (one === '个' || other === '个') {
    return COUNTABLE.has(wanted) && COUNTABLE.has(found) ? 'compatible' : 'no';
  }
  const isPair = COMPATIBLE.some(([a, b]) => (a === wanted && b === found) || (b === wanted && a === found));
  return isPair ? 'compatible' : 'no';
}
