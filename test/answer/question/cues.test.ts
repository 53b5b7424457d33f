import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCues } from '../../../src/answer/question/cues.ts';
import { readShape } from '../../../src/answer/question/shape.ts';

const topics = fc.constantFrom('科普活动', '科普大篷车', '院士工作站', '“科普e站”', '漫画大赛', '科技馆');
const asks = fc.constantFrom(
  '是什么时候启动的',
  '有多少家',
  '叫什么名字',
  '得了什么奖',
  '是谁负责的',
  '在哪里办的',
  '有哪些亮点',
  '办了几场',
  '由哪家单位承办',
  '情况怎么样',
  '是不是办过',
  '分别得了什么奖',
);
const questions = fc.tuple(topics, asks).map(([topic, ask]) => topic + ask);
const kindsOf = (text: string) => readCues(text).map(({ kind, word }) => `${kind} ${word}`);

describe('cues', () => {
  it('stand in their order, without overlap, where their word does', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(questions, fc.string()), { maxLength: 4 }), (parts) => {
        const text = parts.join('，');
        let from = 0;
        for (const { word, start, end } of readCues(text)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(text.slice(start, start + word.length)).toBe(word);
          expect(end).toBeGreaterThanOrEqual(start + word.length);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it.each([
    ['好几回去看', []],
    ['几乎没人', []],
    ['年度总结会上', []],
    ['很多大学', []],
    ['总结一下', ['summary 总结一下']],
    ['称为什么', ['thing 称为什么']],
    ['为什么', ['reason 为什么']],
    ['办得不错吧', ['final 吧']],
    ['吧台在一楼', []],
  ])('of the longest word that fits: %s', (text, kinds) => {
    expect(kindsOf(text)).toEqual(kinds);
  });

  it.each([
    ['哪两家', '家'],
    ['多少万元', '万元'],
    ['多少万人次', '人次'],
    ['几来个人', '人'],
    ['多少项目', '个'],
    ['几等奖', ''],
    ['哪部门', ''],
    ['多少名单', ''],
  ])('take a measure word that does not begin another word: %s', (text, measure) => {
    expect(readCues(text)[0]?.measure).toBe(measure);
  });
});

describe('the shape of a question', () => {
  it('is the same in dialect', () => {
    const pairs = fc.constantFrom(
      ['什么', '啥'],
      ['多少', '几多'],
      ['怎么样', '咋样'],
      ['什么时候', '啥时候'],
    );
    fc.assert(
      fc.property(questions, pairs, (question, [word = '', dialect = '']) => {
        expect({ ...readShape(question.replace(word, dialect)), matter: '' }).toEqual({
          ...readShape(question),
          matter: '',
        });
      }),
    );
  });

  it('is the same with the mark and without, and with a sigh at the end', () => {
    const ends = fc.constantFrom('?', '？', ' ', '呀', '呢');
    fc.assert(
      fc.property(questions, ends, (question, end) => {
        const { type, unit, head } = readShape(question);
        expect(readShape(question + end)).toMatchObject({ type, unit, head });
      }),
    );
  });

  it('is of the same type whatever it is about', () => {
    fc.assert(
      fc.property(topics, topics, asks, (one, other, ask) => {
        expect(readShape(one + ask).type).toBe(readShape(other + ask).type);
      }),
    );
  });

  it('leaves no question word in the matter', () => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(readShape(question).matter).not.toMatch(/什么|多少|谁|哪|几|怎么/u);
      }),
    );
  });
});
