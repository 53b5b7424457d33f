/** Whose a part of a sentence is, by the name that its clause begins with. */
import { describe, expect, it } from 'vitest';
import { isOfAnotherAssociation, isOfAnotherOwner } from '../../../src/answer/read/owner.ts';

const partOf = (text: string) => ({
  text,
  report: { place: '雁岭市', association: '雁岭市科协' } as never,
  places: [],
  isNamed: () => false,
});
const isAnothers = (text: string) => isOfAnotherOwner(partOf(text), text.search(/\d/u));

describe('a part of a sentence', () => {
  it.each(['麓南市', '浦西县', '望河区', '岚城区', '玉城区'])(
    'is that of the place it begins with: %s',
    (place) => {
      expect(isAnothers(`${place}共获得资金210万元`)).toBe(true);
      expect(isAnothers(`${place}科技馆全年接待观众6万人次`)).toBe(true);
      const told = `${place}科协主席介绍，该地共有展品140件`;
      expect(isOfAnotherAssociation(partOf(told), told.indexOf('140'))).toBe(true);
    },
  );

  it.each(['五个社区', '主城区', '老城区', '高校园区'])(
    'is no other place’s where a kind begins it: %s',
    (kind) => {
      expect(isAnothers(`${kind}共获得资金210万元`)).toBe(false);
      expect(isAnothers(`${kind}科技馆全年接待观众6万人次`)).toBe(false);
    },
  );
});
