/**
 * How long records are kept and what user ids are hashed with, from the environment.
 */
import { z } from 'zod';
import { KewenError } from '../errors.ts';

/** Settings of the records. */
export interface Keeping {
  /** KEWEN_RETENTION_DAYS */
  readonly retentionDays: number;
  /** KEWEN_SECRET; null for one that is made and kept beside the records. */
  readonly secret: string | null;
}

const environmentSchema = z.object({
  KEWEN_RETENTION_DAYS: z
    .string()
    .regex(/^[1-9]\d{0,4}$/u, '要写成天数，如 90')
    .transform(Number)
    .default(90),
  KEWEN_SECRET: z.string().min(16, '至少要 16 个字符').optional(),
});

/**
 * Reads the settings; an empty variable counts as not set.
 *
 * @throws {KewenError} `settings`
 */
export function readKeeping(env: Readonly<Record<string, string | undefined>>): Keeping {
  const given = Object.fromEntries(
    Object.keys(environmentSchema.shape)
      .map((name) => [name, env[name]?.trim()] as const)
      .filter(([, value]) => value),
  );
  const read = environmentSchema.safeParse(given);
  if (read.success) {
    return { retentionDays: read.data.KEWEN_RETENTION_DAYS, secret: read.data.KEWEN_SECRET ?? null };
  }
  const mistakes = read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new KewenError('settings', `设置不对：${mistakes.join('；')}。请改环境变量或 .env 文件`);
}
