/**
 * A corpus of any size for tests and benchmarks: reports of made-up associations over some years, in the genres and
 * formats that maintainers have. The same seed and number give the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PARTS, PERFORMANCE, ROWS, THEMES } from './generated-words.ts';

/** A file of a generated corpus. */
export interface GeneratedFile {
  readonly file: string;
  readonly content: string;
}

/** Years an association reports about. */
const FIRST_YEAR = 2012;
const YEARS = 12;

type Random = () => number;

/** Numbers in [0, 1) from a seed. @see Tommy Ettinger's mulberry32, public domain */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const between = (random: Random, from: number, to: number) => from + Math.floor(random() * (to - from + 1));

/** Some of a list, in its order. */
function some<T>(random: Random, from: readonly T[], count: number): T[] {
  const left = [...from.keys()];
  while (left.length > count) left.splice(Math.floor(random() * left.length), 1);
  return left.map((at) => from[at] as T);
}

/** The place at a place of the corpus, each another one: names of two characters first, then longer ones. */
function placeAt(index: number): string {
  const { placeFirst, placeSecond, placeKind } = PARTS;
  const more = [...placeFirst, ...placeSecond];
  let name = `${placeFirst[index % placeFirst.length]}${placeSecond[Math.floor(index / placeFirst.length) % placeSecond.length]}`;
  const pairs = placeFirst.length * placeSecond.length;
  for (let rest = Math.floor(index / pairs); rest > 0; rest = Math.floor(rest / more.length))
    name += more[rest % more.length];
  return `${name}${placeKind[index % placeKind.length]}`;
}

/** Fills the blanks of a sentence. */
function fill(sentence: string, year: number, random: Random): string {
  const one = (kind: keyof typeof PARTS) => pick<string>(random, PARTS[kind]);
  const blanks: Readonly<Record<string, () => string>> = {
    person: () => one('surname') + one('given'),
    school: () => one('schoolName') + one('schoolKind'),
    firm: () => `${one('firmName')}${one('firmTrade')}有限公司`,
    village: () => one('villageName'),
    date: () => `${year}年${between(random, 1, 12)}月${between(random, 1, 28)}日`,
  };
  return sentence.replace(/\{(\w+)(?::(\d+)-(\d+))?\}/gu, (_, kind: string, from: string, to: string) =>
    kind === 'n'
      ? String(between(random, Number(from), Number(to)))
      : (blanks[kind] ?? (() => one(kind as keyof typeof PARTS)))(),
  );
}

/** Sections with their paragraphs, about 1,200 characters together. */
function sectionsOf(year: number, random: Random): { heading: string; paragraphs: string[] }[] {
  return some(random, THEMES, 6).map(({ headings, sentences }) => {
    const chosen = some(random, sentences, between(random, 4, 7)).map((text) => fill(text, year, random));
    const cut = Math.ceil(chosen.length / 2);
    return {
      heading: pick(random, headings),
      paragraphs: [chosen.slice(0, cut).join(''), chosen.slice(cut).join('')].filter((text) => text !== ''),
    };
  });
}

interface Subject {
  readonly place: string;
  readonly association: string;
  readonly year: number;
  readonly name: string;
}

const NUMERALS = [...'一二三四五六七八九'];

function summary({ association, place, year, name }: Subject, random: Random): GeneratedFile {
  const title = `${association}${year}年工作总结`;
  const body = sectionsOf(year, random).map(
    ({ heading, paragraphs }, i) => `## ${NUMERALS[i]}、${heading}\n\n${paragraphs.join('\n\n')}\n`,
  );
  const matter = `---\ntitle: ${title}\nassociation: ${association}\nplace: ${place}\nperiod: ${year}\naudience: public\n---\n`;
  return { file: `${year}/${name}-summary.md`, content: `${matter}\n# ${title}\n\n${body.join('\n')}` };
}

