/**
 * Slack's Web API over a workspace: what each method checks and does. An error is thrown by its name.
 */
import { messageBreach, viewBreach } from './limits.ts';
import { BOT_USER, type FakeMessage, type Json, TEAM, type Workspace } from './workspace.ts';

/** An error as Slack answers it. */
export class Refused extends Error {
  readonly body: Json;
  constructor(error: string, more: Json = {}) {
    super(error);
    this.body = { ok: false, error: error.split(':', 1)[0], detail: error, ...more };
  }
}

/** The scope a method needs. */
export const NEEDS: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'users.info': 'users:read',
  'usergroups.users.list': 'usergroups:read',
  'conversations.open': 'mpim:write',
  'conversations.info': 'channels:read',
  'conversations.replies': 'channels:history',
  'conversations.history': 'im:history',
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
  'assistant.threads.setStatus': 'assistant:write',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'files.delete': 'files:write',
  'chat.unfurl': 'links:write',
};

/** Triggers that may still open a view. */
export type Triggers = Map<string, string>;

/** Does what a method does. */
export function callMethod(method: string, args: Json, workspace: Workspace, triggers: Triggers): Json {
  const channel = String(args['channel'] ?? '');
  switch (method) {
    case 'auth.test':
      return { user_id: BOT_USER, bot_id: 'B1', team_id: TEAM, user: 'kewen', team: '测试' };
    case 'chat.postMessage':
      return post(args, workspace);
    case 'chat.update': {
      checkMessage(args);
      const message = workspace.find(channel, String(args['ts']));
      if (!message) throw new Refused('message_not_found');
      if (message.user !== BOT_USER) throw new Refused('cant_update_message');
      Object.assign(message, { text: args['text'], blocks: args['blocks'], edits: message.edits + 1 });
      return { ts: message.ts, channel };
    }
    case 'chat.postEphemeral': {
      checkMessage(args);
      const ts = workspace.nextTs();
      workspace.ephemerals.push({ channel, ts, user: String(args['user']), ...shown(args) });
      return { message_ts: ts };
    }
    case 'conversations.replies': {
      const thread = String(args['ts']);
      return {
        messages: workspace.messages.filter(
          (m) => m.channel === channel && (m.ts === thread || m.thread_ts === thread),
        ),
      };
    }
    case 'conversations.history':
      return { messages: workspace.messages.filter((m) => m.channel === channel && !m.thread_ts).reverse() };
    case 'conversations.info': {
      const { id, isShared } = workspace.channel(channel);
      return { channel: { id, is_ext_shared: isShared } };
    }
    case 'conversations.open':
      return { channel: { id: `G${String(args['users']).replaceAll(',', '')}` } };
    case 'users.info': {
      const { id, isGuest, team = TEAM } = workspace.user(String(args['user']));
      return {
        user: { id, team_id: team, is_restricted: isGuest, is_ultra_restricted: false, deleted: false },
      };
    }
    case 'usergroups.users.list':
      return { users: workspace.groups.get(String(args['usergroup'])) ?? [] };
    case 'views.open': {
      const user = triggers.get(String(args['trigger_id']));
      if (user === undefined) throw new Refused('expired_trigger_id');
      triggers.delete(String(args['trigger_id']));
      const view = checkView(args);
      const id = workspace.nextId('V');
      workspace.modals.push({ id, user, view });
      return { view: { id } };
    }
    case 'views.update': {
      const modal = workspace.modals.find(({ id }) => id === args['view_id']);
      if (!modal) throw new Refused('not_found');
      modal.view = checkView(args);
      return { view: { id: modal.id } };
    }
    case 'views.publish':
      workspace.homes.set(String(args['user_id']), checkView(args));
      return {};
    case 'assistant.threads.setSuggestedPrompts': {
      const prompts = args['prompts'] as Json[];
      if (!Array.isArray(prompts) || prompts.length > 4) throw new Refused('invalid_arguments: prompts');
      workspace.prompts.push(args);
      return {};
    }
    case 'assistant.threads.setStatus': {
      if (!args['thread_ts']) throw new Refused('invalid_arguments: thread_ts');
      workspace.statuses.push({
        channel: String(args['channel_id']),
        thread: String(args['thread_ts']),
        status: String(args['status']),
      });
      return {};
    }
    case 'files.getUploadURLExternal':
      return beginUpload(args, workspace);
    case 'files.completeUploadExternal':
      return completeUpload(args, workspace);
    case 'files.delete': {
      const at = workspace.files.findIndex(({ id }) => id === args['file']);
      if (at < 0) throw new Refused('file_not_found');
      workspace.files.splice(at, 1);
      return {};
    }
    case 'chat.unfurl': {
      const unfurls = args['unfurls'] as Record<string, Json>;
      const hasPlace = args['unfurl_id'] ? args['source'] : args['channel'] && args['ts'];
      if (!hasPlace) throw new Refused('invalid_arguments: unfurl_id and source, or channel and ts');
      for (const unfurled of Object.values(unfurls)) {
        const breach = messageBreach(unfurled);
        if (breach) throw new Refused(breach);
      }
      workspace.unfurls.push(unfurls);
      return {};
    }
    default:
      throw new Refused('unknown_method', { method });
  }
}

