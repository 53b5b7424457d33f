/** The Chromium of this machine, for tests that look at pages as a person does; they are skipped where there is none. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Where it is: `CHROMIUM`, else on the path; null where there is none. */
export const chromiumPath: string | null =
  [
    process.env['CHROMIUM'] ?? '',
    ...(process.env['PATH'] ?? '')
      .split(delimiter)
      .flatMap((folder) => NAMES.map((name) => join(folder, name))),
  ].find((path) => path !== '' && existsSync(path)) ?? null;

/** Why tests are skipped. */
export const NO_CHROMIUM = 'no Chromium on this machine: install chromium, or name one in CHROMIUM';

/** Starts it. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === null) throw new Error(NO_CHROMIUM);
  // As root, as in most containers, Chromium has no sandbox to offer.
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
