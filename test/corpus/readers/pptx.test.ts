import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentOf, messageOf, outline, readContent } from './reading.ts';
import { zip } from './zip-entries.ts';

const NS = 'xmlns:a="a" xmlns:p="p" xmlns:r="r" xmlns:c="c" xmlns:dgm="dgm"';
const text = (...lines: string[]) =>
  `<p:txBody>${lines.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join('')}</p:txBody>`;
const at = (x: number, y: number) => `<p:spPr><a:xfrm><a:off x="${x}" y="${y}"/></a:xfrm></p:spPr>`;
const box = (x: number, y: number, ...lines: string[]) => `<p:sp>${at(x, y)}${text(...lines)}</p:sp>`;

/** A presentation of these slides, with parts beside them. */
function presentation(slides: readonly string[], beside: Readonly<Record<string, string>> = {}): Buffer {
  const entries = {
    'ppt/presentation.xml': `<p:presentation ${NS}><p:sldIdLst>${slides.map((_, i) => `<p:sldId r:id="rId${i}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': `<Relationships>${slides.map((_, i) => `<Relationship Id="rId${i}" Target="slides/slide${i}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(slides.map((slide, i) => [`ppt/slides/slide${i}.xml`, slide])),
    ...beside,
  };
  return zip(Object.entries(entries).map(([name, content]) => ({ name, content: Buffer.from(content) })));
}

const slide = (shapes: string, more = '') =>
  `<p:sld ${NS}${more}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`;

describe('a presentation', () => {
  it('shows neither notes, hidden slides nor slide numbers', async () => {
    const bytes = readFileSync(new URL('../../fixtures/formats/report.pptx', import.meta.url));
    const blocks = outline(await readContent('a.pptx', bytes)).join('\n');
    expect(blocks).toContain('建成科普教育基地23个');
    expect(blocks).not.toMatch(/不公开|不放映|^paragraph 2$/mu);
  });

  it('without placeholders is read from top to bottom and left to right, its top line as the title', async () => {
    const shapes =
      box(5_000_000, 2_000_000, '右边第二。') + box(0, 2_100_000, '左边第一。') + box(0, 0, '科普工作');
    expect(outline(await readContent('a.pptx', presentation([slide(shapes), slide(shapes)])))).toEqual([
      'heading1 科普工作',
      'paragraph 左边第一。',
      'paragraph 右边第二。',
      'paragraph 左边第一。',
      'paragraph 右边第二。',
    ]);
  });

  it('has its charts as tables, in the format of their numbers, and the words of its diagrams', async () => {
    const points = (...values: string[]) =>
      values.map((value, i) => `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`).join('');
    const chart = `<c:chartSpace ${NS}><c:chart><c:title><a:t>完成情况</a:t></c:title><c:ser><c:tx><c:v>完成率</c:v></c:tx><c:cat>${points('讲座', '展览')}</c:cat><c:val><c:formatCode>0%</c:formatCode>${points('0.35', '1')}</c:val></c:ser></c:chart></c:chartSpace>`;
    const diagram = `<dgm:dataModel ${NS}><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>摸底</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>推广</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`;
    const frames = `<p:graphicFrame><c:chart r:id="rId1"/></p:graphicFrame><p:graphicFrame><dgm:relIds r:dm="rId2"/></p:graphicFrame>`;
    const bytes = presentation([slide(frames)], {
      'ppt/slides/_rels/slide0.xml.rels':
        '<Relationships><Relationship Id="rId1" Target="../charts/chart1.xml"/><Relationship Id="rId2" Target="/ppt/diagrams/data1.xml"/><Relationship Id="rId3" Target="https://example.org/a" TargetMode="External"/></Relationships>',
      'ppt/charts/chart1.xml': chart,
      'ppt/diagrams/data1.xml': diagram,
    });
    expect(outline(await readContent('a.pptx', bytes))).toEqual([
      'caption 完成情况',
      'row 讲座：完成率 35%',
      'row 展览：完成率 100%',
      'item 摸底',
      'item 推广',
    ]);
  });

  it('is read whatever its parts are called by: names that no address can have lead nowhere', async () => {
    const odd = ['../media/增长50%.png', '../media/%E5.png', 'http://[x', '..\\media\\a.png', '////', ''];
    const shapes = box(0, 0, '全年讲座31场。') + box(0, 2_000_000, '受益1200人。');
    const bytes = presentation([slide(shapes)], {
      'ppt/slides/_rels/slide0.xml.rels': `<Relationships>${odd.map((target, i) => `<Relationship Id="rId${i}" Target="${target}"/>`).join('')}</Relationships>`,
    });
    expect(outline(await readContent('a.pptx', bytes))).toEqual([
      'paragraph 全年讲座31场。',
      'paragraph 受益1200人。',
    ]);
  });

  it('of more slides than are read says so', async () => {
    const one = slide(box(0, 0, '全年讲座31场。'));
    const { unread } = documentOf(await readContent('a.pptx', presentation(new Array(1001).fill(one))));
    expect(unread).toContain('只读了前 1000 张');
    expect(documentOf(await readContent('a.pptx', presentation([one]))).unread).toBeUndefined();
  });

  it('that is something else is set aside', async () => {
    expect(messageOf(await readContent('a.pptx', '云溪'))).toContain('不是有效的 .pptx');
    expect(
      messageOf(await readContent('a.pptx', zip([{ name: 'a.txt', content: Buffer.from('云溪') }]))),
    ).toContain('不是有效的 .pptx');
    expect(
      messageOf(await readContent('a.odt', zip([{ name: 'a.txt', content: Buffer.from('云溪') }]))),
    ).toContain('不是有效的 .odt');
  });
});
