/**
 * Counties whose name is one character: 忠县, 滑县, 歙县. There are some hundred of them, and nobody calls one without
 * its rank, so the rank is a part of its name.
 */

/** What may stand before the name of a place and is no part of it. */
export const CONNECTIVES =
  '由与和及被经对向在为是将使请让受据以从但而并且了的除至到同给比按跟自过来获得各该本我全任当后前中于';

/** Such a county at the end of a run of characters: 忠县 of 在忠县; undefined where there is none. */
export function shortCounty(run: string): string | undefined {
  const [, before = '', county = ''] = /(.?)(\p{Script=Han}县)$/u.exec(run) ?? [];
  const isAlone = !/\p{Script=Han}/u.test(before) || BEFORE_PLACE.includes(before);
  return county !== '' && isAlone && !NO_COUNTY.includes(county.charAt(0)) ? county : undefined;
}

/** What may stand before the name of a place: what connects, and the rank of the place above. */
const BEFORE_PLACE = `${CONNECTIVES}省市州`;
/** 全县, 各县, 两县, 邻县, 设县 … are no names. */
const NO_COUNTY =
  '我本全各该县区市省州两三四五六七八九十几数多某每邻外出进到来去回返下上在由是为和与及等小大新旧老穷贫强建撤设改立跨属共原此第治';

/** Whether a name is that of such a county. */
export const isShortCounty = (name: string): boolean => name.length === 2 && shortCounty(name) === name;
