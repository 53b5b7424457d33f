/** The box to ask in: a form that works by itself; a script adds what is offered while a person types. */
import type { FC } from 'hono/jsx';
import { MAX_QUESTION_CHARS } from '../../answer/answer.ts';
import type { Words } from '../frame/words.ts';

interface AskBoxOptions {
  readonly words: Words;
  readonly placeholder?: string;
  /** What stands in it. */
  readonly question?: string;
  /** What was asked before. */
  readonly previous?: string;
  /** The report that the question is about. */
  readonly about?: string;
  readonly action?: string;
  /** Whether it stands within another site's page, where what is picked opens in the box or outside. */
  readonly isEmbedded?: boolean;
  readonly isFirst?: boolean;
}

export const AskBox: FC<AskBoxOptions> = ({
  words,
  placeholder = words.askPlaceholder,
  question = '',
  previous = '',
  about,
  action = '/ask',
  isEmbedded = false,
  isFirst = false,
}) => (
  <search>
    <form class="ask" action={action} data-suggest="/api/suggest" data-embedded={isEmbedded ? '' : undefined}>
      <div class="field">
        <input
          type="search"
          name="q"
          value={question}
          aria-label={words.question}
          placeholder={placeholder}
          maxlength={MAX_QUESTION_CHARS}
          autocomplete="off"
          enterkeyhint="search"
          autofocus={isFirst}
          required
        />
        <button type="submit">{words.ask}</button>
      </div>
      {previous === '' ? null : <input type="hidden" name="previous" value={previous} />}
      {about === undefined ? null : <input type="hidden" name="about" value={about} />}
    </form>
  </search>
);
