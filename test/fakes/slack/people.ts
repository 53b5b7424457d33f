/**
 * People in a fake Slack: they write, edit, press buttons and send commands, and see what came of it.
 */
import type { FakeSlack } from './fake-slack.ts';
import { textsOf } from './limits.ts';
import { BOT_USER, type FakeEphemeral, type FakeMessage, type Json, TEAM } from './workspace.ts';

/** A message that a person writes. */
export interface Said {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly thread?: string;
  /** More fields of the event: a subtype, a bot_id. */
  readonly more?: Json;
}

/** Where a button stands. */
export type Seen = FakeMessage | FakeEphemeral;

export const MENTION = `<@${BOT_USER}>`;

/** Writes a message; resolves when every event of it is acknowledged. */
export async function say(slack: FakeSlack, said: Said): Promise<string> {
  const ts = write(slack, said);
  await Promise.all(eventsOf(slack, said, ts).map((event) => deliver(slack, event)));
  return ts;
}

/** Puts a message into the channel without telling the bot. */
export function write(slack: FakeSlack, { channel, user, text, thread }: Said): string {
  const { workspace } = slack;
  const ts = workspace.nextTs();
  workspace.user(user);
  workspace.channel(channel);
  workspace.messages.push({ channel, ts, user, text, edits: 0, ...(thread ? { thread_ts: thread } : {}) });
  return ts;
}

/** The events of a message: in a channel a mention comes twice, as a message and as a mention. */
export function eventsOf(slack: FakeSlack, { channel, user, text, thread, more }: Said, ts: string): Json[] {
  const message: Json = {
    type: 'message',
    channel,
    channel_type: channel.startsWith('D') ? 'im' : 'channel',
    user,
    text,
    ts,
    event_ts: ts,
    ...(thread ? { thread_ts: thread } : {}),
    ...more,
  };
  const mention = { ...message, type: 'app_mention', channel_type: undefined };
  const isShared = slack.workspace.channel(channel).isShared;
  return (
    text.includes(MENTION.slice(0, -1)) && !channel.startsWith('D') ? [mention, message] : [message]
  ).map((event) => ({
    ...envelope(slack, event),
    is_ext_shared_channel: isShared,
  }));
}

/** Edits a message, so many seconds after it was written. */
export async function edit(
  slack: FakeSlack,
  channel: string,
  ts: string,
  text: string,
  afterS = 30,
): Promise<void> {
  const message = slack.workspace.find(channel, ts);
  if (!message) throw new Error(`no message ${ts}`);
  const before = message.text;
  message.text = text;
  await deliver(slack, editEvent(slack, message, before, afterS));
}

export function editEvent(slack: FakeSlack, message: FakeMessage, before: string, afterS: number): Json {
  const { channel, ts, user, text, thread_ts: thread } = message;
  const editedTs = `${Number(ts.split('.')[0]) + afterS}.${ts.split('.')[1]}`;
  return envelope(slack, {
    type: 'message',
    subtype: 'message_changed',
    channel,
    channel_type: channel.startsWith('D') ? 'im' : 'channel',
    ts: slack.workspace.nextTs(),
    message: {
      type: 'message',
      user,
      text,
      ts,
      edited: { user, ts: editedTs },
      ...(thread ? { thread_ts: thread } : {}),
    },
    previous_message: { text: before, ts },
  });
}

/** Delivers any event. */
export function deliver(slack: FakeSlack, body: Json): Promise<Json> {
  return slack.deliver('events_api', body);
}

export function envelope(slack: FakeSlack, event: Json): Json {
  return {
    type: 'event_callback',
    team_id: TEAM,
    api_app_id: 'A1',
    event_id: slack.workspace.nextId('Ev'),
    event_time: 0,
    authorizations: [{ team_id: TEAM, user_id: BOT_USER, is_bot: true }],
    event,
  };
}

/** Sends `/kewen`; what it is answered with is shown to the person. */
export async function command(
  slack: FakeSlack,
  user: string,
  channel: string,
  text: string,
  times = 1,
): Promise<void> {
  const { workspace } = slack;
  const triggerId = trigger(slack, user);
  const ts = workspace.nextTs();
  const payload = {
    command: '/kewen',
    text,
    user_id: user,
    channel_id: channel,
    team_id: TEAM,
    trigger_id: triggerId,
    response_url: responseUrl(slack, user, channel, ts),
  };
  const acks = await Promise.all(
    Array.from({ length: times }, () => slack.deliver('slash_commands', payload)),
  );
  for (const ack of acks) {
    if (ack['text'] === undefined && ack['blocks'] === undefined) continue;
    workspace.ephemerals.push({
      channel,
      user,
      ts,
      text: String(ack['text']),
      ...(ack['blocks'] ? { blocks: ack['blocks'] as Json[] } : {}),
    });
  }
}

