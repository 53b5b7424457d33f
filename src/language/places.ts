/**
 * Places and venues named in Chinese text: by the word they end in (平湖市, 明湖公园, 党群服务中心), and by
 * what is said to happen there (在…举行, 进驻…演出).
 */
import { nameStart } from './phrases.ts';

/** One place. Offsets are UTF-16 in the given text, `end` exclusive; `name` is that slice. */
export interface PlaceReading {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Last words of places. Lookbehinds spare 城市, 地区, 农村, 领导. */
const HEAD = new RegExp(
  [
    '(?<![城都超上股门县各我全本区开夜集楼菜])市(?![场民级值容委政科教文长直属局区])',
    '开发区|高新区|示范区|工业园区|产业园区|园区|校区|景区|新区|特区|(?<![地社园小校景山城市片辖赛东西南北全各县战误海林牧矿库厂住宅])区(?![域别分块县间委政科])',
    '(?<![全各区我郊])县(?![级委政域长市区科])|(?<![城乡全各村])镇(?![街村级长政])|街道(?!办)|社区(?![科矫工教])|(?<![农乡全各渔新])村(?![民庄镇级委干里])',
    '公园|广场|大厦|大楼|礼堂|会议室|报告厅|会堂|剧院|影院|体育场|体育馆|会展中心|服务中心|文化中心|活动中心|国际中心|会议中心|酒店|宾馆|饭店|图书馆|博物馆|科技馆|美术馆|文化馆|展览馆|纪念馆|档案馆|大学(?![生习])|(?<!科)学院|中学(?![生习])|小学(?![生习])|学校|幼儿园|(?:教育|科普|实践|实训|示范|研学)基地|创业园|科技园|产业园|植物园|动物园|农场|渔场|机场|车站|码头|故居|寺|古镇|老街|景点|(?<=[一-龥])岛(?![屿市])',
  ].join('|'),
  'g',
);

/** 在…举行: the place is between. No punctuation inside but brackets. */
const VENUE =
  /(在|进驻|走进|落户|入驻)((?:[一-龥a-zA-Z0-9·]|[（(][一-龥a-zA-Z0-9·]{1,10}[)）]){2,30}?)(?:隆重|成功|顺利|正式|同时|联合|共同|首次|圆满|如期|盛大)?(?:举行|举办|召开|演出|开幕|启动|揭牌|成立|落成|开讲|开班|拉开|开营|开馆|亮相|上演|巡演|巡展|落户|签约|揭晓|设立)/g;
/** What stands between 在 and 举行 and is no place. */
const NO_PLACE =
  /(?:年|月|日|中|上|下|时|期间|后|前|方面|过程|之际|同时|基础|领域|情况|全国|范围内?)$|^(?:我市|全市|本市|此|这里|这|当地|全国|各地)$|^\d/;

/** Kinds of places rather than places. */
const GENERIC =
  /示范(?:市|县|区|镇|村|社区)$|^(?:[一二两三四五六七八九十各镇乡村、]+)(?:镇|村|街道|社区)$|^(?:中小|各|本|该|我|全|高等|民办|公办|重点|普通|农村|城市)+(?:学校|大学|学院|中学|小学|社区|区)$/;

/** Every place of a text, in order and without overlap. */
export function readPlaces(text: string): PlaceReading[] {
  const readings: PlaceReading[] = [];
  for (const match of text.matchAll(VENUE)) {
    const start = match.index + (match[1] as string).length;
    const name = match[2] as string;
    if (!NO_PLACE.test(name)) readings.push({ start, end: start + name.length, name });
  }
  HEAD.lastIndex = 0;
  const named: PlaceReading[] = [];
  for (let match = HEAD.exec(text); match; match = HEAD.exec(text)) {
    const end = match.index + match[0].length;
    const start = placeStart(text, match.index, end);
    const name = text.slice(start, end);
    if (start >= match.index || GENERIC.test(name)) continue;
    const last = named.at(-1);
    if (last && start < last.end) {
      if (start > last.start) continue;
      named.pop();
    }
    named.push({ start, end, name });
  }
  return merged(readings, named);
}

const ADMINISTRATIVE = /^(?:市|区|县|镇|村|岛|寺)$/;
/** The part of an administrative name after its province and prefecture. */
const LAST_PART = /(?:.*[省市州盟旗区县镇])?(.*)$/;
const MAX_ADMINISTRATIVE_CHARS = 4;

/** 省食用菌协会嘉兴市: a name too long for a city begins at its last two characters. */
function placeStart(text: string, head: number, end: number): number {
  const start = nameStart(text, end, end - head);
  if (!ADMINISTRATIVE.test(text.slice(head, end))) return start;
  const own = LAST_PART.exec(text.slice(start, head))?.[1] ?? '';
  return own.length > MAX_ADMINISTRATIVE_CHARS ? head - 2 : start;
}

/** Both lists in order; where two overlap the longer one stays. */
function merged(a: readonly PlaceReading[], b: readonly PlaceReading[]): PlaceReading[] {
  const kept: PlaceReading[] = [];
  for (const reading of [...a, ...b].sort((x, y) => x.start - y.start || y.end - x.end)) {
    const last = kept.at(-1);
    if (!last || reading.start >= last.end) kept.push(reading);
    else if (reading.end - reading.start > last.end - last.start) kept[kept.length - 1] = reading;
  }
  return kept;
}
