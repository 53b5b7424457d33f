/**
 * Which questions that were asked lately a standard answer would be given to, judged by what judges it when they are
 * asked again.
 */
import { standardAnswer } from '../../answer/compose/standard.ts';
import { askedOn } from '../../answer/day.ts';
import { understand } from '../../answer/question/understand.ts';
import type { StandardAnswer } from '../../corpus/standard-sources.ts';
import { KewenError } from '../../errors.ts';
import { upkeepOf } from '../../records/open-upkeep.ts';
import { lineWithoutPersonal } from '../../records/personal.ts';
import type { Context } from '../context.ts';
import { Indexes } from '../indexes.ts';

/** What it would do. */
export interface WouldAnswer {
  /** Wordings that were looked at. */
  readonly asked: number;
  /** Those that it would answer. */
  readonly questions: readonly string[];
}

const MAX_WORDINGS = 2_000;
const MAX_CHARS = 200;

/** Looks at the wordings that were asked last by whoever may see the answer. */
export async function wouldAnswer(
  standard: StandardAnswer,
  indexFolder: string,
  { config, now }: Context,
): Promise<WouldAnswer> {
  const upkeep = await upkeepOf(config);
  const wordings = (await upkeep.read((records) => records.wordings(standard.audience, MAX_WORDINGS))) ?? [];
  const indexes = new Indexes(indexFolder);
  try {
    const index = { ...(await indexes.of(standard.audience)), answers: [standard] };
    const { thisYear, today } = askedOn(now());
    const questions = wordings.filter(
      (text) =>
        text.length <= MAX_CHARS &&
        standardAnswer(understand(text, index, thisYear), index, thisYear, today) !== null,
    );
    return { asked: wordings.length, questions: [...new Set(questions.map(lineWithoutPersonal))] };
  } catch (error) {
    // Without an index there is nobody to ask.
    if (error instanceof KewenError) return { asked: 0, questions: [] };
    throw error;
  } finally {
    indexes.close();
  }
}
