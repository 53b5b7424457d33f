/**
 * Messages that ask nothing: 谢谢, 好的，收到, ok. A message is one when such words are all that it holds.
 *
 * The words are such that a message can be put together from them in one way only: with 谢 beside 谢谢 a long 谢谢谢…
 * would be tried in all of its ways, which takes for ever.
 */

const WORD = [
  '(?:谢|多谢|感谢)(?:你|您|大家|各位|科问)?',
  '好的?|很好|太好|行|嗯|哦|噢|收到|明白|知道|了解|辛苦|不错|赞|厉害|没事|不用',
  'ok(?:ay)?|thanks?|thank you|thx|great|got it|nice|cool',
].join('|');

const PLEASANTRY = new RegExp(`^(?:(?:${WORD})[啊呀啦了哈~～!！。.,，\\s]*)+$`, 'iu');

/** Whether there is nothing to answer. */
export function isPleasantry(text: string): boolean {
  return PLEASANTRY.test(text);
}
