/**
 * Who may see a text whose front matter does not say. Mistaking a public report for a staff one costs a line of
 * front matter; the other way round costs a leak. So a strong cue of staff matter is enough, in the title, a
 * heading, the file's name or a stamp on the page, while a passing word (考核, 预算 in a sentence) is not.
 */
import { oneOf } from '../../knowledge/word-lists.ts';
import type { Block } from '../document.ts';
import type { Audience } from '../report.ts';
import { mastheadWords } from './issuer-signs.ts';
import { isTitleLine } from './title.ts';

const IN_TITLE =
  /绩效|自评|预算|决算|三公|内部|人员编制|机构编制|三定|考核|征求意见|讨论稿|送审稿|草案|初稿|述职|述廉|巡察|整改|工资|薪酬|审计|财务收支|巡视|离任|信访|问责|资产清查|督查|通报批评|会议记录|批示|会议纪要|秘密|机密|绝密/;
const IN_HEADING =
  /绩效(?:自评|评价|目标|考核|指标)|(?:部门|单位|收支|支出|经费)?(?:预算|决算)(?:情况|说明|执行|公开|编制|收支|安排|表)|三公|人员编制|机构编制|编制情况|人员情况|(?:年度|目标|绩效|责任制)考核|考核(?:结果|指标|自评|情况|得分|办法)|工资|薪酬|批示件/;
const STAMP =
  /^[【（(]?(?:内部(?:资料|材料|文件|参阅|使用)|仅供内部|注意保存|请勿外传|不予公开|征求意见稿|讨论稿|送审稿|秘密|机密|绝密)/;
const STAMP_ANYWHERE = /内部资料|仅供内部|请勿外传|不予公开|注意保存|征求意见稿|送审稿|讨论稿/;
const IN_BODY = /绩效自评|绩效目标|预算执行率|三公经费|一般公共预算|支出决算|财政拨款/g;
const MIN_IN_BODY = 3;
/** What a published budget has in its title by its nature. */
const OF_BUDGET = /^(?:预算|决算|三公)$/;
const IDENTITY_NUMBER =
  /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/;
const MOBILE_NUMBER = /(?<!\d)1[3-9]\d{9}(?!\d)/;

/**
 * The audience of a text, and why.
 *
 * @param titles every title the report goes by
 * @param file path in the corpus; a folder or name that says 内部 or staff counts
 * @param edges lines at the head and foot of the file as it lies
 */
export function inferAudience(
  blocks: readonly Block[],
  titles: readonly string[],
  file: string,
  edges: readonly string[] = [],
): { readonly audience: Audience; readonly reason: string } {
  const reason = staffReason(blocks, titles, file, edges);
  return reason === undefined
    ? { audience: 'public', reason: '标题和正文都不像内部材料' }
    : { audience: 'staff', reason };
}

/**
 * A department's budget or its account, which it has to publish by law and says to publish: 部门决算公开, 部门预算情况说明.
 * What else would make such a text a staff one, 绩效 or 三公 in a heading, is part of it; a stamp is not.
 */
function isPublishedBudget(lines: readonly string[]): boolean {
  return lines.some((line) => BUDGET.test(line) && PUBLISHED.test(line) && !NOT_PUBLISHED.test(line));
}

const BUDGET = new RegExp(oneOf(mastheadWords('budget')), 'u');
/** 不公开, 草案 …: budgets that are not, or not yet, for everybody. */
const NOT_PUBLISHED = /不予?宜?得?公开|草案|自评|评价|审计|内部/;
/** What of the lines around a text says that it is published: where it stands on a site, or that it is made public below. */
const SAYS_SO = />.*(?:公开|预算|决算)|公开如下|^第.{1,2}部分.*公开/;
const PUBLISHED = new RegExp(oneOf(mastheadWords('published')), 'u');

function staffReason(
  blocks: readonly Block[],
  titles: readonly string[],
  file: string,
  edges: readonly string[],
): string | undefined {
  // The title may stand as a plain paragraph below a letterhead.
  const opening = blocks.slice(0, 3).filter((block) => block.kind === 'paragraph' && isTitleLine(block));
  const headLines = [...titles, ...opening.map((block) => block.text)];
  const isPublished = isPublishedBudget([...headLines, ...edges.filter((line) => SAYS_SO.test(line))]);
  const isTold = (cue: string | undefined) => cue !== undefined && !(isPublished && OF_BUDGET.test(cue));
  const inTitle = headLines.flatMap((line) => line.match(new RegExp(IN_TITLE, 'g')) ?? []).find(isTold);
  if (inTitle !== undefined) return `标题有“${inTitle}”`;
  const inName =
    file.match(new RegExp(IN_TITLE, 'g'))?.find(isTold) ??
    /(?:^|[/_.-])(staff|internal)(?=[/_.-])/i.exec(file)?.[1];
  if (inName !== undefined) return `文件名有“${inName}”`;
  for (const block of blocks) {
    const cue = block.kind === 'heading' ? IN_HEADING.exec(block.text)?.[0] : undefined;
    if (cue !== undefined && !isPublished) return `小标题有“${cue}”`;
    const stamp =
      block.text.length <= 40 ? (STAMP.exec(block.text) ?? STAMP_ANYWHERE.exec(block.text)) : null;
    if (stamp !== null) return `文中标着“${stamp[0].replace(/^[【（(]/, '')}”`;
  }
  const body = blocks.flatMap((block) => block.text.match(IN_BODY) ?? []);
  if (body.length >= MIN_IN_BODY && !isPublished)
    return `“${[...new Set(body)].slice(0, 2).join('”“')}”等共出现${body.length}次`;
  if (blocks.some((block) => IDENTITY_NUMBER.test(block.text))) return '文中有身份证号';
  if (blocks.some((block) => MOBILE_NUMBER.test(block.text))) return '文中有手机号';
  return undefined;
}
