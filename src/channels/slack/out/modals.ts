/**
 * The modals: 看原文, a page of the report around a quoted sentence; and the small form that asks what was wrong.
 */
import type { types } from '@slack/bolt';
import type { PassagePart, PassageView } from '../../passage.ts';
import { NOTE_CHARS, noteOf, REASONS } from '../../reasons.ts';
import { ACTION_PREFIX, actionId, type Pressed, writePressed } from './actions.ts';
import { fitCharacters, LIMITS } from './limits.ts';
import { richText, section, smallPrint } from './rich.ts';

/** The callback id of the form. */
export const WHY_CALLBACK = `${ACTION_PREFIX}why`;
const REASON_BLOCK = 'reason';
const NOTE_BLOCK = 'note';

/** A page of a report. */
export function passageModal(view: PassageView, { exchange, item }: Pressed): types.ModalView {
  const facts = [view.association, view.period, view.published && `发布于 ${view.published}`, view.source];
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
    ...(view.hasEarlier ? [turn('上一页', view.page - 1)] : []),
    ...(view.hasLater ? [turn('下一页', view.page + 1)] : []),
  ];
  if (turns.length > 0) blocks.push({ type: 'actions', elements: turns });
  return modal('原文', blocks, { private_metadata: writePressed({ exchange, item, page: view.page }) });
}

function partBlocks({ section: heading, isAsked, before, span, after }: PassagePart): types.KnownBlock[] {
  const text = section(before, span, after);
  return [
    ...(heading ? [smallPrint(fitCharacters(heading, 300))] : []),
    richText([isAsked ? { type: 'rich_text_quote', elements: text.elements } : text]),
  ];
}

/** A modal that only says something. */
export function noticeModal(title: string, line: string): types.ModalView {
  return modal(title, [richText([section(line)])]);
}

/** The form after 没用; the vote already counts. */
export function whyModal(exchange: number): types.ModalView {
  return modal(
    '哪里不对？',
    [
      {
        type: 'input',
        block_id: REASON_BLOCK,
        label: { type: 'plain_text', text: '已记下“没用”。再说说哪里不对，方便我们改：', emoji: false },
        element: {
          type: 'radio_buttons',
          action_id: REASON_BLOCK,
          options: REASONS.map(([value, text]) => ({
            text: { type: 'plain_text', text, emoji: false },
            value,
          })),
        },
      },
      {
        type: 'input',
        block_id: NOTE_BLOCK,
        optional: true,
        label: { type: 'plain_text', text: '补充（可以不填）', emoji: false },
        element: { type: 'plain_text_input', action_id: NOTE_BLOCK, multiline: true, max_length: NOTE_CHARS },
      },
    ],
    {
      callback_id: WHY_CALLBACK,
      private_metadata: writePressed({ exchange }),
      submit: { type: 'plain_text', text: '提交', emoji: false },
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
  more: Partial<types.ModalView> = {},
): types.ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: fitCharacters(title, LIMITS.viewTitleChars), emoji: false },
    close: { type: 'plain_text', text: '关闭', emoji: false },
    blocks: blocks.slice(0, LIMITS.blocksPerView),
    ...more,
  };
}
