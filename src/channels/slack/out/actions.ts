/**
 * Buttons and what they stand for. A button holds ids only: its exchange and which of its quotes, choices or topics
 * it is about. The same for modals, in `private_metadata`.
 */

/** What can be pressed or sent. */
export type ActionName =
  | 'useful'
  | 'not-useful'
  | 'source'
  | 'page'
  | 'choice'
  | 'topic'
  | 'hand-off'
  | 'share'
  | 'why';

/** What a button says when it is pressed. */
export interface Pressed {
  readonly exchange: number;
  /** Which quote, choice or topic, from 0. */
  readonly item: number;
  /** Which page of the source. */
  readonly page: number;
}

/** All our action and callback ids begin with this. */
export const ACTION_PREFIX = 'kewen.';

/** `kewen.topic.2`: unique in its block. */
export function actionId(name: ActionName, item = 0): string {
  return `${ACTION_PREFIX}${name}.${item}`;
}

/** The name in an id, or null for an id that is not ours. */
export function actionName(id: string): ActionName | null {
  const match = /^kewen\.(useful|not-useful|source|page|choice|topic|hand-off|share|why)(?:\.\d+)?$/u.exec(
    id,
  );
  return (match?.[1] as ActionName | undefined) ?? null;
}

export function writePressed({ exchange, item, page }: Partial<Pressed> & Pick<Pressed, 'exchange'>): string {
  return `${exchange}/${item ?? 0}/${page ?? 0}`;
}

/** What was written, or null for anything else: values come back over the network. */
export function readPressed(value: unknown): Pressed | null {
  const match = typeof value === 'string' ? /^(-?\d{1,16})\/(\d{1,4})\/(-?\d{1,5})$/u.exec(value) : null;
  return match ? { exchange: Number(match[1]), item: Number(match[2]), page: Number(match[3]) } : null;
}
