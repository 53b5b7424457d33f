/**
 * How well a span agrees with the spans that people marked: exact match and F1 as CMRC 2018 defines them.
 *
 * Exact match leaves marks out. F1 is of the longest run that both have in common, in units of one Chinese
 * character or one word of anything else. The official script (cmrc2018_evaluate.py, version 5) cuts what is not
 * Chinese with NLTK's word tokenizer; here a number, a run of letters and digits and any other character are one
 * word each, which differs from it for Latin text with apostrophes or dots (it's, U.S.) only.
 *
 * @see Cui et al. 2019, A Span-Extraction Dataset for Chinese Machine Reading Comprehension (D19-1600)
 */

/** Marks that the definition leaves out. */
const MARKS = new Set('-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』');

/** 1 when the span is one of the answers, marks, letter case and outer white space aside, else 0. */
export function exactMatch(answers: readonly string[], span: string): 0 | 1 {
  const bare = withoutMarks(span);
  return answers.some((answer) => withoutMarks(answer) === bare) ? 1 : 0;
}

/** The best F1 over the answers, 0 to 1. */
export function overlapF1(answers: readonly string[], span: string): number {
  const ours = units(span);
  return Math.max(
    0,
    ...answers.map((answer) => {
      const theirs = units(answer);
      const common = longestCommonRun(theirs, ours);
      if (common === 0) return 0;
      const precision = common / ours.length;
      const recall = common / theirs.length;
      return (2 * precision * recall) / (precision + recall);
    }),
  );
}

/** Whether a text holds one of the answers: width, letter case, white space and marks aside. */
export function holdsAnswer(answers: readonly string[], text: string): boolean {
  const searched = bare(text);
  return answers.some((answer) => {
    const wanted = bare(answer);
    return wanted !== '' && searched.includes(wanted);
  });
}

/** Cleaning a report changes widths and spaces, so those may not count. */
const bare = (text: string) => withoutMarks(text.normalize('NFKC')).replace(/[\s\p{P}]+/gu, '');

const withoutMarks = (text: string) =>
  [...text.toLowerCase().trim()].filter((character) => !MARKS.has(character)).join('');

/** Chinese characters one by one, numbers and runs of letters and digits whole, any other character alone. */
function units(text: string): string[] {
  return withoutMarks(text).match(UNIT) ?? [];
}

const UNIT =
  /[\u4e00-\u9fa5]|\d+(?:[.,]\d+)+(?=[\u4e00-\u9fa5]|[^\p{L}\p{N}]|$)|[\p{L}\p{N}]+?(?=[\u4e00-\u9fa5]|[^\p{L}\p{N}]|$)|\S/gu;

/** Length of the longest run of units that both have. */
function longestCommonRun(a: readonly string[], b: readonly string[]): number {
  let longest = 0;
  let above = new Array<number>(b.length + 1).fill(0);
  for (const unit of a) {
    const row = new Array<number>(b.length + 1).fill(0);
    for (let j = 0; j < b.length; j++) {
      if (unit !== b[j]) continue;
      row[j + 1] = (above[j] as number) + 1;
      longest = Math.max(longest, row[j + 1] as number);
    }
    above = row;
  }
  return longest;
}
