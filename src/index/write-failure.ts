/**
 * What a failed write in the index folder means to a maintainer.
 */
import { KewenError } from '../errors.ts';

/** Does some work in an index folder; a write that fails says which folder and what to do. */
export async function attempt<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof KewenError) throw cause;
    throw explain(directory, cause);
  }
}

/** A failed write as an error that says what to do; anything else is passed on as it is. */
export function explain(directory: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  switch (code.startsWith('SQLITE_IOERR') ? 'EIO' : code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return new KewenError(
        'publish',
        `磁盘已满，写不了 ${directory}：请腾出空间再运行；原来的索引照常使用`,
        cause,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
      return new KewenError(
        'publish',
        `没有权限写 ${directory}：请检查文件夹权限，或用 --index 换一个文件夹`,
        cause,
      );
    case 'EFBIG':
    case 'EIO':
      return new KewenError(
        'publish',
        `写不了 ${directory}（${code}）：请检查磁盘和系统对文件的限制；原来的索引照常使用`,
        cause,
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return new KewenError('publish', `${directory} 不是文件夹：请用 --index 换一个文件夹`, cause);
    default:
      return cause;
  }
}
