/**
 * The words of a sentence as the span ranker sees them: what class each is of, and whether the question says it too.
 */
import type { Segmenter } from '../../../language/segment.ts';

/** What kind of word stands at a place; closed classes by their text, the others by part of speech. */
export const WORD_CLASSES = [
  'edge', // before the first word and after the last
  'break', // ，；。
  'colon',
  'pause', // 、
  'opening', // quotation and title marks
  'closing',
  'bracketOpening',
  'bracketClosing',
  'dot', // · between the parts of a foreign name
  'mark', // any other mark
  'copula', // 是 即
  'as', // 为 作为 成为
  'called', // 叫 称为 名为
  'at', // 在 于 位于
  'from', // 从 自 由于
  'to', // 到 至
  'by', // 由 被 受 归
  'with', // 和 与 及
  'of', // 的 之
  'handled', // 把 将 对 向
  'through', // 以 用 通过
  'because',
  'such', // 如 例如 包括 有
  'aspect', // 了 过 着
  'others', // 等
  'within', // 中 里 上
  'not',
  'also', // 也 都 则
  'this', // 该 其 此 他
  'verb',
  'noun',
  'person',
  'place',
  'name',
  'time',
  'number',
  'unit',
  'latin',
  'adjective',
  'adverb',
  'character', // one character that is no word jieba knows as such
  'other',
] as const;

export type WordClass = (typeof WORD_CLASSES)[number];

/** One word or mark, by its offsets in the sentence. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly class: WordClass;
  /** Whether the question says it. */
  readonly isAsked: boolean;
}

const CLOSED: Readonly<Partial<Record<WordClass, string>>> = {
  break: '， , ； ; 。 ！ ？ ! ?',
  colon: '： :',
  pause: '、',
  opening: '《 “ 「 『 ‘ 〈',
  closing: '》 ” 」 』 ’ 〉',
  bracketOpening: '( （ [ 【',
  bracketClosing: ') ） ] 】',
  dot: '· • ・ ‧',
  copula: '是 即 乃 系 即是 就是 便是 则是 都是 也是 正是 均是 皆是 分别是',
  as: '为 作为 成为 当 当作 作 任 担任 出任 列为 视为 即为 则为 均为 改为 定为 设为 分为 评为 升为',
  called:
    '叫 称 名 称为 叫做 叫作 名为 称作 称之为 号称 命名为 名叫 取名 又称 俗称 简称 全名 本名 原名 又名 全称 别名 亦称 人称 译作 译为 称呼 题为 写作 被称为 改名',
  at: '在 于 位于 地处 坐落 座落 坐落于 处于 居于 位在 设于 设在 建于 生于 出生于 见于 产于 居住于 葬于 死于 卒于 毕业于 任职于 就读于 分布于 始于 源于',
  from: '从 自 来自 源自 出自 自从',
  to: '到 至 往 达 达到 前往 直到 抵达 赴',
  by: '由 被 受 归 让 给 获 遭 受到 属于 属 经由 经',
  with: '和 与 及 以及 跟 同 或 或者 并 而 并且 而且 暨',
  of: '的 之',
  handled: '把 将 对 向 对于 关于',
  through: '以 用 通过 利用 使用 采用 凭 凭借 靠 依靠 透过 藉由 根据 按照 依',
  because: '因 因为 由于 为了 因此 所以 以便 故 因而 于是 使 导致 令 使得 以致 原因 缘于',
  such: '如 例如 比如 像 包括 包含 含 含有 有 拥有 具有 设有 共有 还有 分别 其中 主要',
  aspect: '了 过 着 地 得 起 出 来 去',
  others: '等 等等',
  within: '中 里 上 内 下 间 外 期间 之后 之前 后 前 时 以来 以后 以前 之间',
  not: '不 没有 没 未 无 非 并非 不是',
  also: '也 都 则 就 便 才 又 再 还 亦 均 皆 更 最 已 已经 曾 曾经 仍 却 但 但是 然而 虽然 不过 只 仅',
  this: '该 其 此 这 那 他 她 它 他们 她们 它们 本 某 各 每 这个 那个 这些 该些 之一 我 我们',
};

const BY_TEXT = new Map<string, WordClass>(
  Object.entries(CLOSED).flatMap(([name, texts]) =>
    texts.split(' ').map((text): [string, WordClass] => [text, name as WordClass]),
  ),
);

function classOf(text: string, tag: string): WordClass {
  const closed = BY_TEXT.get(text);
  if (closed) return closed;
  if (tag === 'x') return 'mark';
  if (tag === 'eng') return 'latin';
  if (tag.startsWith('nr')) return 'person';
  if (tag === 'ns') return 'place';
  if (tag === 'nz' || tag === 'nt') return text.length === 1 ? 'character' : 'name';
  if (tag === 'm') return 'number';
  if (tag === 'q') return 'unit';
  if (tag === 't') return 'time';
  if (/^v(?!n)/u.test(tag)) return 'verb';
  if (/^(?:n|vn|s|j|l|i)/u.test(tag)) return text.length === 1 && tag === 'ng' ? 'character' : 'noun';
  if (/^[abz]/u.test(tag)) return 'adjective';
  if (tag === 'd') return 'adverb';
  if (tag === 'zg') return 'character';
  return 'other';
}

/**
 * The words of a sentence.
 *
 * @param cuts more places where a word ends, such as the ends of what the question says
 * @param said of each character of the sentence, whether the question says it
 */
export function wordsIn(
  folded: string,
  segment: Segmenter,
  cuts: ReadonlySet<number>,
  said: readonly boolean[],
): Word[] {
  const words: Word[] = [];
  const add = (start: number, end: number, tag: string) => {
    const text = folded.slice(start, end);
    if (text.trim() === '') return;
    const saidChars = said.slice(start, end).filter(Boolean).length;
    words.push({ text, start, end, class: classOf(text, tag), isAsked: 2 * saidChars > end - start });
  };
  for (const { start, end, tag } of segment(folded)) {
    let from = start;
    for (let at = start + 1; at <= end; at++) {
      if (at < end && !cuts.has(at) && tag !== 'x') continue;
      const isWhole = from === start && at === end;
      // A part of a word is of no part of speech that jieba knows.
      add(from, at, isWhole || tag === 'x' ? tag : 'n');
      from = at;
    }
  }
  return words;
}
