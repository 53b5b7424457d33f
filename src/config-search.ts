/**
 * The settings of a search cluster: which one, and who asks it. `config.ts` reads the environment.
 */
import { z } from 'zod';
import { KewenError } from './errors.ts';

/** Who speaks to the cluster: readers of one audience each, and the build, which writes both. */
export type SearchRole = 'public' | 'staff' | 'writer';

/** A search cluster, OpenSearch or one that answers the same requests. */
export interface SearchSettings {
  /** Addresses of its nodes, without a slash at their end; a request goes to another where one fails. */
  readonly nodes: readonly string[];
  /** What the names of our indexes begin with. */
  readonly prefix: string;
  /** How long one request of a question may take, in milliseconds. */
  readonly timeoutMs: number;
  /** The `Authorization` header of each; null where none is set. */
  readonly authorization: Readonly<Record<SearchRole, string | null>>;
}

/** The variable that each role's account stands in. */
export const AUTH_VARIABLES = {
  public: 'KEWEN_SEARCH_PUBLIC_AUTH',
  staff: 'KEWEN_SEARCH_STAFF_AUTH',
  writer: 'KEWEN_SEARCH_WRITER_AUTH',
} as const satisfies Readonly<Record<SearchRole, string>>;

const node = z
  .url({ protocol: /^https?$/u, error: '要写成 https://主机:端口，几台用逗号分开' })
  .refine((value) => {
    const { username, password, search, hash } = new URL(value);
    return username === '' && password === '' && search === '' && hash === '';
  }, '里面不写账号：账号写在 KEWEN_SEARCH_PUBLIC_AUTH 这几项里')
  .transform((value) => value.replace(/\/+$/u, ''));

/** `user:password`, or a whole header of another kind (`ApiKey …`, `Bearer …`). */
const account = z
  .string()
  .regex(/^(?:(?:ApiKey|Bearer) \S+|[^\s:]+:.+)$/u, '要写成 用户名:密码，或 ApiKey …、Bearer …')
  .transform((value) =>
    /^(?:ApiKey|Bearer) /u.test(value) ? value : `Basic ${Buffer.from(value).toString('base64')}`,
  );

/** The variables, for the schema of the environment. */
export const searchVariables = {
  KEWEN_SEARCH_URL: z
    .string()
    .transform((value) => value.split(/[\s,，]+/u).filter(Boolean))
    .pipe(z.array(node).min(1).max(20, '最多写 20 个地址'))
    .optional(),
  KEWEN_SEARCH_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,30}$/u, '只能是小写字母和数字，字母开头，不超过 31 个')
    .default('kewen'),
  KEWEN_SEARCH_TIMEOUT_MS: z
    .string()
    .regex(/^[1-9]\d{2,4}$/u, '要写成 100 到 99999 的整数，单位是毫秒')
    .transform(Number)
    .default(2_000),
  KEWEN_SEARCH_PUBLIC_AUTH: account.optional(),
  KEWEN_SEARCH_STAFF_AUTH: account.optional(),
  KEWEN_SEARCH_WRITER_AUTH: account.optional(),
};

type SearchVariables = z.infer<z.ZodObject<typeof searchVariables>>;

/**
 * The search cluster that is set; null where there is none and the index is the one on this machine.
 *
 * @throws {KewenError} `settings` for an account without a cluster
 */
export function searchSettings(set: SearchVariables): SearchSettings | null {
  const alone = Object.values(AUTH_VARIABLES).find((name) => set[name] !== undefined);
  if (!set.KEWEN_SEARCH_URL) {
    if (!alone) return null;
    throw new KewenError(
      'settings',
      `设了 ${alone} 而没有 KEWEN_SEARCH_URL：请写上搜索集群的地址，或去掉账号`,
    );
  }
  return {
    nodes: set.KEWEN_SEARCH_URL,
    prefix: set.KEWEN_SEARCH_PREFIX,
    timeoutMs: set.KEWEN_SEARCH_TIMEOUT_MS,
    authorization: {
      public: set.KEWEN_SEARCH_PUBLIC_AUTH ?? null,
      staff: set.KEWEN_SEARCH_STAFF_AUTH ?? null,
      writer: set.KEWEN_SEARCH_WRITER_AUTH ?? null,
    },
  };
}
