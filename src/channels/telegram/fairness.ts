/**
 * Fair to all: how much one person, one group, and one person's taps and inline queries are answered. Who asks
 * faster is told so once, and then not answered until there is room again.
 */
import type { Taken } from '../../records/records.ts';
import type { Language } from '../document.ts';
import type { Limit } from '../settings.ts';
import { text } from './html.ts';
import { type Service, say } from './service.ts';
import type { Talk } from './talk.ts';
import { wordsOf } from './words.ts';

/** Whether something may be answered now; says once when it may not. */
export async function admit(
  service: Service,
  { place, speaker }: Talk,
  language: Language,
): Promise<boolean> {
  const { records, rules } = service;
  const own = await records.takeToken(`telegram:person:${speaker}`, bucketOf(rules.person));
  const { allowed, firstRefusal, waitMs } =
    own.allowed && !place.isPrivate
      ? await records.takeToken(`telegram:group:${place.chat}`, bucketOf(rules.group))
      : own;
  if (!allowed && firstRefusal) {
    await say(service, place, text(wordsOf(language).tooMany(Math.ceil(waitMs / 1000))));
  }
  return allowed;
}

/** Whether a tap may be followed now. */
export function takeTap({ records, rules }: Service, person: number): Promise<Taken> {
  return records.takeToken(`telegram:taps:${person}`, bucketOf(rules.inline));
}

/** Whether an inline query may be answered now. */
export function takeInline({ records, rules }: Service, person: number): Promise<Taken> {
  return records.takeToken(`telegram:inline:${person}`, bucketOf(rules.inline));
}

const bucketOf = ({ atOnce, perMinute }: Limit) => ({ capacity: atOnce, refillPerMinute: perMinute });
