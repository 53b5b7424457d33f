/** Promise 6: the same corpus gives the same index, and the same index the same answers. */
import { cpSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answer/answer.ts';
import { openIndex } from '../../src/index/open.ts';
import type { OpenIndex } from '../../src/index/shelf.ts';
import {
  type Built,
  build,
  corpusOf,
  emptyFolder,
  FIXTURES,
  SHIPPED,
  THIS_YEAR,
} from '../support/corpora.ts';
import { buildInChild } from '../support/processes.ts';
import { DRAWN, questionsAbout } from '../support/questions.ts';
import { folderWith, SMALL } from '../support/small.ts';

let built: Built;
let index: OpenIndex;
/** The same corpus, built once more. */
let again: Built;
beforeAll(async () => {
  built = await build(corpusOf(SHIPPED, FIXTURES));
  index = await openIndex(built.indexFolder, 'public');
});
afterAll(() => index.close());

/** The files of the generation in service, by name. */
function filesOf(indexFolder: string): Record<string, Buffer> {
  const generation = readFileSync(join(indexFolder, 'current'), 'utf8').trim();
  const names = readdirSync(join(indexFolder, generation)).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(indexFolder, generation, name))]));
}

const changed = (files: Readonly<Record<string, string>>, name: string, from: string, to: string) => {
  expect(files[name]).toContain(from);
  return { ...files, [name]: (files[name] as string).replace(from, to) };
};

describe('the same corpus', () => {
  it('gives the same files, byte for byte, in whatever order and at whatever time its own were written', async () => {
    const corpusFolder = emptyFolder();
    const names = readdirSync(built.corpusFolder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(built.corpusFolder, join(entry.parentPath, entry.name)))
      .sort()
      .reverse();
    for (const [i, name] of names.entries()) {
      mkdirSync(dirname(join(corpusFolder, name)), { recursive: true });
      writeFileSync(join(corpusFolder, name), readFileSync(join(built.corpusFolder, name)));
      utimesSync(join(corpusFolder, name), 1_500_000_000 - i, 1_500_000_000 - i);
    }
    again = await build(corpusFolder);
    expect(again.manifest).toEqual(built.manifest);
    expect(filesOf(again.indexFolder)).toEqual(filesOf(built.indexFolder));
  });

  it('gives them in another process, time zone, language and folder as well', async () => {
    const corpusFolder = join(emptyFolder(), 'another name');
    cpSync(built.corpusFolder, corpusFolder, { recursive: true });
    const indexFolder = emptyFolder();
    const { code, stderr } = await buildInChild([corpusFolder, indexFolder], {
      TZ: 'Pacific/Kiritimati',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
    });
    expect([code, stderr.replace(/^.*(?:Warning|warn).*$/gmu, '').trim()]).toEqual([0, '']);
    expect(filesOf(indexFolder)).toEqual(filesOf(built.indexFolder));
  });

  it('gives them after other corpora with other words were built', async () => {
    const corpusFolder = folderWith(SMALL);
    const first = await build(corpusFolder);
    await build(folderWith({ ...SMALL, 'lexicon/dictionary.txt': '科普大 n\n院士工作 n\n受益群众 n\n' }));
    const last = await build(corpusFolder);
    expect(filesOf(last.indexFolder)).toEqual(filesOf(first.indexFolder));
  });
});

describe('another corpus', () => {
  let before: Built;
  beforeAll(async () => {
    before = await build(folderWith(SMALL));
  });

  it.each([
    ['one digit of a report', () => changed(SMALL, 'yanling-2022.md', '318场', '319场')],
    ['one character of a title', () => changed(SMALL, 'yanling-2022.md', 'title: 雁岭', 'title: 雁领')],
    [
      'the name of a file',
      () => {
        const { 'yanling-2022.md': text = '', ...others } = SMALL;
        return { ...others, 'yanling-2022-summary.md': text };
      },
    ],
    ['a word of the lexicon', () => changed(SMALL, 'lexicon/dictionary.txt', '院士工作站 n', '工作站 n')],
    [
      'a comment of the lexicon',
      () => changed(SMALL, 'lexicon/dictionary.txt', '院士工作站 n', '院士工作站 n # 人才'),
    ],
    ['who may read a report', () => changed(SMALL, 'heting-2021.md', 'audience: public', 'audience: staff')],
    [
      'one report less',
      () => {
        const { 'heting-2021.md': _, ...others } = SMALL;
        return others;
      },
    ],
  ])('by %s is another generation', async (_, files) => {
    const after = await build(folderWith(files()));
    expect(after.manifest.generation).not.toBe(before.manifest.generation);
    expect(after.manifest.corpus).not.toBe(before.manifest.corpus);
  });

  it('by a README, a hidden file or a file of no known kind is the same one', async () => {
    const more = {
      'README.md': '# read me',
      '.notes.md': 'hidden',
      'player.swf': 'x',
      'lexicon/README.md': 'words',
    };
    const after = await build(folderWith({ ...SMALL, ...more }));
    expect(after.manifest).toEqual(before.manifest);
  });
});

describe('the same question', () => {
  it('has the same answer twice, and whatever was asked in between', () => {
    const questions = questionsAbout(index);
    fc.assert(
      fc.property(questions, questions, (question, other) => {
        const asked = { question, thisYear: THIS_YEAR };
        const answer = answerQuestion(asked, index);
        answerQuestion({ question: other, previous: question, thisYear: THIS_YEAR }, index);
        expect(answerQuestion(asked, index)).toEqual(answer);
      }),
      { ...DRAWN, numRuns: 60 },
    );
  });

  it('has the same answer from an index that was built and opened again', async () => {
    const other = await openIndex(again.indexFolder, 'public');
    fc.assert(
      fc.property(questionsAbout(index), (question) => {
        const asked = { question, thisYear: THIS_YEAR };
        expect(answerQuestion(asked, other)).toEqual(answerQuestion(asked, index));
      }),
      { ...DRAWN, numRuns: 60 },
    );
    other.close();
  });
});
