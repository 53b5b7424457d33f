/** 看原文: the passage behind an answer's source, behind a link, or behind the last answer. */
import { type Language, languageOf, sourcesOf, toDocument } from '../document.ts';
import { passageView } from '../passage.ts';
import { passageOf } from './links.ts';
import type { Frame, Rendered } from './render.ts';
import { renderPassage } from './render-passage.ts';
import type { Service } from './service.ts';

/** A source of an answer: which exchange, which of its sources from 0, how many pages before or after. */
export interface Source {
  readonly exchange: number;
  readonly at: number;
  readonly shift: number;
}

/** The passage of a source; null when the answer is no longer kept or the passage no longer there. */
export async function sourcePassage(
  service: Service,
  { exchange, at, shift }: Source,
  frame: Frame,
): Promise<Rendered | null> {
  const kept = await service.records.exchange(exchange);
  if (kept?.channel !== 'telegram') return null;
  const language = languageOf(kept.question);
  const quote = sourcesOf(toDocument(kept.answer, { language }))[at];
  const view = quote && (await service.desk.use((index) => passageView(index, quote.passage, shift, quote)));
  return view ? renderPassage(view, { exchange, at }, language, frame) : null;
}

/** The passage of a link; null when this index has none of that name. */
export async function linkedPassage(
  service: Service,
  name: string,
  shift: number,
  language: Language,
  frame: Frame,
): Promise<Rendered | null> {
  const view = await service.desk.use((index) => {
    const passage = passageOf(name, index);
    return passage === null ? null : passageView(index, passage, shift);
  });
  return view && renderPassage(view, { passage: name }, language, frame);
}
