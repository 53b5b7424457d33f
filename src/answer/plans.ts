/**
 * Planned is not achieved: what speaks of the future answers only who asks about it.
 */
import type { Evidence } from './evidence.ts';
import type { Question } from './question.ts';

/** Words of what is to come; 计划 in a name (海智计划) is none. */
const PLAN =
  /力争|争取|(?:^|[，。；、])(?:明年|下一?年|下一步|今后|将)|拟于|拟(?:建|在|邀|开|举|组|新|推|定)|计划(?:于|在|新|建|开|举|组|到|明年|年内)|预计|目标是?(?:到|为)|到20\d\d年(?:底|末)?[，,]?(?:力争|全市|建成|实现|达到)/u;
const PLAN_HEADING = /(?:工作)?(?:思路|计划|打算|安排|展望|设想)|下一步|今后.{0,4}(?:任务|工作)|努力方向/u;
const ASKS_PLAN = /计划|打算|目标|力争|争取|拟|准备|预计|明年|下一步|今后|将要|将会|安排|想要?(?:建|组|办|搞|开)/u;

/** Whether a sentence, or the section it stands in, speaks of what is planned. */
export function isPlanned(sentence: string, section: readonly string[]): boolean {
  return PLAN_HEADING.test(section.join(' ')) || PLAN.test(sentence);
}

/** Whether a question is about plans: it says so, or asks about a year after the report's. */
export function asksForPlan(question: Question, { report }: Evidence): boolean {
  return ASKS_PLAN.test(question.matter) || question.scope.years.some((year) => year > report.period.to);
}

/** What a span that is only planned loses as an answer to what was done. */
export function planMisfit(question: Question, evidence: Evidence, span: { readonly start: number; readonly end: number }): number {
  if (!evidence.isPlan || asksForPlan(question, evidence)) return 0;
  const before = evidence.folded.slice(evidence.folded.lastIndexOf('；', span.start) + 1, span.end);
  return PLAN.test(before) || PLAN_HEADING.test(evidence.passage.section.join(' ')) ? 0.3 : 0;
}
