/** Which menu a command or a tap opens, and which question it asks, over the index as it is now. */
import type { OpenIndex } from '../../index/shelf.ts';
import type { Language } from '../document.ts';
import type { Action } from './buttons.ts';
import type { Html } from './html.ts';
import { reportNamed } from './links.ts';
import {
  type MenuSource,
  renderAssociation,
  renderAssociations,
  renderHome,
  renderLatest,
  renderReport,
} from './menu.ts';
import { examplesOf, offeredQuestion, questionsAbout } from './menu-questions.ts';
import { welcome } from './profile.ts';
import type { Frame, Rendered } from './render.ts';
import type { Service } from './service.ts';

/** What replaces a menu by another. */
export type MenuAction = Extract<
  Action,
  { readonly do: 'home' | 'associations' | 'association' | 'report' | 'latest' }
>;

/** The menu an action leads to; null where what it names is not in the reports any more. */
export function menuOf(
  service: Service,
  action: MenuAction,
  language: Language,
  frame: Frame,
): Promise<Rendered | null> {
  return withMenu(service, language, frame, (source) => {
    switch (action.do) {
      case 'home':
        return renderHome(welcome(language, service.me.username), source);
      case 'associations':
        return renderAssociations(action.page, source);
      case 'association':
        return renderAssociation(action.name, action.page, source);
      case 'report':
        return renderReport(action.report, source);
      case 'latest':
        return renderLatest(source);
    }
  });
}

/** Something said, with examples and the ways into the reports below it. */
export function withHome(service: Service, body: Html, language: Language, frame: Frame): Promise<Rendered> {
  return withMenu(service, language, frame, (source) => renderHome(body, source));
}

/** The question of a button; null where it is not offered any more. */
export function exampleOf(
  { desk, now }: Service,
  { question, report: name }: Extract<Action, { readonly do: 'example' }>,
): Promise<string | null> {
  const thisYear = now().getFullYear();
  return desk.use((index) => {
    if (name === '') return offeredQuestion(question, examplesOf(index, thisYear));
    const report = reportNamed(name, index.reports);
    return report && offeredQuestion(question, questionsAbout(report, index, thisYear));
  });
}

function withMenu<T>(
  { desk, now, publicUrl }: Service,
  language: Language,
  frame: Frame,
  work: (source: MenuSource) => T,
): Promise<T> {
  const thisYear = now().getFullYear();
  return desk.use((index: OpenIndex) =>
    work({
      reports: index.reports,
      examples: () => examplesOf(index, thisYear),
      questionsAbout: (report) => questionsAbout(report, index, thisYear),
      publicUrl,
      language,
      frame,
    }),
  );
}
