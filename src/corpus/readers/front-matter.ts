/**
 * The YAML block between two `---` lines at the top of a Markdown or text file. Only its syntax is checked
 * here; what the fields mean is for whoever makes a report of the document.
 */
import { VFile } from 'vfile';
import { matter } from 'vfile-matter';
import { type ErrorCode, YAMLParseError } from 'yaml';
import { type Refusal, refuse } from './reader.ts';

/** A file's front matter and the text below it. */
export interface FrontMatter {
  readonly ok: true;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** A page of metadata is plenty; the YAML parser is not made for more. */
const maxFrontMatterChars = 64 * 1024;

/** Takes the front matter off a text; a text without any has empty metadata. */
export function takeFrontMatter(text: string): FrontMatter | Refusal {
  const opening = /^---(?:\r\n|\n|\r)/u.exec(text);
  if (!opening) return { ok: true, metadata: {}, body: text };
  const closing = /(?:\r\n|\n|\r)---(?:\r\n|\n|\r|$)/u.exec(text.slice(0, maxFrontMatterChars));
  if (!closing) {
    // A lone rule at the top of a text is no front matter; a key right below it is.
    const isMeant = /^[A-Za-z_\u4e00-\u9fff]{1,40}[ \t]{0,9}:/u.test(text.slice(opening[0].length));
    return isMeant
      ? refuse('开头的元数据（front matter）没有结束；请在元数据之后单独加一行 ---')
      : { ok: true, metadata: {}, body: text };
  }
  const file = new VFile({ value: text });
  try {
    // Twenty aliases are more than metadata needs; nested ones are counted with what they repeat.
    matter(file, { strip: true, yaml: { maxAliasCount: 20, logLevel: 'error' } });
  } catch (error) {
    return refuse(yamlMessage(error));
  }
  const metadata: unknown = file.data['matter'];
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) {
    return refuse('开头的元数据（front matter）不是“字段: 值”的形式；请每行写一个字段，如 title: 标题');
  }
  return { ok: true, metadata: metadata as Readonly<Record<string, unknown>>, body: String(file) };
}

/** What the parser found, for those errors that a person makes. */
const yamlReasons: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_ALIAS: '* 或 & 是 YAML 的引用符号，用作文字要加引号',
  BAD_INDENT: '缩进不对',
  BLOCK_AS_IMPLICIT_KEY: '值里的冒号要加引号，或缩进不对',
  DUPLICATE_KEY: '字段重复',
  MISSING_CHAR: '缺少引号、括号、逗号或冒号',
  TAB_AS_INDENT: '缩进要用空格，不能用制表符',
};

function yamlMessage(error: unknown): string {
  if (error instanceof YAMLParseError) {
    // The opening --- is line 1 of the file, and the parser never sees it.
    const line = (error.linePos?.[0].line ?? 1) + 1;
    return `元数据（front matter）第 ${line} 行不是有效的 YAML（${yamlReasons[error.code] ?? '语法错误'}）；请改正该行`;
  }
  return '元数据（front matter）里的 YAML 引用（& 和 *）无效或过多；请只写普通的“字段: 值”';
}