/** Slack takes no longer alternative text. */
const ALT_CHARS = 1_000;

function beginUpload(args: Json, workspace: Workspace): Json {
  const length = Number(args['length']);
  if (!args['filename'] || !(length > 0)) throw new Refused('invalid_arguments: filename, length');
  if (String(args['alt_text'] ?? '').length > ALT_CHARS) throw new Refused('invalid_arguments: alt_text');
  const id = workspace.nextId('F');
  workspace.uploads.set(id, { length, alt: String(args['alt_text'] ?? ''), bytes: null });
  return { file_id: id, upload_url: `${workspace.url}/upload/${id}` };
}

function completeUpload(args: Json, workspace: Workspace): Json {
  const files = args['files'] as { id: string; title?: string }[];
  const channel = String(args['channel_id']);
  const thread = args['thread_ts'] === undefined ? null : String(args['thread_ts']);
  if (!workspace.channel(channel).isMember) throw new Refused('not_in_channel');
  for (const { id, title = '' } of files) {
    const upload = workspace.uploads.get(id);
    if (!upload?.bytes || upload.bytes.length !== upload.length) throw new Refused('file_not_found');
    if (!upload.alt) throw new Refused('invalid_arguments: a picture without alternative text');
    workspace.uploads.delete(id);
    workspace.files.push({ id, title, channel, thread, alt: upload.alt, bytes: upload.bytes });
  }
  return { files };
}

function post(args: Json, workspace: Workspace): Json {
  checkMessage(args);
  const asked = String(args['channel']);
  const channel = asked.startsWith('U') ? `D${asked.slice(1)}` : asked;
  if (!workspace.channel(channel).isMember) throw new Refused('not_in_channel');
  const thread = args['thread_ts'] === undefined ? undefined : String(args['thread_ts']);
  if (thread !== undefined && !workspace.find(channel, thread)) throw new Refused('thread_not_found');
  const message: FakeMessage = { channel, ts: workspace.nextTs(), user: BOT_USER, edits: 0, ...shown(args) };
  if (args['metadata']) message.metadata = args['metadata'] as Json;
  workspace.messages.push(message);
  return { ts: message.ts, channel };
}

function shown(args: Json): { text: string; blocks?: Json[]; thread_ts?: string } {
  return {
    text: String(args['text'] ?? ''),
    ...(args['blocks'] ? { blocks: args['blocks'] as Json[] } : {}),
    ...(args['thread_ts'] ? { thread_ts: String(args['thread_ts']) } : {}),
  };
}

function checkMessage(args: Json): void {
  const breach = messageBreach(args);
  if (breach) throw new Refused(breach);
}

function checkView(args: Json): Json {
  const view = args['view'] as Json;
  const breach = viewBreach(view);
  if (breach) throw new Refused(breach);
  return view;
}
