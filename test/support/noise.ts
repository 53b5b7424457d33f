/**
 * What people write around a question, and what makes another question of it: for the metamorphic tests of
 * `test/promises/noise.test.ts`. The same question gets the same noise at every run.
 */

import type { OpenIndex } from '../../src/index/shelf.ts';

/** Around a question, by kind: `~` stands for the question. */
const AROUND = {
  greeting: [
    '你好，~',
    '亲，~',
    '求问一下，~',
    '各位老师好！~',
    '打扰了，~',
    'hi，~',
    '在吗？~',
    '小白求问：~',
    '大家早上好呀～~',
    '哈喽，请教个事儿，~',
  ],
  ending: [
    '~，谢谢啦',
    '~来着',
    '~急！在线等',
    '~哈哈',
    '~捏',
    '~，thx',
    '~，拜托了',
    '~～～',
    '~，麻烦各位了，感激不尽',
    '~啊亲',
  ],
  emoji: ['😂~', '~🙏🙏', '~😊', '🎉~🎉', '~[流泪]', '[抱拳]~', '~👀', '~ ❤️', '👉~', '~(๑•̀ㅂ•́)و'],
  markup: [
    '<b>~</b>',
    '**~**',
    '@科问小助手 ~',
    '> ~',
    'https://mp.weixin.qq.com/s/Ab1c2D ~',
    '#提问# ~',
    '`~`',
    '<p>~</p>',
    '【提问】~',
    '__~__',
  ],
  story: [
    '我家老爷子昨天遛弯听人说起这个，~',
    '昨天跟同事吃饭聊到这儿，谁也说不清，~',
    '写材料要用，领导催得紧，~',
    '孩子班主任布置了作业，~',
    '我外婆上礼拜打电话聊起来，我就纳闷了，~',
    '刚在公交车上看到广告，~',
    '本人是个退休工人，平时爱看报，~',
    '小区群里吵了半天，~',
    '听我二舅讲的，他老人家记不清了，~',
    '最近在准备面试，~',
  ],
  aside: [
    '~，不是隔壁县那种',
    '~（不要估计的）',
    '~，不算道听途说的',
    '~，别跟我扯别的',
    '~，不是网上瞎传的那种',
    '~，我不关心别家',
    '~，不要网友编的',
    '~，不是小道消息那种',
    '~（别家的就不用说了）',
    '~，可不是吹牛的那种',
  ],
} as const;

/** Before a verb, and before a noun. */
const ADVERBS = ['噌噌', '嗖嗖地', '咔咔', '蹭蹭地', '啪啪', '居然还', '压根儿', '实打实地', '闷头', '哐哐'];
const MODIFIERS = [
  '传说中的',
  '牛哄哄的',
  '心心念念的',
  '鼎鼎大名的',
  '吹上天的',
  '神乎其神的',
  '挺唬人的',
  '顶呱呱的',
  '高大上的',
  '老铁们说的',
];

export type Noise = keyof typeof AROUND | 'adverb' | 'modifier';
export const NOISES: readonly Noise[] = [
  ...(Object.keys(AROUND) as (keyof typeof AROUND)[]),
  'adverb',
  'modifier',
];

/** The question with noise of a kind; null where there is no place for it. */
export function noisy(
  question: string,
  noise: Noise,
  turn: number,
  index: Pick<OpenIndex, 'segment'>,
): string | null {
  if (noise !== 'adverb' && noise !== 'modifier') {
    const ways = AROUND[noise];
    const way = ways[turn % ways.length] as string;
    // Whatever follows a question mark is another sentence.
    return way.replace(
      '~',
      way.startsWith('~') && /\p{Script=Han}/u.test(way[1] ?? '')
        ? question.replace(/[?？。]$/u, '')
        : question,
    );
  }
  const isPlace =
    noise === 'adverb'
      ? (tag: string, text: string) =>
          /^v/u.test(tag) && /^[办搞拿得去来开举建写出培送接收解签设]/u.test(text)
      : (tag: string, text: string) =>
          /^n(?![srtz])/u.test(tag) && text.length >= 2 && !/科协|时间|时候/u.test(text);
  const before = index.segment(question).find(({ text, tag, start }) => start > 1 && isPlace(tag, text));
  if (!before) return null;
  const ways = noise === 'adverb' ? ADVERBS : MODIFIERS;
  return question.slice(0, before.start) + ways[turn % ways.length] + question.slice(before.start);
}
