/** Orama with the Mandarin tokenizer that it offers, and its defaults. */
import type { MakePeer } from './peer.ts';

export const makeOrama: MakePeer = async (paragraphs) => {
  const { create, insertMultiple, search } = await import('@orama/orama');
  const { createTokenizer } = await import('@orama/tokenizers/mandarin');
  const db = create({
    schema: { text: 'string' } as const,
    components: { tokenizer: createTokenizer() },
  });
  await insertMultiple(
    db,
    paragraphs.map((text, id) => ({ id: String(id), text })),
  );
  return {
    search: async (question, limit) => {
      const { hits } = await search(db, { term: question, limit });
      return hits.map(({ id }) => Number(id));
    },
    close: () => {},
  };
};
