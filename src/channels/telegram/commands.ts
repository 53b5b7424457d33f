/** The commands besides /ask: /start with deep links to a passage or a report, /help, /reports, /source, /privacy. */
import type { Message } from 'grammy/types';
import { frameOf } from './asking.ts';
import { admit } from './fairness.ts';
import { type Html, text } from './html.ts';
import { fromStart, reportFromStart } from './links.ts';
import { menuOf, withHome } from './menus.ts';
import { linkedPassage, sourcePassage } from './passages.ts';
import { deleted, help, privacy, welcome } from './profile.ts';
import type { Rendered } from './render.ts';
import { renderReports } from './render-reports.ts';
import { type Service, say } from './service.ts';
import { lastSourced, type Talk, userOf } from './talk.ts';
import { languageOfApp, wordsOf } from './words.ts';

/** A command as it was heard. */
interface Command {
  readonly name: string;
  readonly argument: string;
  /** Whether it names this bot; in a group others may be meant. */
  readonly isExplicit: boolean;
}

/** Obeys a command. */
export async function obey(service: Service, talk: Talk, command: Command, message: Message): Promise<void> {
  const shown = prepare(service, talk, command, message);
  if (shown === null || !(await admit(service, talk, languageOfApp(message.from?.language_code)))) return;
  const { body, keyboard } = await shown();
  await say(service, talk.place, body, keyboard);
}

/** What a command shows; null for one that is not for this bot. */
function prepare(
  service: Service,
  talk: Talk,
  command: Command,
  message: Message,
): (() => Rendered | Promise<Rendered>) | null {
  const language = languageOfApp(message.from?.language_code);
  const words = wordsOf(language);
  const frame = frameOf(service, talk.place);
  const { username } = service.me;
  switch (command.name) {
    case 'start': {
      const passage = fromStart(command.argument);
      const report = reportFromStart(command.argument);
      if (passage !== null) {
        return async () =>
          (await linkedPassage(service, passage, 0, language, frame)) ?? plain(text(words.passageGone));
      }
      if (report !== null) {
        const action = { do: 'report', report } as const;
        return async () => (await menuOf(service, action, language, frame)) ?? plain(text(words.reportGone));
      }
      return () => withHome(service, welcome(language, username), language, frame);
    }
    case 'help':
      return () => withHome(service, help(language, username), language, frame);
    case 'reports':
      return () => renderReports(service.desk.catalog.reports, 0, language, frame);
    case 'source':
      return async () => {
        const exchange = await lastSourced(service.records, talk);
        const source = exchange === undefined ? null : { exchange, at: 0, shift: 0 };
        return (source && (await sourcePassage(service, source, frame))) ?? plain(text(words.noSourceYet));
      };
    case 'privacy':
      return async () => {
        if (!/^(?:delete|删除|刪除)$/iu.test(command.argument)) {
          return plain(privacy(language, service.retentionDays));
        }
        await service.records.forget(userOf(talk.speaker));
        return plain(deleted(language));
      };
    default:
      // In a group it may be another bot's.
      return talk.place.isPrivate || command.isExplicit ? () => plain(text(words.unknownCommand)) : null;
  }
}

const plain = (body: Html): Rendered => ({ body, keyboard: [] });
