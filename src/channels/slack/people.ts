/**
 * Who asks: staff, or a guest or somebody of another organisation, who only reaches the public reports. Whoever
 * cannot be looked up counts as a guest.
 */
import type { webApi } from '@slack/bolt';
import type { Audience } from '../../corpus/report.ts';
import { BoundedMap } from '../../records/memory.ts';
import type { Log } from '../log.ts';
import { missingScopeOf } from './errors.ts';

type UserOfSlack = NonNullable<webApi.UsersInfoResponse['user']>;

const KNOWN_FOR_MS = 30 * 60_000;
const KNOWN_PEOPLE = 5_000;

/** Looks people up, remembering them for half an hour. */
export class People {
  readonly #client: webApi.WebClient;
  readonly #team: string;
  readonly #log: Log;
  readonly #now: () => Date;
  readonly #known = new BoundedMap<Audience>(KNOWN_PEOPLE);
  readonly #asked = new Map<string, Promise<Audience>>();
  #isTold = false;

  /** @param team id of the workspace whose people are staff */
  constructor(client: webApi.WebClient, team: string, log: Log, now: () => Date) {
    this.#client = client;
    this.#team = team;
    this.#log = log;
    this.#now = now;
  }

  /** The most a person may see. Never throws. */
  audienceOf(user: string): Promise<Audience> {
    const known = this.#known.get(user, this.#now().getTime());
    if (known) return Promise.resolve(known);
    const asked = this.#asked.get(user) ?? this.#look(user).finally(() => this.#asked.delete(user));
    this.#asked.set(user, asked);
    return asked;
  }

  async #look(user: string): Promise<Audience> {
    try {
      const { user: person } = await this.#client.users.info({ user });
      const isGuest =
        !person ||
        person.deleted === true ||
        person.is_restricted === true ||
        person.is_ultra_restricted === true ||
        (person as { is_stranger?: boolean }).is_stranger === true ||
        !this.#isOurs(person);
      const audience = isGuest ? 'public' : 'staff';
      this.#known.set(user, audience, this.#now().getTime() + KNOWN_FOR_MS);
      return audience;
    } catch (err) {
      const scope = missingScopeOf(err);
      if (!scope || !this.#isTold) {
        this.#log.warn(
          scope ? { scope } : { err },
          scope
            ? `SLACK_BOT_TOKEN 缺少权限 ${scope}：认不出谁是访客，只答公开的报告`
            : '查不到提问的人：这次只答公开的报告',
        );
      }
      if (scope) this.#isTold = true;
      return 'public';
    }
  }

  /** Whoever shares a channel with us from another organisation is no stranger to Slack, but of another team. */
  #isOurs({ team_id: team, enterprise_user: inGrid }: UserOfSlack): boolean {
    return team === undefined || team === this.#team || (inGrid?.teams ?? []).includes(this.#team);
  }
}
