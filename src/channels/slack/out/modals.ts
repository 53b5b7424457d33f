/**
 * The modals: 看原文, a page of the report around a quoted sentence; and the small form that asks what was wrong.
 */
import type { types } from '@slack/bolt';
import type { Language } from '../../document.ts';
import type { PassagePart, PassageView } from '../../passage.ts';
import { NOTE_CHARS, noteOf, REASONS } from '../../reasons.ts';
import { ACTION_PREFIX, actionId, type Pressed, writePressed } from './actions.ts';
import { fitCharacters, LIMITS } from './limits.ts';
import { repliesIn } from './replies.ts';
import { richText, section, smallPrint } from './rich.ts';
import { wordsFor } from './words.ts';

/** The callback id of the form. */
export const WHY_CALLBACK = `${ACTION_PREFIX}why`;
const REASON_BLOCK = 'reason';
const NOTE_BLOCK = 'note';

/** A page of a report. */
export function passageModal(
  view: PassageView,
  { exchange, item }: Pressed,
  language: Language = 'zh',
): types.ModalView {
  const replies = repliesIn(language);
  const facts = [
    view.association,
    language === 'en' ? view.period.replace(/年$/u, '') : view.period,
    view.published && wordsFor(language).published(view.published),
    view.source,
  ];
  const blocks: types.KnownBlock[] = [
    richText([section('', fitCharacters(view.title, 300))]),
    smallPrint(fitCharacters(facts.filter(Boolean).join(' · '), 500)),
    ...view.parts.flatMap(partBlocks),
  ];
  const turn = (text: string, page: number): types.Button => ({
    type: 'button',
    action_id: actionId('page', page < view.page ? 0 : 1),
    text: { type: 'plain_text', text, emoji: false },
    value: writePressed({ exchange, item, page }),
  });
  const turns = [
    ...(view.hasEarlier ? [turn(replies.earlier, view.page - 1)] : []),
    ...(view.hasLater ? [turn(replies.later, view.page + 1)] : []),
  ];
  if (turns.length > 0) blocks.push({ type: 'actions', elements: turns });
  return modal(replies.passage, blocks, language, {
    private_metadata: writePressed({ exchange, item, page: view.page }),
  });
}

function partBlocks({ section: heading, isAsked, before, span, after }: PassagePart): types.KnownBlock[] {
  const text = section(before, span, after);
  return [
    ...(heading ? [smallPrint(fitCharacters(heading, 300))] : []),
    richText([isAsked ? { type: 'rich_text_quote', elements: text.elements } : text]),
  ];
}

/** A modal that only says something. */
export function noticeModal(line: string, language: Language): types.ModalView {
  return modal(repliesIn(language).passage, [richText([section(line)])], language);
}

/** The form after 没用; the vote already counts. */
export function whyModal(exchange: number, language: Language = 'zh'): types.ModalView {
  const replies = repliesIn(language);
  return modal(
    replies.whyTitle,
    [
      {
        type: 'input',
        block_id: REASON_BLOCK,
        label: { type: 'plain_text', text: replies.why, emoji: false },
        element: {
          type: 'radio_buttons',
          action_id: REASON_BLOCK,
          options: REASONS.map(([value, text]) => ({
            text: { type: 'plain_text', text: replies.reasons?.[value] ?? text, emoji: false },
            value,
          })),
        },
      },
      {
        type: 'input',
        block_id: NOTE_BLOCK,
        optional: true,
        label: { type: 'plain_text', text: replies.note, emoji: false },
        element: { type: 'plain_text_input', action_id: NOTE_BLOCK, multiline: true, max_length: NOTE_CHARS },
      },
    ],
    language,
    {
      callback_id: WHY_CALLBACK,
      private_metadata: writePressed({ exchange }),
      submit: { type: 'plain_text', text: replies.send, emoji: false },
    },
  );
}

/** What was filled in, as a note for the records. */
export function readWhy(values: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string {
  const reason = values[REASON_BLOCK]?.[REASON_BLOCK] as
    | { selected_option?: { value?: unknown } | null }
    | undefined;
  const note = (values[NOTE_BLOCK]?.[NOTE_BLOCK] as { value?: unknown } | undefined)?.value;
  return noteOf(reason?.selected_option?.value, note);
}

function modal(
  title: string,
  blocks: types.KnownBlock[],
  language: Language,
  more: Partial<types.ModalView> = {},
): types.ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: fitCharacters(title, LIMITS.viewTitleChars), emoji: false },
    close: { type: 'plain_text', text: repliesIn(language).close, emoji: false },
    blocks: blocks.slice(0, LIMITS.blocksPerView),
    ...more,
  };
}
