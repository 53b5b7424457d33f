/** What the interface takes and gives, once for reading it, for describing it and for testing it. */
import { z } from 'zod';

const range = z.object({ start: z.number().int(), end: z.number().int() });

const citation = z.object({
  report: z.string().describe('报告编号'),
  title: z.string(),
  association: z.string().describe('单位；报告没说时是空的'),
  period: z.string().describe('2020 或 2017—2021；报告没说时是空的'),
  publisher: z.string().optional().describe('谁发布的；报告没说时没有这一项'),
  published: z.string().optional().describe('什么时候发布的；报告没说时没有这一项'),
  source: z.string().optional().describe('报告从哪里来：网址，或一句话；报告没说时没有这一项'),
  passage: z.string().describe('段落编号；段落文字不变，重建索引后也不变'),
  section: z.array(z.string()).describe('段落上面的各级标题'),
  quote: z.string().describe('原句，一字不改'),
  start: z.number().int().describe('原句在报告文字里的起点（UTF-16）'),
  end: z.number().int(),
  highlight: range.nullable().describe('原句里回答问题的那几个字；整句都是时为 null'),
  link: z.string().optional().describe('看原文的网址；设了 KEWEN_PUBLIC_URL 才有'),
});

export const askQuery = z.object({
  q: z.string().describe('问题，不超过 500 字'),
  previous: z.string().optional().describe('同一段对话里前面的问题，一行一个，先问的在前'),
  id: z.string().optional().describe('原样放进回答，用来对上问题'),
});

export const askReply = z.object({
  id: z.string().optional(),
  kind: z.enum(['answered', 'clarify', 'unanswered', 'help']),
  text: z.string(),
  confidence: z.number(),
  citations: z.array(citation),
  nearest: z.array(citation).describe('没答上时最接近的原文，不一定是答案'),
  suggestions: z.array(z.string()),
  generation: z.string().describe('用的是哪一代索引'),
  standard: z
    .object({
      id: z.string(),
      source: z.object({ title: z.string(), url: z.string(), published: z.string() }),
      expires: z.string().nullable(),
    })
    .optional()
    .describe('维护者写的标准回答才有'),
  elapsedMs: z.number(),
});

export const suggestQuery = z.object({ q: z.string().describe('已经打的字') });

export const suggestReply = z.object({
  suggestions: z.array(
    z.object({
      kind: z.enum(['report', 'section', 'question']),
      text: z.string(),
      of: z.string().describe('标题是哪份报告的；其他为空'),
      path: z.string().describe('点它去哪里'),
    }),
  ),
});

export const reportsReply = z.object({
  generation: z.string(),
  reports: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      association: z.string(),
      place: z.string(),
      period: z.string(),
      publisher: z.string(),
      published: z.string(),
      source: z.string(),
      path: z.string().describe('看这份报告'),
    }),
  ),
});

export const failure = z.object({
  error: z.object({ code: z.string(), message: z.string(), requestId: z.string().optional() }),
});
