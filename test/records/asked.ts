/** An exchange, as the tests of the records keep it. */
import type { Answer } from '../../src/answer/contract.ts';
import type { NewExchange } from '../../src/records/records.ts';

export const ANSWER: Answer = {
  kind: 'answered',
  text: '雁岭市科协（2022年）：开展科普活动318场。',
  confidence: 1,
  citations: [],
  nearest: [],
  suggestions: [],
  generation: 'g1',
};

export const asked = (more: Partial<NewExchange> = {}): NewExchange => ({
  channel: 'slack',
  audience: 'staff',
  user: 'U1',
  conversation: 'C1:1',
  question: '科普活动多少场？',
  answer: ANSWER,
  elapsedMs: 1.5,
  ...more,
});
