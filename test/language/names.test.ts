import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrganisations, readPeople, readPlaces, readQuoted } from '../../src/language/names.ts';

const people = (text: string, hints?: readonly string[]) =>
  readPeople(text, hints).map(({ name, office }) => [name, office]);
const organisations = (text: string) => readOrganisations(text).map(({ name }) => name);
const places = (text: string) => readPlaces(text).map(({ name }) => name);

describe('people', () => {
  it.each([
    ['”市科协主席、党组书记林士良说。', [['林士良', '市科协主席、党组书记']]],
    [
      '得到市委书记祁海龙，市委副书记、市长仲旭东，市政协主席石云良的批示肯定',
      [
        ['祁海龙', '市委书记'],
        ['仲旭东', '市委副书记、市长'],
        ['石云良', '市政协主席'],
      ],
    ],
    [
      '市领导王道平、柯卫明、陈群伟、汤建萍等出席活动。',
      ['王道平', '柯卫明', '陈群伟', '汤建萍'].map((name) => [name, '市领导']),
    ],
    ['西北工业大学太仓校区张浩博士获2021年度资助', [['张浩', '博士']]],
    ['邀请施剑林院士加入', [['施剑林', '院士']]],
    ['在苏州大学柴之芳院士的大力支持下', [['柴之芳', '院士']]],
    ['我市推荐的姚爱英老师荣获', [['姚爱英', '老师']]],
    [
      '邀请中科院老科学家科普演讲团成员王康、位梦华分别作了',
      [
        ['王康', '中科院老科学家科普演讲团成员'],
        ['位梦华', '中科院老科学家科普演讲团成员'],
      ],
    ],
    [
      '专门邀请著名漫画家、上海美术家协会主席郑辛遥带队的专家指导团',
      [['郑辛遥', '著名漫画家、上海美术家协会主席']],
    ],
    ['苏州海苗生物科技有限公司总经理谭森获评', [['谭森', '苏州海苗生物科技有限公司总经理']]],
    ['特别是吴健雄精神的宣传', [['吴健雄', '']]],
    ['余卓平受聘为太仓市创新发展顾问', [['余卓平', '']]],
    ['□本报记者 肖朋', [['肖朋', '本报记者']]],
    ['浙江大学欧阳明高院士应邀作报告', [['欧阳明高', '院士']]],
    [
      '进站院士分别为祝南乔、濮远志',
      [
        ['祝南乔', '进站院士'],
        ['濮远志', '进站院士'],
      ],
    ],
    ['责任编辑：沐晓禾', [['沐晓禾', '责任编辑']]],
    ['首席专家司空朗，入驻研究生7名', [['司空朗', '首席专家']]],
    [
      '张继科（市农业农村局）、王芳（市第一人民医院）获奖',
      [
        ['张继科', '市农业农村局'],
        ['王芳', '市第一人民医院'],
      ],
    ],
    [
      '徐志刚、吴敏、孙丽娜、高建平等12人被评为',
      [
        ['徐志刚', ''],
        ['吴敏', ''],
        ['孙丽娜', ''],
        ['高建平', ''],
      ],
    ],
  ] as const)('%s', (text, expected) => {
    expect(people(text)).toEqual(expected);
  });

  it('a name recognised once is found again where nothing stands around it', () => {
    expect(people('弘扬吴健雄精神，创作科普剧《邮票上的吴健雄》').map(([name]) => name)).toEqual([
      '吴健雄',
      '吴健雄',
    ]);
  });

  it('a name known from elsewhere is found', () => {
    expect(people('当天谭森到场', ['谭森'])).toEqual([['谭森', '']]);
  });

  it.each([
    '市科协主席高度重视，亲自部署',
    '专家组成员马上开展工作',
    '邀请相关领域专家成立指导组',
    '会长单位组织成立专家委员会',
    '金山、平湖、常熟、江阴、张家港、黄浦等地代表参加',
    '高新区成功申报项目，江苏、安徽等地专家高质量完成任务',
    '邀请省数字经济学会专家来平作专题报告',
    '部分著名漫画家和科普专家与爱好者见面',
    '温润娄东大地，全国各方面成果丰硕',
    '弘扬科学家精神和工匠精神',
    '石油化工企业负责人说',
  ])('%s names nobody', (text) => {
    expect(people(text)).toEqual([]);
  });

  it('the office stands where its offsets say', () => {
    const text = '副市长金卫东出席，施剑林院士作报告';
    for (const { office, officeStart, officeEnd } of readPeople(text))
      expect(text.slice(officeStart, officeEnd)).toBe(office);
  });
});

describe('institutions', () => {
  it.each([
    ['与上海市机械工程学会建立紧密合作关系', ['上海市机械工程学会']],
    [
      '黄浦区科协、静安区科协，江苏省昆山市科协以及平湖市科协主办',
      ['黄浦区科协', '静安区科协', '江苏省昆山市科协', '平湖市科协'],
    ],
    ['由上海市科学技术协会、科普教育发展基金会指导', ['上海市科学技术协会', '科普教育发展基金会']],
    ['太仓科技馆被省科协推荐参评', ['太仓科技馆', '省科协']],
    ['市科协联合市委宣传部、市教育局、市文联等部门', ['市科协', '市委宣传部', '市教育局', '市文联']],
    ['邀请中国科学院上海硅酸盐研究所所长宋力昕', ['中国科学院上海硅酸盐研究所']],
    [
      '成为我市第2家国家海外人才离岸创新创业(苏州)基地服务中心。',
      ['国家海外人才离岸创新创业(苏州)基地服务中心'],
    ],
    ['启动仪式在农开区（广陈镇）党群服务中心隆重举行', ['农开区（广陈镇）党群服务中心']],
    ['西北工业大学太仓校区张浩博士', ['西北工业大学太仓校区']],
    ['联合西工大筹建苏州市航空航天学会', ['西工大', '苏州市航空航天学会']],
    ['太仓市科技志愿服务大队成为江苏唯一', ['太仓市科技志愿服务大队']],
    ['黄石二中学生濮阳可获二等奖', ['黄石二中']],
    ['云岭一中、二中和实验小学师生', ['云岭一中', '实验小学']],
  ] as const)('%s', (text, expected) => {
    expect(organisations(text)).toEqual(expected);
  });

  it.each([
    '围绕中心、服务大局',
    '提升科协的影响力',
    '大学生和中学生',
    '擦亮了学会组织的招牌',
    '呈现新格局',
    '一名教育部门的干部',
    '高一中学生和十八届三中全会',
  ])('%s names none', (text) => {
    expect(organisations(text)).toEqual([]);
  });
});

