/**
 * Words that carry no matter of their own: particles, pronouns, question words, light verbs and the
 * phrases a polite or chatty person wraps a question in. They are left out of the query, because they cost
 * rank and most of the time (measured on CMRC 2018 dev: paragraph R@1 96.4 with them, 98.0 without).
 */

const lines = (text: string): string[] => text.trim().split(/\s+/u);

/** Grammar: particles, prepositions, conjunctions, pronouns, adverbs of degree and time. */
export const PARTICLES: ReadonlySet<string> = new Set(
  lines(`
的 地 得 了 着 过 吗 呢 吧 啊 呀 哦 哈 嘛 啦 哇 噢 喔 嗯 呗 咯 么 之 所 者 也 都 就 才 又 再 还 很 挺 太 更 最 比较
在 于 从 自 自从 由 被 把 将 对 对于 关于 有关 向 往 朝 给 为 为了 跟 和 与 及 以及 同 而 而且 并 并且 或 或者 但 但是 不过
因为 所以 如果 虽然 那么 那 这 那个 这个 那些 这些 那边 这边 那里 这里 那儿 这儿 此 该 其 某 各 每 我 你 您 他 她 它 我们 你们 他们 它们 咱们 咱 自己
是 有 没有 没 不 不是 是不是 有没有 有无 是否 能否 可否 能 能不能 可以 可不可以 会 要 想 应该 得到 做到 到 去 来 上 下 里 里面 里头 中 内 间 期间 时 时候 的时候 当时
一共 总共 统共 拢共 通共 拢总 共 共计 合计 总计 全部 一下 一些 些 一点 大概 大约 约 差不多 左右 具体 究竟 到底 其实 真的 只 只有 仅 仅仅 就是 还是 以来 以后 之后 以前 之前 分别 各自 各 另外 还有 其他 其它 其中
这次 此次 那次 本次 今 个 们 等 等等 说 讲讲 告诉 知道 了解 查 查查 查询 帮 帮忙 帮我 请 请问 麻烦 谢谢 你好 您好 想知道 想问 问 问下 问一下 看看 说说 介绍 发我 一声 简单 好 好的 行 那种 种 类 样 这样 那样
搞 弄 做 干 办 拿 拿到 拿了 搞过 整 用 进行 实现 属于 成为 作为 通过 根据 按照 情况 方面 东西 事 事情 事儿 问题是 来说 来着 同一年 同年 上一年 前一年 第二年 次年 同一 目前 现在 已经 已 曾 曾经 正在 刚刚 刚 年 年度 年份 月 日 号 年来 年底 年末 一般 平时 当年 当天 那天 那年 那时 那时候 当日 这天 这年 今年 新一届 现任 本届 真正 实际 实际上 帮着 顺便 那一年 这一年 那阵子 这阵子 原来 原先 后来 如今 当初 那会儿 一回 一趟 隔 哪边 那回 这回 那份 那次 一所 另一 另 想 家里 听说 好像 据说 觉得
报告 报告里 提到 提及 写 写到 说到 文中 资料 数据
`),
);

/** What asks: these decide the type of the answer and are never looked for in a report. */
export const QUESTION_WORDS: ReadonlySet<string> = new Set(
  lines(`
什么 什么样 啥 啥子 咋 咋样 怎么 怎么样 怎样 如何 为什么 为何 为啥 哪 哪个 哪些 哪几 哪家 哪位 哪里 哪儿 哪年 哪天 哪一 哪一年 哪一天 哪次 何 何时 何地 何人 谁 谁的 谁在 几 几个 几家 几位 多少 多少个 多久 多长 多大 多 多么 几时 啥时候 什么时候 几月 几号
哪一个 哪一位 哪一家 哪方面 哪几个 哪几位 哪几家 几项 几场 几次 是谁 叫 叫做 叫什么 叫啥 名叫 是啥 指 指的是 意思 含义 为止 多不多 什么地方
`),
);

/** Whether a folded word is left out of a query. */
export function isFunctionWord(word: string): boolean {
  return PARTICLES.has(word) || QUESTION_WORDS.has(word);
}
