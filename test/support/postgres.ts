/**
 * A real PostgreSQL server for tests: its own data directory and socket in a temporary folder, started and stopped by
 * them. It does not run as root, so where the tests do, it runs as nobody.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const person = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
const DEBIAN = '/usr/lib/postgresql';

/** Where initdb and postgres are; null where they are not installed. */
function findPrograms(): string | null {
  const debian = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(DEBIAN, version, 'bin'))
    : [];
  const all = [...(process.env['PATH'] ?? '').split(delimiter), ...debian];
  return (
    all.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
  );
}

const programs = findPrograms();

/** Why there is no server here, for the title of what is skipped; null where there is one. */
export const noPostgres: string | null =
  programs === null ? 'PostgreSQL (initdb, postgres) is not installed' : null;

/** What the title of a skipped test ends with; empty where there is a server. */
export const because = noPostgres === null ? '' : `: ${noPostgres}`;

/** A server. */
export class PostgresServer {
  readonly #folder: string;
  #process: ChildProcess | null = null;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes a server and starts it. */
  static async make(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'kewen-pg-'));
    if (isRoot) chownSync(folder, NOBODY, NOBODY);
    execFileSync(
      join(programs as string, 'initdb'),
      ['-D', join(folder, 'data'), '-U', 'kewen', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { ...person, stdio: 'ignore', cwd: folder },
    );
    const server = new PostgresServer(folder);
    await server.start();
    return server;
  }

  /** Where it is. */
  get url(): string {
    return `postgresql://kewen@/postgres?host=${encodeURIComponent(this.#folder)}`;
  }

  /** Starts it, after a stop with all that was committed. */
  async start(): Promise<void> {
    this.#process = spawn(
      join(programs as string, 'postgres'),
      [
        ...['-D', join(this.#folder, 'data'), '-k', this.#folder, '-c', 'listen_addresses='],
        ...['-c', 'max_connections=80', '-c', 'fsync=off', '-c', 'full_page_writes=off'],
      ],
      { ...person, stdio: 'ignore', cwd: this.#folder },
    );
    for (;;) {
      const client = new pg.Client({ connectionString: this.url });
      try {
        await client.connect();
        await client.end();
        return;
      } catch {
        await client.end().catch(() => {});
        await sleep(50);
      }
    }
  }

  /** Stops it as a fast shutdown does: connections are cut, what was committed stays. */
  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (!running || running.exitCode !== null) return;
    const gone = once(running, 'exit');
    running.kill(signal);
    await gone;
  }

  /** Stops it and leaves nothing. */
  async end(): Promise<void> {
    await this.stop('SIGQUIT');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Runs statements. */
  async run<R extends object>(sql: string): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    try {
      return (await client.query<R>(sql)).rows;
    } finally {
      await client.end();
    }
  }
}
