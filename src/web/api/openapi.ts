/** The interface described, as OpenAPI 3.1: made from what the routes read and give. */
import { z } from 'zod';
import { askQuery, askReply, failure, reportsReply, suggestQuery, suggestReply } from './schemas.ts';

/** A route of the interface. */
interface Described {
  readonly path: string;
  readonly summary: string;
  readonly query: z.ZodObject | null;
  readonly reply: z.ZodObject;
}

const ROUTES: readonly Described[] = [
  { path: '/api/ask', summary: '问一个问题', query: askQuery, reply: askReply },
  { path: '/api/suggest', summary: '边打字边提示', query: suggestQuery, reply: suggestReply },
  { path: '/api/reports', summary: '有哪些公开的报告', query: null, reply: reportsReply },
];

const REFUSALS: Readonly<Record<string, string>> = {
  400: '请求里少了什么，或写得不对',
  429: '太快了；响应头 Retry-After 说过几秒再来',
  500: '程序出了意外',
};

/** The document. */
export function openApi(version: string, publicUrl: string | null): object {
  return {
    openapi: '3.1.0',
    info: {
      title: '科问',
      version,
      description: '根据科协公开的年度报告回答问题，每个回答都附原文。不用登录；每个地址有次数限制。',
    },
    servers: [{ url: publicUrl ?? '/' }],
    paths: Object.fromEntries(ROUTES.map((route) => [route.path, { get: describe(route) }])),
  };
}

function describe({ summary, query, reply }: Described): object {
  return {
    summary,
    parameters: query ? parametersOf(query) : [],
    responses: {
      200: { description: '做到了', content: json(reply) },
      ...Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [
          status,
          { description, content: json(failure) },
        ]),
      ),
    },
  };
}

const json = (schema: z.ZodType) => ({ 'application/json': { schema: z.toJSONSchema(schema) } });

function parametersOf(query: z.ZodObject): object[] {
  return Object.entries(query.shape).map(([name, field]) => ({
    name,
    in: 'query',
    required: !(field as z.ZodType).safeParse(undefined).success,
    description: (field as z.ZodType).description ?? '',
    schema: { type: 'string' },
  }));
}
