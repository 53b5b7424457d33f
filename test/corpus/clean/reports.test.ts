import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleanContent, findPlaceholders } from '../../../src/corpus/clean.ts';
import type { Block } from '../../../src/corpus/document.ts';
import { inferMetadata } from '../../../src/corpus/metadata.ts';

// The reports themselves are not ours to keep here; the tests run where a checkout has them next to it.
const folder = join(import.meta.dirname, '../../../../shared/reports');
const files = existsSync(folder) ? readdirSync(folder) : [];

interface Expected {
  readonly headings: readonly string[];
  readonly captions: readonly string[];
  readonly intact: readonly string[];
  readonly association: string;
  readonly place: string;
  readonly year: number;
  readonly title: string;
}

const PINGHU: Expected = {
  headings: [
    '1 推进科学普及 助力科技创新',
    '3 【看点】',
    '3 【盘点】',
    '2 “凝智助力”比拼赛 同心共逐“科创梦” 彰显科协特色',
    '3 【看点】',
    '3 【盘点】',
    '2 “科普万家”拉力赛 助力文明创建体现科协担当',
    '3 【看点】',
    '3 【盘点】',
    '2 科教融合系列赛 放飞创新梦想践行科协使命',
    '3 【看点】',
    '3 【盘点】',
  ],
  captions: [],
  intact: [
    '组织开展“凝智助力”比拼赛与“科普万家”拉力赛，为实现“两战赢”目标贡献着科协力量',
    '平湖成为浙江省目前为止获批的4家区县级“海智基地”之一，同时也是2020年全国获批的16家“海智基地”之一',
    '由中国科协与海外科技团体共同发起、2004年2月正式启动',
    '邀请相关领域知名专家42人次',
    '搜集、对接企业技术难题29项',
    '其间组织“云诊断”活动4场',
    '落实解决技术难题11项，为企业培训技术人员共计50人次',
    '占嘉兴市的29%；1家院士工作站申报省级站，占嘉兴市的50%；新增一家海外院士工作站',
    '2020年5月23日，我市隆重举行',
    '正式发布了参加比拼赛的18个项目，内容涵盖安全生产',
    '截至目前，18个项目已全部顺利完成',
    '全年共收到申报项目105项，其中重点项目立项21项',
    '平湖市“科普万家拉力赛 文明创建嗨起来”启动仪式',
    '在以“科普万家拉力赛 文明创建嗨起来”为主题的系列科普活动中',
    '共开展各类科普活动106项，其中社区科普行动27项、乡村振兴科普行动21项、校园科普行动8项、科普教育基地联合行动5项，现场服务群众8.6万人次',
    '大型科普情景剧《加油！科学+》进驻平湖经济技术开发区钟埭社区演出，吸引了近2000名市民观看',
    '以每两天1条的频率及时跟进发布疫情防控科普知识，受众人数达170万人次',
    '通过全市118个“科普e站”全天滚动播放',
    '共有16幅作品分别获得一、二、三等奖，30幅作品荣获优秀奖，近500幅作品获入围奖',
    '大赛中共收到作品302件、推荐参赛作品93件，承办了2020长三角地区科普漫画大赛颁奖仪式',
    '参加2020上海国际STEAM课程开发者黄金大奖赛；选送作品参加2020长三角地区科普课件大赛并获奖',
    '承办第35届嘉兴市青少年科技创新大赛终评展示活动',
  ],
  association: '平湖市科协',
  place: '平湖市',
  year: 2020,
  title: '推进科学普及 助力科技创新',
};

