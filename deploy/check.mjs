/**
 * Asks a running Kewen how it is and says so: exit code 0 where it is well.
 *   node check.mjs healthz   whether the process answers (for whoever restarts it)
 *   node check.mjs readyz    whether every channel takes questions (for whoever is called)
 * KEWEN_ADDRESS names it, http://127.0.0.1:3000 where it is not set.
 */
const WITHIN_MS = 10_000;
const path = process.argv[2] ?? 'readyz';
const address = (process.env.KEWEN_ADDRESS ?? 'http://127.0.0.1:3000').replace(/\/+$/, '');

try {
  const response = await fetch(`${address}/${path}`, { signal: AbortSignal.timeout(WITHIN_MS) });
  const state = await response.json();
  const silent = Object.entries(state.channels ?? {}).filter(([, { isReady }]) => !isReady);
  for (const [name, { detail }] of silent) console.error(`${name} 没在收问题：${detail || '看日志'}`);
  if (state.records === false) console.error('写不了记录：看日志，再看 kewen doctor');
  if (response.ok) console.log('正常');
  process.exitCode = response.ok && state.records !== false ? 0 : 1;
} catch (error) {
  console.error(`${address}/${path} 没有回应：${error.cause?.code ?? error.name}`);
  process.exitCode = 1;
}
