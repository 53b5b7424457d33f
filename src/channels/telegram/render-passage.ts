/** 看原文 as a Telegram message: passages of a report with the asked one marked, and buttons to page by. */
import type { InlineKeyboardButton } from 'grammy/types';
import type { Language } from '../document.ts';
import type { PassagePart, PassageView } from '../passage.ts';
import { bold, clip, type Html, italic, join, NOTHING, quote, text } from './html.ts';
import { addressLine } from './profile.ts';
import { type Frame, makeButton, type Rendered } from './render.ts';
import { wordsOf } from './words.ts';

/** Where a passage is looked at from: an answer's source, or a link. */
export type From = { readonly exchange: number; readonly at: number } | { readonly passage: string };

const MAX_TITLE_CHARS = 200;
const MAX_FACTS_CHARS = 200;
const MAX_SECTION_CHARS = 120;
/** Three of them, their sections, the title and the facts stay below 4096. */
const MAX_PART_CHARS = 1000;

/** A page of a report. */
export function renderPassage(view: PassageView, from: From, language: Language, frame: Frame): Rendered {
  const words = wordsOf(language);
  const facts = [view.association, view.period, view.published].filter(Boolean).join(' · ');
  const body = join(
    [
      join(
        [
          bold(text(clip(view.title, MAX_TITLE_CHARS))),
          text(clip(facts, MAX_FACTS_CHARS)),
          addressLine(view.source, language),
        ],
        '\n',
      ),
      ...view.parts.map(renderPart),
    ],
    '\n\n',
  );
  const goTo = (shift: number) =>
    'passage' in from
      ? ({ do: 'linked', passage: from.passage, shift } as const)
      : ({ do: 'passage', ...from, shift } as const);
  const paging: InlineKeyboardButton[] = [];
  if (view.hasEarlier) paging.push(makeButton(words.earlier, goTo(view.page - 1), frame));
  if (view.hasLater) paging.push(makeButton(words.later, goTo(view.page + 1), frame));
  const keyboard = paging.length > 0 ? [paging] : [];
  if ('exchange' in from) keyboard.push([makeButton(words.back, { do: 'source', ...from }, frame)]);
  return { body, keyboard };
}

function renderPart({ section, isAsked, before, span, after }: PassagePart): Html {
  const room = Math.max(0, MAX_PART_CHARS - span.length);
  const words = join([
    text(clip(before, room)),
    bold(text(clip(span, MAX_PART_CHARS))),
    text(clip(after, Math.max(0, room - before.length))),
  ]);
  return join(
    [section ? italic(text(clip(section, MAX_SECTION_CHARS))) : NOTHING, isAsked ? quote(words) : words],
    '\n',
  );
}
