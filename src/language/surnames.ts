/**
 * What Chinese personal names are made of, and the ordinary words that look like one.
 */
import { wordLists } from '../knowledge/word-lists.ts';

/** Surnames that hardly begin another word. */
export const SURNAMES: ReadonlySet<string> = new Set(
  '习王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐韩冯邓曹彭肖田董潘袁蔡蒋余杜叶程苏魏吕丁卢姚沈钟姜崔谭陆汪范廖贾夏韦傅邹孟熊秦邱尹薛闫段侯龙陶黎贺顾毛郝龚邵钱严覃戴莫孔汤温施樊葛邢乔伍庞颜倪庄聂鲁岳翟殷詹申欧耿焦俞柳祝尚舒阮柯纪童凌裴霍苗谷盛翁冉骆蓝辛靳柴蒙鲍喻祁蒲滕屈饶牟艾尤阳吉缪芦麦褚娄窦戚岑费卜晏席米柏宗瞿桂佟臧闵苟邬卞姬仇栾隋刁沙寇桑甄丛敖巩佘查迟匡鞠惠荆冀郁胥班楚鄢劳谌奚皮粟冼蔺豆练禹祖巴扈晁芮阙戈鹿邸雍辜裘修邰赫杭那宿阎茹诺慕嵇湛宾戎茅呼尉冶束檀昝智植闭肇幸薄储花揭罕鄂郗蹇羿仉糜麻竺丰堵麴扶壤沐隗邴桓庾逄亓郇郏綦璩萧赖丘郜仝郦厍蒯逯訾庹禚乜谯酆汲宓钭荀贲戢郤呙缑琚雒亢夔',
);

/** Surnames that are frequent words or word beginnings themselves: they need more evidence around them. */
export const AMBIGUOUS_SURNAMES: ReadonlySet<string> = new Set(
  '章昂洪高马许曾于石方白金江雷史万武向康文牛安齐易兰左甘包宁符单毕季涂成曲路游管房解穆农司卓古简车项连景党宫冷卫边师商巫郎仲虞明池苑邝官封谈乐南原栗燕楼盘满闻位伊区海阚权强帅屠朴盖廉井漆支卿狄平计索宣晋相初门云容敬都普浦伏羊阿乌母况印战危玉银哈利斯衣信展阴衡富尧关常任华东励水木广甫冒凤步尔酒殳越隆钮喜应蔚濮靖遆梅时畅宦暨居沃融巢农付代仰毋诸厉牧暴韶蓟苍莘贡宰寿慎弘禄揣昌贝弓松铁宛鱼滑蓬籍咸於',
);

export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  '毋丘 公良 尔朱 欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 端木 南宫 呼延 独孤 钟离 申屠 澹台 轩辕 闻人 淳于 单于 濮阳 公冶 太史 东方 西门 完颜 纳兰 司空 鲜于 赫连 百里 东郭 万俟 闾丘 拓跋 谷梁 乐正 公西 巫马 漆雕 宗政 仲孙'.split(
    ' ',
  ),
);

/** Characters that are usual in given names. */
export const GIVEN_NAME_CHARACTERS: ReadonlySet<string> = new Set(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建国文斌鹏辉志永健俊峰云龙飞波宁宇鑫浩博轩涵睿欣琦昊晨雪梅兰竹菊莲琴琳莉莎雯婷倩颖洁璐瑶佳慧琪蕾薇菲悦怡蓉娥珍珠翠凤仙香春秋冬雨雷霜江海湖林森松柏柳杨楠桐栋梁柱金铭钧钰锦锋钢铁鸿雁鹤燕虎麟骏驰光耀灿炳焕烨炎焱晶莹星辰曦旭阳晓昕昱晖景朝坤乾亨贞仁义礼智信忠孝廉勤俭良恭德才贤善真诚正道安康福禄寿喜贵荣昌盛兴旺发达胜利凯旋捷冠帅武彬章诗剑侠雄豪壮毅坚恒远宏渊泽润沛霖霏露虹丹青素玄祥瑞吉庆嘉佑祺裕丰盈年延长久世昭宣显扬立业勋兆民生邦定治清亮朗皓力子士之爱会群卫卓梦辛遥朋奇奎伦仪伯仲叔季孟宗祖绍继承先启新益炜煜煊熙然冉学思源本根元一二三东西南北中卿君臣家齐美娇媛婉姝妍妮娣姣婵娴珊玲珑玛瑾瑜璇璟环珂珮琼瑛蓓蕊芬芝芸茜荷菁萌蓝蔚苗若艺苏茂萱芙芷月心悠恬恺怀惠慈忆意恩慕懿洪涌淑淼溪滨澜澄浦法泉济沁汉河渝鲲鲁鹰鸣凌冰冲凡方佩侃保修伶任传伍全公其典初前功加劲勉化升印历厚原友双可史右叶同名向吕周和品哲唐喆园圣培基堂增声夫天太奕好妙如妹姗威娅守宜实宸容宽富密察寅尚尧山岐岩岚岭岳峥峻崇崑嵘川州巍工己布帆师希常幸广庚应庭廷开弘张彦彤彪征徽徐微必慎成战抒拓振挺敬敦斐斯施日时昆易是晋晗普暄曙曼有木来杭枝柯栩格桃桑梓梧棋楚榕槐樊欢步殿毓水汝沐沂沈泓泰洲津洛流浚淇淮深渠湘溢滢滔潇潮澍火灵炯烈焰煌照熊爽牧特猛献玖玥玮玺珉珏班理琛琨瑄璞用甫田甲畅疆百皎盼直相省眉睦石磐祉禹科稳端竣笑策简纯纲绪绮维缨罗羽翔翰耘耿聪肖育胤腾自航舒舟芮苇范荃莺菡葆蒙藏虔行衍裴观言誉语谦谨谷豫象贝财赛赞起越跃路轶载迅迎运进连迪逸邈邱采里重野钊钟钦铎铠锐锡镇键门闻阔陆隆隽雅集霄非韦韬音韵顺领风飒馨首驹骁高魁魏鲜鸥鹂黎龄',
);

/** Characters that do not stand in a given name: function words and the ends of places and institutions. */
export const NOT_IN_GIVEN_NAMES: ReadonlySet<string> = new Set(
  '的了是在和与或被等这那其但也都就还很最更各每某该此把吗呢吧啊么们个些哪什怎你我他她它说局部委省市区县镇乡站馆厂店校厅处所院届项场次名位只两几第人',
);

/** Of these, the ones that names have now and then (殷其雷, 晏清和): they speak against a name without ruling it out. */
export const RARE_IN_GIVEN_NAMES: ReadonlySet<string> = new Set('其和与也名');

const ORDINARY: ReadonlySet<string> = new Set(wordLists('ordinary-words.txt', ['word']).word);

/** Whether two characters are an ordinary word rather than a name: 高新, 成功, 常熟. */
export function isOrdinaryWord(first: string, second: string): boolean {
  return ORDINARY.has(first + second);
}
