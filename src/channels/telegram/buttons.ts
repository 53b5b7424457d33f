/**
 * What a button carries: at most 64 bytes, so an action, the id of an exchange or a passage, a number, and a
 * seal. The seal is an HMAC over all of it and the chat, keyed from the bot's token: data that a forged client
 * makes up, or that was made in another chat, is not opened. Nothing is kept for a button, so buttons outlive
 * a restart.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { PASSAGE_LINK, SHORT_NAME } from './links.ts';

/** What a tap asks for. */
export type Action =
  /** Another source of an answer: `at` counts from 0. */
  | { readonly do: 'source'; readonly exchange: number; readonly at: number }
  /** The passage of a source, `shift` passages before or after it. */
  | { readonly do: 'passage'; readonly exchange: number; readonly at: number; readonly shift: number }
  /** A passage by its name in links, where no answer is shown. */
  | { readonly do: 'linked'; readonly passage: string; readonly shift: number }
  /** `at` is the source that is shown meanwhile. */
  | { readonly do: 'vote'; readonly exchange: number; readonly isUseful: boolean; readonly at: number }
  /** One of the questions an answer goes on with. */
  | { readonly do: 'choose'; readonly exchange: number; readonly at: number }
  /** A page of the covered reports, counted from 0. */
  | { readonly do: 'reports'; readonly page: number }
  /** What /start offers. */
  | { readonly do: 'home' }
  /** A page of the associations, counted from 0. */
  | { readonly do: 'associations'; readonly page: number }
  /** A page of the years of an association, by its short name. */
  | { readonly do: 'association'; readonly name: string; readonly page: number }
  /** A report, by its short name. */
  | { readonly do: 'report'; readonly report: string }
  | { readonly do: 'latest' }
  /** A question that is offered of a report, or of all where that is empty; both by their short names. */
  | { readonly do: 'example'; readonly question: string; readonly report: string };

/** Makes and opens button data. */
export interface Buttons {
  /** @returns at most 64 bytes of ASCII */
  seal(chat: number, action: Action): string;
  /** The action, or null when the data is not ours, from another chat or of an older form. */
  open(chat: number, data: string): Action | null;
}

/** 48 bits: a guess succeeds once in 10^14. */
const SEAL_CHARS = 8;
const BODY = /^(?<letter>[a-z])(?<fields>(?:\.[-\w]{1,20}){1,3})$/u;
/** Stands for no report in particular. */
const ALL = '-';
const SMALL = /^-?\d{1,4}$/u;

/** Buttons of one bot. */
export function createButtons(botToken: string): Buttons {
  const key = createHmac('sha256', botToken).update('kewen buttons 1').digest();
  const sealOf = (chat: number, body: string) =>
    createHmac('sha256', key).update(`${chat} ${body}`).digest('base64url').slice(0, SEAL_CHARS);
  return {
    seal: (chat, action) => {
      const body = write(action);
      return `${body}.${sealOf(chat, body)}`;
    },
    open: (chat, data) => {
      const cut = data.length - SEAL_CHARS - 1;
      const body = data.slice(0, Math.max(0, cut));
      const given = Buffer.from(data.slice(Math.max(0, cut) + 1));
      const expected = Buffer.from(sealOf(chat, body));
      if (data[cut] !== '.' || given.length !== expected.length || !timingSafeEqual(given, expected))
        return null;
      return read(body);
    },
  };
}

function write(action: Action): string {
  switch (action.do) {
    case 'source':
      return `s.${code(action.exchange)}.${action.at}`;
    case 'passage':
      return `p.${code(action.exchange)}.${action.at}.${action.shift}`;
    case 'linked':
      return `l.${action.passage}.${action.shift}`;
    case 'vote':
      return `v.${code(action.exchange)}.${action.isUseful ? 1 : 0}.${action.at}`;
    case 'choose':
      return `c.${code(action.exchange)}.${action.at}`;
    case 'reports':
      return `r.${action.page}`;
    case 'home':
      return 'h.0';
    case 'associations':
      return `a.${action.page}`;
    case 'association':
      return `b.${action.name}.${action.page}`;
    case 'report':
      return `y.${action.report}`;
    case 'latest':
      return 'n.0';
    case 'example':
      return `e.${action.question}.${action.report || ALL}`;
  }
}

function read(body: string): Action | null {
  const groups = BODY.exec(body)?.groups;
  if (!groups) return null;
  const [first = '', second = '', third = ''] = (groups['fields'] as string).slice(1).split('.');
  const exchange = Number.parseInt(first, 36);
  const hasExchange = Number.isSafeInteger(exchange) && SMALL.test(second);
  switch (groups['letter']) {
    case 's':
      return hasExchange ? { do: 'source', exchange, at: Number(second) } : null;
    case 'p':
      return hasExchange && SMALL.test(third)
        ? { do: 'passage', exchange, at: Number(second), shift: Number(third) }
        : null;
    case 'l':
      return PASSAGE_LINK.test(first) && SMALL.test(second)
        ? { do: 'linked', passage: first, shift: Number(second) }
        : null;
    case 'v':
      return hasExchange && SMALL.test(third)
        ? { do: 'vote', exchange, isUseful: second === '1', at: Number(third) }
        : null;
    case 'c':
      return hasExchange ? { do: 'choose', exchange, at: Number(second) } : null;
    case 'r':
      return SMALL.test(first) ? { do: 'reports', page: Number(first) } : null;
    default:
      return readMenu(groups['letter'] as string, first, second);
  }
}

/** What a button of a menu leads to. */
function readMenu(letter: string, first: string, second: string): Action | null {
  switch (letter) {
    case 'h':
      return { do: 'home' };
    case 'a':
      return SMALL.test(first) ? { do: 'associations', page: Number(first) } : null;
    case 'b':
      return SHORT_NAME.test(first) && SMALL.test(second)
        ? { do: 'association', name: first, page: Number(second) }
        : null;
    case 'y':
      return SHORT_NAME.test(first) ? { do: 'report', report: first } : null;
    case 'n':
      return { do: 'latest' };
    case 'e':
      return SHORT_NAME.test(first) && (second === ALL || SHORT_NAME.test(second))
        ? { do: 'example', question: first, report: second === ALL ? '' : second }
        : null;
    default:
      return null;
  }
}

/** Ids made while the database was away are negative and long; in base 36 they take 11 characters. */
const code = (exchange: number) => exchange.toString(36);
