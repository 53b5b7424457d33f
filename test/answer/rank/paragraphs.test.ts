import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { traceQuestion } from '../../../src/answer/answer.ts';
import type { Question } from '../../../src/answer/question/question.ts';
import { type ParagraphFeatures, paragraphFeatures } from '../../../src/answer/rank/paragraphs.ts';
import { competing } from '../../../src/answer/rank/rank.ts';
import type { Evidence } from '../../../src/answer/retrieve/evidence.ts';
import { openIndex } from '../../../src/index/open.ts';
import type { OpenIndex } from '../../../src/index/shelf.ts';
import { build, THIS_YEAR } from '../../support/corpora.ts';
import { folderWith, reportFile } from '../../support/small.ts';

const HALL =
  '云杉馆（市级科普基地）建于2010年，由市科协和市林场共建，全年开放。馆内现有讲解员九人，都是林场退休职工。展厅分为三层，一层讲树木年轮，二层讲林区动物，三层供学生动手制作标本。';
const LEAFLET = '宣传册介绍各县场馆，提到云杉馆。其中山北展厅分为五层，几年前建成。';

let index: OpenIndex;
beforeAll(async () => {
  const { indexFolder } = await build(
    folderWith({
      'lin-2022.md': reportFile(
        { association: '林塬市科协', year: 2022 },
        `## 一、科普阵地\n\n${HALL}\n\n## 二、科普宣传\n\n${LEAFLET}`,
      ),
      'heting-2021.md': reportFile(
        { association: '禾汀县科协', year: 2021 },
        '县科协培训农村实用人才540人次。山北展厅当年闭馆。广场上停着大篷车。大篷车行程900公里。',
      ),
      'van-2022.md': reportFile(
        { association: '雁岭市科协', year: 2022 },
        '科普大篷车由市科协管理，车上有展品二十件。全年出车46次，行程2600余公里。',
      ),
    }),
  );
  index = await openIndex(indexFolder, 'public');
});
afterAll(() => index.close());

/** The features of the paragraphs that sentences with some words stand in. */
function featuresBy(asked: string): (words: string) => ParagraphFeatures {
  const { question, retrieved } = traceQuestion({ question: asked, thisYear: THIS_YEAR }, index);
  const features = paragraphFeatures(question as Question, retrieved);
  return (words) =>
    features[retrieved.findIndex(({ folded }) => folded.includes(words))] as ParagraphFeatures;
}

const ASKED = '云杉馆的展厅分为几层？';

describe('paragraphFeatures', () => {
  it('are those of the whole paragraph for each of its sentences', () => {
    const of = featuresBy(ASKED);
    expect(of('退休职工')).toEqual(of('一层讲树木年轮'));
    expect(of('退休职工')).not.toEqual(of('山北展厅分为五层'));
  });

  it('tell the paragraph that opens with what is asked about from one that mentions it', () => {
    const of = featuresBy(ASKED);
    expect([of('一层讲树木年轮').opensWithAsked, of('山北展厅分为五层').opensWithAsked]).toEqual([1, 0]);
    expect(of('一层讲树木年轮').openingRun).toBeCloseTo(3 / 6);
    expect(of('山北展厅分为五层').openingRun).toBe(0);
  });

  it('find what the question begins with in an earlier sentence of the paragraph', () => {
    const of = featuresBy('云杉馆的展厅分为几层？');
    // 云杉馆的: three of its four characters stand there.
    expect(of('一层讲树木年轮').headInParagraph).toBe(0.75);
    expect(of('当年闭馆').headInParagraph).toBe(0);
  });

  it('say whether the report opens with what is asked about', () => {
    const of = featuresBy('县科协培训农村实用人才多少人次，山北展厅呢？');
    expect(of('当年闭馆').headInReportOpening).toBe(1);
    expect(of('山北展厅分为五层').headInReportOpening).toBe(0);
  });

  it('put the sentence of the report that is about the thing first', () => {
    const { ranked } = traceQuestion({ question: '科普大篷车行程多少公里？', thisYear: THIS_YEAR }, index);
    expect(ranked[0]?.folded).toContain('行程2600余公里');
  });
});

describe('the competition', () => {
  const sentence = (score: number, passageScore: number) => ({ score, passageScore }) as Evidence;

  it('lets in a sentence of the passage found first, though others have more of the words', () => {
    const others = Array.from({ length: 60 }, () => sentence(0.8, 0.1));
    const first = sentence(0.5, 1);
    expect(competing([...others, first]).first).toContain(first);
  });

  it('loses no sentence and keeps the order of equals', () => {
    const all = Array.from({ length: 60 }, () => sentence(0.5, 0));
    const { first, rest } = competing(all);
    expect([...first, ...rest]).toEqual(all);
    expect(rest.length).toBeGreaterThan(0);
    expect([...first, ...rest].every((one, i) => one === all[i])).toBe(true);
  });
});