/** As a newspaper or a copied page has it: no front matter, lines of one width. */
function article({ association, year, name }: Subject, random: Random): GeneratedFile {
  const opening = `${year}年，${association}紧紧围绕中心工作，团结带领广大科技工作者，扎实推进各项任务。`;
  const paragraphs = sectionsOf(year, random).flatMap(({ heading, paragraphs: texts }, i) => [
    `${NUMERALS[i]}、${heading}`,
    ...texts,
  ]);
  const lines = [`${association}${year}年度工作综述`, opening, ...paragraphs].flatMap((text) => [
    ...(text.match(/.{1,38}/gu) ?? []),
    '',
  ]);
  return { file: `${year}/${name}-article.txt`, content: lines.join('\n') };
}

function yearbook({ association, place, year, name }: Subject, random: Random): GeneratedFile {
  const entries = sectionsOf(year, random).map(
    ({ heading, paragraphs }) => `【${heading.slice(0, 4)}】 ${year}年，${paragraphs.join('')}`,
  );
  const text = [
    `${place}年鉴（${year + 1}）`,
    `群众团体·科学技术协会`,
    '',
    `【概况】 ${year}年，${association}有在职干部${between(random, 5, 20)}人。`,
  ];
  return {
    file: `${year}/${name}-yearbook.txt`,
    content: `${text.join('\n')}\n\n${entries.join('\n\n')}\n`,
  };
}

function bulletin({ association, place, year, name }: Subject, random: Random): GeneratedFile {
  const rows = some(random, ROWS, 6).map(
    ([label, from, to]) =>
      `<tr><td>${label}</td><td>${between(random, from, to)}</td><td>${between(random, from, to)}</td></tr>`,
  );
  const sections = sectionsOf(year, random).map(
    ({ heading, paragraphs }) =>
      `<h2>${heading}</h2>\n${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}`,
  );
  const title = `${association}${year}年事业发展统计公报`;
  return {
    file: `${year}/${name}-bulletin.html`,
    content: `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title></head><body>
<h1>${title}</h1><p>${year}年，${association}各项事业稳步发展，${place}科普工作取得新进展。</p>
<table><tr><th>指标</th><th>${year}年</th><th>${year - 1}年</th></tr>
${rows.join('\n')}</table>
${sections.join('\n')}
</body></html>
`,
  };
}

function performance({ association, place, year, name }: Subject, random: Random): GeneratedFile {
  const title = `${association}${year}年绩效自评报告`;
  const texts = [...PERFORMANCE, ...PERFORMANCE].map((text) => fill(text, year, random));
  const matter = `---\ntitle: ${title}\nassociation: ${association}\nplace: ${place}\nperiod: ${year}\naudience: staff\n---\n`;
  return {
    file: `内部/${name}-performance.md`,
    content: `${matter}\n# ${title}\n\n## 一、预算执行\n\n${texts.slice(0, 6).join('')}\n\n## 二、绩效目标\n\n${texts.slice(6).join('')}\n`,
  };
}

/** Nine public reports to one for staff. */
const GENRES = [
  summary,
  article,
  summary,
  bulletin,
  yearbook,
  summary,
  article,
  bulletin,
  yearbook,
  performance,
];

/** The report at a place of a generated corpus. */
export function generateReport(index: number, seed: number): GeneratedFile {
  const random = randomFrom(seed * 1_000_003 + index);
  const place = placeAt(Math.floor(index / YEARS));
  const year = FIRST_YEAR + (index % YEARS);
  const genre = GENRES[index % GENRES.length] as (typeof GENRES)[number];
  const subject = {
    place,
    association: `${place}科协`,
    year,
    name: `${String(index).padStart(4, '0')}-${place}`,
  };
  return genre(subject, random);
}

/**
 * Writes generated reports into a corpus folder.
 *
 * @param first the place of the first in a larger corpus
 */
export function writeGenerated(
  folder: string,
  count: number,
  seed: number,
  first = 0,
): readonly GeneratedFile[] {
  const files = Array.from({ length: count }, (_, index) => generateReport(first + index, seed));
  for (const { file, content } of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return files;
}
