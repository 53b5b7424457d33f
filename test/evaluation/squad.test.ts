import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportsOf } from '../../src/evaluation/pool-index.ts';
import { readPool, sampleQuestions } from '../../src/evaluation/squad.ts';
import { emptyFolder } from '../support/corpora.ts';

type Qas = { id: string; question: string; answers: { text: string; answer_start?: number }[] }[];
const article = (...paragraphs: { context: string; qas?: Qas }[]) => ({ title: '题', paragraphs });
const qa = (id: string, question: string, ...answers: string[]) => ({
  id,
  question,
  answers: answers.map((text) => ({ text, answer_start: 0 })),
});

async function fileWith(name: string, ...data: unknown[]): Promise<string> {
  const file = join(emptyFolder(), name);
  await writeFile(file, JSON.stringify({ version: '1', data }));
  return file;
}

describe('readPool', () => {
  it('pools the paragraphs of all files and asks the questions of the first kind', async () => {
    const asked = await fileWith(
      'asked.json',
      article({ context: '甲段', qas: [qa('1', '问一', '甲', '甲', '段')] }, { context: '乙段' }),
    );
    const pooled = await fileWith('pooled.json', article({ context: '丙段', qas: [qa('9', '不问', '丙')] }));
    const pool = await readPool([asked], [pooled, asked]);
    expect(pool.paragraphs).toEqual(['甲段', '乙段', '丙段']);
    expect(pool.articles).toEqual([[0, 1], [2]]);
    expect(pool.questions).toEqual([{ id: '1', question: '问一', paragraph: 0, answers: ['甲', '段'] }]);
  });

  it('keeps a paragraph that stands twice once, with the questions of both', async () => {
    const file = await fileWith(
      'twice.json',
      article({ context: '甲段', qas: [qa('1', '问一', '甲')] }),
      article({ context: '甲段', qas: [qa('2', '问二', '段')] }),
    );
    const { paragraphs, articles, questions } = await readPool([file], []);
    expect(paragraphs).toEqual(['甲段']);
    expect(articles).toEqual([[0]]);
    expect(questions.map(({ paragraph }) => paragraph)).toEqual([0, 0]);
  });

  it('leaves out questions without an answer, and refuses a file that has no others', async () => {
    const file = await fileWith('none.json', article({ context: '甲段', qas: [qa('1', '问一')] }));
    await expect(readPool([file], [])).rejects.toMatchObject({ code: 'usage' });
  });

  it('names a file of another format, and one that is not there', async () => {
    const folder = emptyFolder();
    const other = join(folder, 'other.json');
    await writeFile(other, '{"questions":[]}');
    await expect(readPool([other], [])).rejects.toThrow('other.json 不是 SQuAD 格式');
    await expect(readPool([join(folder, 'absent.json')], [])).rejects.toThrow('找不到题目文件');
  });
});

describe('sampleQuestions', () => {
  const questions = Array.from({ length: 40 }, (_, i) => ({
    id: `q${i}`,
    question: '问',
    paragraph: i,
    answers: ['答'],
  }));

  it('draws the same questions for the same seed, in their own order, a smaller sample within a larger', () => {
    const ten = sampleQuestions(questions, 10, 1);
    expect(ten).toHaveLength(10);
    expect(sampleQuestions(questions, 10, 1)).toEqual(ten);
    expect(sampleQuestions(questions, 10, 2)).not.toEqual(ten);
    expect(ten.map(({ paragraph }) => paragraph)).toEqual(
      ten.map(({ paragraph }) => paragraph).sort((a, b) => a - b),
    );
    expect(sampleQuestions(questions, 20, 1)).toEqual(expect.arrayContaining([...ten]));
  });

  it('is all of them where the limit allows', () => {
    expect(sampleQuestions(questions, 99, 1)).toBe(questions);
  });
});

describe('reportsOf', () => {
  it('tells from a place in a report which paragraph it is of, also where a paragraph has several lines', () => {
    const { reports, paragraphAt } = reportsOf({
      paragraphs: ['甲段第一行。\n第二行。', '乙段。', '丙段。'],
      articles: [[0, 1], [2]],
      questions: [],
    });
    expect(reports.map(({ text }) => text)).toEqual(['甲段第一行。\n\n第二行。\n\n乙段。', '丙段。']);
    const [first, second] = reports.map(({ id }) => id) as [string, string];
    const text = reports[0]?.text as string;
    expect(['甲', '第二', '乙'].map((word) => paragraphAt(first, text.indexOf(word)))).toEqual([0, 0, 1]);
    expect(paragraphAt(second, 0)).toBe(2);
    expect(paragraphAt('another', 0)).toBe(-1);
  });
});
