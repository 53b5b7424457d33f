/** `/embed`: the box to ask and its answer within the page of another site; sources open outside of it. */
import { toDocument } from '../../channels/document.ts';
import { page } from '../frame/layout.tsx';
import { wordsOf } from '../frame/words.ts';
import { EMBED_PATH } from '../guard/headers.ts';
import type { Site, SiteContext } from '../site.ts';
import { AnswerView, placesOf } from './answer.tsx';
import type { Ask } from './answers.ts';
import { logAnswer } from './ask.tsx';
import { askPath, conversationAfter, readAsked } from './asked.ts';
import { AskBox } from './box.tsx';
import { samplesOf } from './home.tsx';
import { recordOnce } from './record.ts';

/** The box, with an answer where something was asked. */
export async function embedPage(site: Site, ask: Ask, c: SiteContext): Promise<Response> {
  const language = c.get('language');
  const words = wordsOf(language);
  const asked = readAsked(c.req.query());
  if (!asked) {
    const samples = await site.desk.use((index) => samplesOf(index, site.now));
    return page(c, {
      title: words.name,
      isListed: false,
      isEmbedded: true,
      content: (
        <>
          <h1 class="unseen">{words.name}</h1>
          <AskBox words={words} action={EMBED_PATH} isEmbedded />
          <ul class="choices">
            {samples.map((question) => (
              <li>
                <a href={askPath({ question }, EMBED_PATH)}>{question}</a>
              </li>
            ))}
          </ul>
        </>
      ),
    });
  }
  const reply = await ask(asked);
  logAnswer(site, c, asked, reply);
  if (!reply.isFailure) await recordOnce(site.records, c.get('client'), asked, reply);
  const document = toDocument(reply.answer, { language, notice: reply.document.notice });
  const places = await site.desk.use((index) => placesOf(document, index));
  return page(c, {
    title: asked.question,
    isListed: false,
    isEmbedded: true,
    content: (
      <>
        <AskBox
          words={words}
          action={EMBED_PATH}
          isEmbedded
          placeholder={words.followUpPlaceholder}
          previous={conversationAfter(asked)}
        />
        <h1 class="question">{asked.question}</h1>
        <AnswerView
          document={document}
          asked={asked}
          standard={reply.answer.standard}
          places={places}
          words={words}
          path={EMBED_PATH}
          isEmbedded
        />
        <p>
          <a href={askPath(asked)} target="_blank" rel="noopener">
            {words.embedOpen}
          </a>
        </p>
      </>
    ),
  });
}
