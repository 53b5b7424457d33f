import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHoldings } from '../../src/language/holdings.ts';
import { fold } from '../../src/language/normalize.ts';

const held = (text: string) =>
  readHoldings(fold(text)).map(({ person, office, change }) =>
    [person.name, office, ...(change ? [change] : [])].join(' '),
  );

describe('who holds which office', () => {
  it.each([
    [
      '市医学会理事长邬砚农、市农学会秘书长皮青竹获评先进。',
      ['邬砚农 市医学会理事长', '皮青竹 市农学会秘书长'],
    ],
    ['党组书记、主席：华晓峰  主持全面工作', ['华晓峰 党组书记、主席']],
    [
      '副主席（兼职）：汪以诚（市人民医院副院长）、郁明（望江船舶重工总工程师）',
      ['汪以诚 副主席', '汪以诚 市人民医院副院长', '郁明 副主席', '郁明 望江船舶重工总工程师'],
    ],
    [
      '谈知非当选主席，邹归帆、麦冬青当选兼职副主席。',
      ['谈知非 主席 comes', '邹归帆 兼职副主席 comes', '麦冬青 兼职副主席 comes'],
    ],
    ['会长由黄石理工大学教授钮守一担任。', ['钮守一 黄石理工大学教授', '钮守一 会长 comes']],
    ['学会秘书长桓远帆任首任站长。', ['桓远帆 学会秘书长', '桓远帆 首任站长 comes']],
    [
      '敬亭松任市科协党组书记，苗叙不再担任市科协党组书记职务。',
      ['敬亭松 市科协党组书记 comes', '苗叙 市科协党组书记 leaves'],
    ],
    [
      '市气象学会会长不再由郜大壮担任，由沙沐阳接任。',
      ['郜大壮 市气象学会会长 leaves', '沙沐阳 市气象学会会长 comes'],
    ],
    ['6月，牟清源接替任满的漆文澜担任秘书长。', ['牟清源 秘书长 comes', '漆文澜 秘书长 leaves']],
    ['原主席蔺仲平转任市总工会主席。', ['蔺仲平 主席 leaves', '蔺仲平 市总工会主席 comes']],
  ])('is read of %s', (text, expected) => {
    expect(held(text)).toEqual(expected);
  });

  it('is read behind any verb that appoints, whatever describes them, and of all that are listed', () => {
    const verbs = fc.constantFrom('增选', '增补', '补选', '改选', '推选', '选举', '任命');
    const described = fc.constantFrom('', '县林业局高级工程师', '市一中教师');
    const office = fc.constantFrom('副主席', '常务委员', '理事长', '副会长');
    fc.assert(
      fc.property(verbs, described, office, (verb, who, post) => {
        expect(held(`8月23日，全委会${verb}${who}祖逸舟为${post}。`)).toContain(`祖逸舟 ${post} comes`);
        expect(held(`会议${verb}邬志恒、柴秋岚为${post}。`)).toEqual([
          `邬志恒 ${post} comes`,
          `柴秋岚 ${post} comes`,
        ]);
      }),
    );
  });

  const NAMES = ['祁望舒', '田北野', '许南乔', '覃远山', '邓知秋', '郑砚秋'];
  const POSTS = ['主席', '理事长', '院长', '总工程师', '馆长', '秘书长'];
  const BODIES = ['市医学会', '市农学会', '市人民医院', '海州船舶有限公司', '市科技馆', '东海大学'];
  const two = (of: readonly string[]) => fc.shuffledSubarray([...of], { minLength: 2, maxLength: 2 });
  const FORMS = [
    ([p, q]: string[], [a, b]: string[]) => `${a}${p}、${b}${q}获评先进个人。`,
    ([p, q]: string[], [a, b]: string[]) => `${p}当选${a}，${q}当选${b}。`,
    ([p, q]: string[], [a, b]: string[]) => `${a}${p}出席会议，${b}${q}作交流发言。`,
    ([p, q]: string[], [a, b]: string[]) => `名单：${p}（${a}）、${q}（${b}）。`,
    ([p, q]: string[], [a, b]: string[]) => `${a}由${p}担任，${b}由${q}担任。`,
  ];

  it('keeps two people of one sentence apart, in whichever order they stand', () => {
    fc.assert(
      fc.property(
        two(NAMES),
        two(POSTS),
        two(BODIES),
        fc.constantFrom(...FORMS),
        (people, posts, bodies, form) => {
          const offices = posts.map((post, i) => `${bodies[i]}${post}`);
          const text = form(people, offices);
          const found = readHoldings(fold(text));
          for (const [i, name] of people.entries()) {
            const own = found.filter(({ person }) => person.name === name).map(({ office }) => office);
            expect([text, name, own]).toEqual([text, name, [offices[i]]]);
          }
        },
      ),
    );
  });
});
