/**
 * What a workspace holds: people, channels, messages, and what each person alone was shown.
 */

export type Json = Record<string, unknown>;

/** A message as it stands. */
export interface FakeMessage {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  thread_ts?: string;
  text: string;
  blocks?: Json[];
  metadata?: Json;
  /** How often it was changed. */
  edits: number;
}

/** A message that one person sees. */
export interface FakeEphemeral {
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  thread_ts?: string;
  text: string;
  blocks?: Json[];
  /** Where it was answered from, so that it can be replaced. */
  responseUrl?: string;
}

export interface FakeChannel {
  readonly id: string;
  isMember: boolean;
  isShared: boolean;
}

export interface FakeUser {
  readonly id: string;
  isGuest: boolean;
  /** Another organisation's workspace; ours when not given. */
  team?: string;
}

/** A picture in a channel. */
export interface FakeFile {
  readonly id: string;
  readonly title: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly alt: string;
  readonly bytes: Buffer;
}

export const BOT_USER = 'UBOT';
export const TEAM = 'T1';

/** A workspace with its clock: a counter on top of the time it was made. */
export class Workspace {
  readonly users = new Map<string, FakeUser>();
  readonly channels = new Map<string, FakeChannel>();
  readonly messages: FakeMessage[] = [];
  readonly ephemerals: FakeEphemeral[] = [];
  readonly homes = new Map<string, Json>();
  readonly modals: { id: string; user: string; view: Json }[] = [];
  readonly prompts: Json[] = [];
  readonly groups = new Map<string, string[]>();
  readonly statuses: { channel: string; thread: string; status: string }[] = [];
  readonly unfurls: Record<string, Json>[] = [];
  /** Files on their way, and those that stand in a channel. */
  readonly uploads = new Map<string, { length: number; alt: string; bytes: Buffer | null }>();
  readonly files: FakeFile[] = [];
  /** Where it is reached. */
  url = '';
  #count = 0;
  readonly #startedAt = Math.floor(Date.now() / 1000);

  nextTs(): string {
    this.#count++;
    return `${this.#startedAt + Math.floor(this.#count / 1000)}.${String(this.#count % 1000).padStart(6, '0')}`;
  }

  nextId(letter: string): string {
    this.#count++;
    return `${letter}${this.#count.toString(36).toUpperCase().padStart(6, '0')}`;
  }

  channel(id: string): FakeChannel {
    const known = this.channels.get(id) ?? { id, isMember: true, isShared: false };
    this.channels.set(id, known);
    return known;
  }

  user(id: string): FakeUser {
    const known = this.users.get(id) ?? { id, isGuest: false };
    this.users.set(id, known);
    return known;
  }

  find(channel: string, ts: string): FakeMessage | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts);
  }

  /** What the bot posted, oldest first. */
  posted(channel?: string): FakeMessage[] {
    return this.messages.filter(
      (message) =>
        message.user === BOT_USER &&
        message.blocks !== undefined &&
        (channel === undefined || message.channel === channel),
    );
  }
}
