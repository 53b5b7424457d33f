/**
 * Planned is not achieved: what speaks of the future answers only who asks about it.
 */

import type { Question } from '../question/question.ts';
import type { Evidence } from '../retrieve/evidence.ts';

/** Words of what is to come; 计划 in a name (海智计划) is none. */
const PLAN =
  /力争|争取(?!到|了|[^，。；]{0,14}(?:资金|经费|补助)\d)|(?:^|[，。；、])(?:明年|下一?年|下一步|今后|将)|拟于|拟(?:建|在|邀|开|举|组|新|推|定)|计划(?:于|将|让|使|用|组织|实施|发展|完成|扩|在|新|建|开|举|组|到|明年|年内|总?投资)|预计|(?:会议|大会|市委|市政府|方案|规划)?(?:确定|提出|明确|部署)(?:了)?(?:到)?20\d\d年(?!.{0,12}(?:完成|实现了))|原定|目标是?(?:到|为)|到20\d\d年(?:底|末)?[，,]?(?:力争|全市|建成|实现|达到)/u;
/** After these words stands what became of a plan: 原定上半年开工，实际于10月奠基. */
const TURNED_OUT = /实际(?!问题|情况|需[求要])|最终|现已|已于/u;
/** Headings of what is to come; 海智计划 in a heading is a name. */
const PLAN_HEADING =
  /思路|打算|展望|设想|下一步|努力方向|(?:工作|年度?|[步年])(?:计划|安排)|今后.{0,4}(?:任务|工作)/u;

/** Whether a question is about plans: it says so, or asks about a year after the report's. */
export function asksForPlan({ wants, scope }: Question, { report }: Evidence): boolean {
  if (wants.plan !== null) return wants.plan === 'plan';
  // 2026年有多少家了 asks what is, not what is planned.
  return scope.years.some((year) => year > report.period.to) && !wants.done;
}

/**
 * Whether what stands at a place of a sentence is only planned: the words that say so stand before it in the
 * same part of the sentence, or the whole section is about what is to come.
 */
export function isPlannedAt(
  { folded, passage }: Evidence,
  span: { readonly start: number; readonly end: number },
): boolean {
  const part = folded.slice(folded.lastIndexOf('；', span.start) + 1, span.end);
  if (PLAN.test(part.slice(Math.max(0, part.search(TURNED_OUT))))) return true;
  const headings = passage.section.join(' ');
  return PLAN_HEADING.test(headings) && !/问题|不足|困难/u.test(headings);
}

/** What a span that is only planned loses as an answer to what was done. */
export function planMisfit(
  question: Question,
  evidence: Evidence,
  span: { readonly start: number; readonly end: number },
): number {
  return isPlannedAt(evidence, span) && !asksForPlan(question, evidence) ? 0.3 : 0;
}
