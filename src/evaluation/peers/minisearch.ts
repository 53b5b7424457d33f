/** MiniSearch over nodejieba's words, with its own scoring and defaults. */
import MiniSearch from 'minisearch';
import { jiebaWords, type MakePeer } from './peer.ts';

export const makeMiniSearch: MakePeer = (paragraphs) => {
  const mini = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: jiebaWords });
  mini.addAll(paragraphs.map((text, id) => ({ id, text })));
  return {
    search: (question, limit) =>
      mini
        .search(question)
        .slice(0, limit)
        .map(({ id }) => id as number),
    close: () => {},
  };
};