/** Presses the button with a text on it. */
export async function press(
  slack: FakeSlack,
  user: string,
  seen: Seen,
  label: string,
  times = 1,
): Promise<void> {
  await pressWith(slack, user, seen, buttonOf(seen, label), times);
}

/** Presses a button, which may be none that the bot ever made. */
export async function pressWith(
  slack: FakeSlack,
  user: string,
  seen: Seen,
  button: Json,
  times = 1,
): Promise<void> {
  const isEphemeral = !('edits' in seen);
  const thread = seen.thread_ts ? { thread_ts: seen.thread_ts } : {};
  const payload = {
    type: 'block_actions',
    ...sentBy(user),
    trigger_id: trigger(slack, user),
    response_url: responseUrl(slack, user, seen.channel, seen.ts),
    channel: { id: seen.channel },
    container: {
      type: 'message',
      message_ts: seen.ts,
      channel_id: seen.channel,
      is_ephemeral: isEphemeral,
      ...thread,
    },
    ...(isEphemeral ? {} : { message: { ts: seen.ts, text: seen.text, ...thread } }),
    actions: [{ type: 'button', block_id: 'b', action_ts: slack.workspace.nextTs(), ...button }],
  };
  await Promise.all(Array.from({ length: times }, () => slack.deliver('interactive', payload)));
}

/** Presses a button in the modal that a person has open. */
export async function pressInModal(slack: FakeSlack, user: string, label: string): Promise<void> {
  const modal = modalOf(slack, user);
  await slack.deliver('interactive', {
    type: 'block_actions',
    ...sentBy(user),
    trigger_id: trigger(slack, user),
    container: { type: 'view', view_id: modal.id },
    view: { id: modal.id, ...modal.view, state: { values: {} } },
    actions: [
      { type: 'button', block_id: 'b', action_ts: slack.workspace.nextTs(), ...buttonOf(modal.view, label) },
    ],
  });
}

/** Sends the form that a person has open. */
export async function submit(slack: FakeSlack, user: string, values: Json): Promise<Json> {
  const modal = modalOf(slack, user);
  return slack.deliver('interactive', {
    type: 'view_submission',
    ...sentBy(user),
    view: { id: modal.id, ...modal.view, state: { values } },
  });
}

/** The modal a person opened last. */
export function modalOf(slack: FakeSlack, user: string): { id: string; user: string; view: Json } {
  const modal = slack.workspace.modals.filter((open) => open.user === user).at(-1);
  if (!modal) throw new Error(`${user} has no modal open`);
  return modal;
}

/** The buttons of a message or view. */
export function buttonsOf(seen: Seen | Json): Json[] {
  const blocks = ((seen as Json)['blocks'] ?? []) as Json[];
  return blocks.filter(({ type }) => type === 'actions').flatMap(({ elements }) => elements as Json[]);
}

function buttonOf(seen: Seen | Json, label: string): Json {
  const button = buttonsOf(seen).find(({ text }) => (text as { text: string }).text.startsWith(label));
  if (!button)
    throw new Error(
      `no button ${label} among ${buttonsOf(seen)
        .map(({ text }) => (text as { text: string }).text)
        .join('、')}`,
    );
  return button;
}

export const labelsOf = (seen: Seen | Json): string[] =>
  buttonsOf(seen).map(({ text }) => (text as { text: string }).text);

/** Everything a person reads in a message, one line a text. */
export function wordsOf(seen: Seen | Json): string {
  return textsOf((seen as Json)['blocks']).join('\n');
}

/** What every press and every form says of its sender. */
function sentBy(user: string): Json {
  return { user: { id: user, team_id: TEAM }, team: { id: TEAM }, api_app_id: 'A1' };
}

function trigger(slack: FakeSlack, user: string): string {
  const id = slack.workspace.nextId('trigger');
  slack.triggers.set(id, user);
  return id;
}

function responseUrl(slack: FakeSlack, user: string, channel: string, ts: string): string {
  return `http://127.0.0.1:${slack.port}/response/${user}/${channel}/${ts}`;
}