const TAICANG: Expected = {
  headings: [
    '1 凝心聚力谋发展 砥砺奋进新征程 科协力量赋能太仓高质量发展',
    '2 启迪智慧 活跃思想 凝心聚力服务科技工作者',
    '2 瞄准需求 精准对接 添薪续力助推创新发展加速度',
    '2 细化任务 狠抓落实 群策群力引领科学普及新风尚',
    '2 深化品牌 提升服务 从严从实加强自身建设提实效',
  ],
  captions: [
    '中国海归创业联盟海智专家来太调研，开展项目对接',
    '“质量人生 感受质量管理新趋势”科技人才沙龙',
    '流动科技馆进基层',
    '科技发展主题展览活动',
    '第33届科普宣传周《最强大脑》科普活动',
    '资助举办国家级重点学术活动',
  ],
  intact: [
    '在2016~2020年度全国科普示范县(市、区)总结评估中',
    '成功入选2021~2025年度全国科普示范市创建名单',
    '太仓科技馆被省科协推荐参评“全国科普教育基地”',
    '举办“5·30全国科技工作者日”暨第九届吴健雄节纪念活动',
    '“科创江苏”创新创业大赛项目一等奖1个、三等奖1个',
    '举办“复合材料与绿色航空论坛”等重点学术活动8场，7个国家学会来太助力创新发展',
    '成为我市第2家国家海外人才离岸创新创业(苏州)基地服务中心',
    '开展主题为“海智汇娄城 科创加速度”的2021“海智服务基层行”全球创新创业大赛',
    '立项19个软课题。围绕数字化采用定向约稿方式立项软课题2个',
    '共开展科普活动925项，超50余万人次受益',
    '“你我讲”科普大讲堂118场次，超6100人次受益',
    '“美丽城市”科普行动——征集作品颁奖仪式暨环保创意走秀活动获评“2021年全国科普日优秀活动”',
    '信息员超7.9万人，传播科普信息超93万次',
    '系列活动53场，中科协青少年创客基地活动74场，“馆校合作”实践活动402课时',
    '平台发布活动超5700场次，在全市五大平台排名第二',
    '新增苏州市级科普教育基地2家、苏州市科普示范社区3个、苏州市科普惠农服务站2个',
    '命名太仓市科普教育基地4家，全市142块科普画廊每月更新科普内容',
    '支部“5+X”主题党日、三会一课',
    '“碳达峰 碳中和”知识竞赛',
  ],
  association: '太仓市科协',
  place: '太仓市',
  year: 2021,
  title: '凝心聚力谋发展 砥砺奋进新征程 科协力量赋能太仓高质量发展',
};

const REPORTS: readonly (readonly [start: string, expected: Expected])[] = [
  ['pinghu-2020', PINGHU],
  ['taicang-2021', TAICANG],
];

for (const [start, expected] of REPORTS) {
  const file = files.find((name) => name.startsWith(start));

  describe.skipIf(file === undefined)(`the report ${start}`, () => {
    const raw = file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
    const lines = raw.split('\n');
    const blocks: readonly Block[] = cleanContent({ layout: 'lines', lines });
    const of = (kind: Block['kind']) => blocks.filter((block) => block.kind === kind);
    const paragraphs = of('paragraph').map((block) => block.text);

    it('has its headings in order, each before its section', () => {
      expect(of('heading').map(({ level, text }) => `${level} ${text}`)).toEqual(expected.headings);
      expect(of('caption').map(({ text }) => text)).toEqual(expected.captions);
    });

    it('has whole paragraphs, each ending a sentence', () => {
      for (const text of paragraphs) expect(text).toMatch(/[。！？]”?$/);
      for (const text of paragraphs) expect(text).not.toMatch(/^[，。、；：”’）》]/);
    });

    it('keeps every digit in its order', () => {
      const digits = (text: string) => text.replace(/\D/g, '');
      expect(digits(blocks.map((block) => block.text).join(''))).toBe(digits(raw));
    });

    it('loses no character of its prose', () => {
      const bare = (text: string) => text.replace(/\s/gu, '');
      const whole = bare(lines.join(''));
      for (const text of paragraphs) expect(whole).toContain(bare(text));
      const others = new Set(blocks.filter(({ kind }) => kind !== 'paragraph').map(({ text }) => bare(text)));
      const doubled = /^““|(.{6,})\1/;
      const prose = lines.filter(
        (line) => !doubled.test(line) && ![...others].some((text) => isPartOf(bare(line), text)),
      );
      expect(bare(paragraphs.join('')).length).toBe(bare(prose.join('')).length);
    });

    it('has no stray spaces in its sentences', () => {
      for (const text of paragraphs) {
        expect(text.replace(/“[^”]*”/g, '')).not.toMatch(/\p{Script=Han} | \p{Script=Han}|\d /u);
      }
    });

    it.each(expected.intact)('says %s', (phrase) => {
      expect(blocks.map((block) => block.text).join('\n')).toContain(phrase);
    });

    it('is clean: cleaning again changes nothing, and no placeholder is found', () => {
      expect(cleanContent({ layout: 'blocks', blocks })).toEqual(blocks);
      expect(findPlaceholders(blocks)).toBeNull();
    });

    it.each([file ?? '', 'report.txt'])(
      'shows whose it is, for which year and for whom, as %s',
      (fileName) => {
        const document = { file: fileName, metadata: {}, content: { layout: 'lines', lines } } as const;
        const result = inferMetadata(document, blocks);
        expect(result).toMatchObject({
          metadata: {
            association: expected.association,
            place: expected.place,
            period: { from: expected.year, to: expected.year },
            title: expected.title,
            audience: 'public',
            published: '',
          },
        });
      },
    );
  });
}

/** A title of two lines is one heading. */
function isPartOf(line: string, heading: string): boolean {
  return line !== '' && (heading.startsWith(line) || heading.endsWith(line)) && line.length > 3;
}