describe('places', () => {
  it.each([
    ['在明湖公园举办“科普定向赛”', ['明湖公园']],
    ['《加油！科学+》进驻平湖经济技术开发区钟埭社区演出', ['平湖经济技术开发区钟埭社区']],
    ['产业技术创新联盟在平湖成立', ['平湖']],
    ['在农开区（广陈镇）党群服务中心隆重举行', ['农开区（广陈镇）党群服务中心']],
    ['占嘉兴市的50%', ['嘉兴市']],
    ['来自虞山街道、琴湖社区的居民', ['虞山街道', '琴湖社区']],
  ] as const)('%s', (text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  it.each([
    '在我市隆重举行',
    '城市、农村和社区',
    '在2020年举行',
    '在疫情期间召开',
    '全国科普示范市',
    '建设大城市',
  ])('%s names none', (text) => {
    expect(places(text)).toEqual([]);
  });
});

describe('quotations', () => {
  const inner = (text: string) => readQuoted(text).map((quoted) => [quoted.mark, quoted.inner]);

  it('book titles, quotation marks and nested ones are read', () => {
    expect(inner('作了《动植物大战》，“这次‘凝智助力’比拼赛”和"e站"')).toEqual([
      ['《》', '动植物大战'],
      ['“”', '这次‘凝智助力’比拼赛'],
      ['‘’', '凝智助力'],
      ['""', 'e站'],
    ]);
  });

  it('a doubled opening mark leaves the inner pair', () => {
    expect(inner('““凝智助力””比拼赛')).toEqual([
      ['“”', '“凝智助力”'],
      ['“”', '凝智助力'],
    ]);
  });

  it('a stray mark is skipped', () => {
    expect(inner('”林士良说。“科普万家”拉力赛“')).toEqual([['“”', '科普万家']]);
    expect(inner(`“${'长'.repeat(90)}“三服务”`)).toEqual([['“”', '三服务']]);
    expect(inner('“一段\n\n另一段”')).toEqual([]);
  });
});

const nameLike = fc
  .array(
    fc.constantFrom(
      ...'王林李高欧阳士良平伟成功市科协主席书记院士教授说、，。和与在举行大学公司（）《》“”" \n委员会中心太仓区县等邀请联合精神著名12'.split(
        '',
      ),
    ),
    { maxLength: 60 },
  )
  .map((characters) => characters.join(''));

describe('any text', () => {
  it.each([
    ['people', (text: string) => readPeople(text, ['王林', 'a'])],
    ['institutions', readOrganisations],
    ['places', readPlaces],
  ] as const)('%s slice back to their names, in order and without overlap', (_kind, readNames) => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nameLike), (text) => {
        let end = 0;
        for (const reading of readNames(text)) {
          expect(text.slice(reading.start, reading.end)).toBe(reading.name);
          expect(reading.start).toBeGreaterThanOrEqual(end);
          expect(reading.end).toBeGreaterThan(reading.start);
          end = reading.end;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('quotations stand between their marks', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nameLike), (text) => {
        for (const { start, end, inner, innerStart, innerEnd, mark } of readQuoted(text)) {
          expect(text.slice(start, end)).toBe(mark[0] + inner + mark[1]);
          expect(text.slice(innerStart, innerEnd)).toBe(inner);
        }
      }),
    );
  });
});

describe('people who are elected together', () => {
  const surname = fc.constantFrom('苏', '周', '廉', '李', '郑', '冯');
  const names = fc
    .tuple(
      // Also characters that are not usual in given names, but for the last, by whom the others are told.
      fc.array(fc.tuple(surname, fc.constantFrom('晚桥', '颇山', '山平', '云帆')), { maxLength: 3 }),
      fc.tuple(fc.constantFrom('苏', '周', '李', '郑'), fc.constantFrom('山平', '云帆', '若谷')),
    )
    .map(([others, last]) => [...new Set([...others, last].map((parts) => parts.join('')))]);

  it('are all read, however it is said and whatever their names are made of', () => {
    fc.assert(
      fc.property(
        names,
        fc.constantFrom('当选', '任', '为', '担任'),
        fc.constantFrom('副主席', '常务副主席', '秘书长', '理事长'),
        fc.constantFrom('', '会议选举纪若谷为主席，', '6月28日，'),
        (elected, verb, post, before) => {
          const read = readPeople(`${before}${elected.join('、')}${verb}${post}。`).map((one) => one.name);
          expect(read.filter((one) => one !== '纪若谷')).toEqual(elected);
        },
      ),
    );
  });

  it('are none where 为 leads to no post of theirs', () => {
    for (const text of [
      '安徽科协为主席单位。',
      '高度评价为会长团队。',
      '上述意见为主席们所知。',
      '全年为主。',
    ])
      expect(readPeople(text)).toEqual([]);
  });
});
