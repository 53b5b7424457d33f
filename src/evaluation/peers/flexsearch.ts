/** FlexSearch over nodejieba's words; `suggest` lets a paragraph match without all of them. */
import { jiebaWords, type MakePeer } from './peer.ts';

export const makeFlexSearch: MakePeer = async (paragraphs) => {
  const { Index } = await import('flexsearch');
  const index = new Index({ tokenize: 'strict', encode: jiebaWords });
  for (const [id, text] of paragraphs.entries()) index.add(id, text);
  return {
    search: (question, limit) => index.search(question, { limit, suggest: true }) as number[],
    close: () => {},
  };
};
