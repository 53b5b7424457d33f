import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentFile, HOME_MARK, layoutOf, ownFilesOf, PACKAGE_ROOT, settingsFile } from '../src/home.ts';
import { folderWith } from './commands/process.ts';

const CHECKOUT = '/opt/kewen';
const INSTALLED = '/srv/answers/node_modules/kewen';

describe('the home', () => {
  it('of a checkout is its folder data, wherever a command is typed', () => {
    for (const here of [CHECKOUT, '/srv']) {
      expect(layoutOf(undefined, here, CHECKOUT)).toEqual({
        home: '/opt/kewen/data',
        corpus: '/opt/kewen/corpus',
        index: '/opt/kewen/data/index',
        data: '/opt/kewen/data/kewen.sqlite',
      });
    }
  });

  it('of an installed package is the folder in which a command is typed: npm replaces that of the package', () => {
    expect(layoutOf(undefined, '/srv/answers', INSTALLED)).toEqual({
      home: '/srv/answers',
      corpus: '/srv/answers/node_modules/kewen/corpus',
      index: '/srv/answers/index',
      data: '/srv/answers/kewen.sqlite',
    });
  });

  it('holds the reports once it has been made', async () => {
    const home = await folderWith({ [HOME_MARK]: '{}' });
    for (const [named, here] of [
      [home, '/'],
      [undefined, home],
    ] as const) {
      expect(layoutOf(named, here, CHECKOUT)).toMatchObject({ home, corpus: join(home, 'reports') });
    }
  });

  it('is an older one where the working directory has a corpus, unless another is named', async () => {
    const old = await folderWith({ 'corpus/a.md': '' });
    const { home, corpus, index, data } = layoutOf(undefined, old, CHECKOUT);
    expect([home, corpus, index, data]).toEqual(
      ['', 'corpus', 'index', 'data/kewen.sqlite'].map((part) => join(old, part)),
    );
    expect(layoutOf('elsewhere', old, CHECKOUT).home).toBe(join(old, 'elsewhere'));
  });

  it('has words that are added to those that ship; those of another folder of reports stand in their place', async () => {
    const home = await folderWith({ [HOME_MARK]: '{}', 'reports/a.md': '', 'other/a.md': '' });
    expect(ownFilesOf(join(home, 'reports'))).toEqual({
      lexicon: join(home, 'lexicon'),
      isAdding: true,
      answers: join(home, 'answers.yaml'),
      golden: join(home, 'golden.jsonl'),
    });
    expect(ownFilesOf(join(home, 'other'))).toEqual({
      lexicon: join(home, 'other/lexicon'),
      isAdding: false,
      answers: join(home, 'other/lexicon/answers.yaml'),
      golden: join(home, 'other/golden.jsonl'),
    });
  });
});

describe('settings', () => {
  it('are those of the home, else of the working directory, and .env the other way round', async () => {
    const [home, here] = [await folderWith({}), await folderWith({})];
    expect(settingsFile(home, here)).toBe(join(home, 'kewen.config.yaml'));
    expect(environmentFile(home, here)).toBe(join(home, '.env'));
    const both = { 'kewen.config.yaml': '', '.env': '' };
    const [full, typed] = [await folderWith(both), await folderWith(both)];
    expect(settingsFile(home, typed)).toBe(join(typed, 'kewen.config.yaml'));
    expect(settingsFile(full, typed)).toBe(join(full, 'kewen.config.yaml'));
    expect(environmentFile(full, typed)).toBe(join(typed, '.env'));
  });

  it('come from a package that is where its package.json is', () => {
    expect(PACKAGE_ROOT.endsWith('/')).toBe(false);
  });
});
