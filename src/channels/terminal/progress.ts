/**
 * How far a build is: a bar where the error output is a terminal, a few plain lines elsewhere.
 */
import cliProgress from 'cli-progress';
import type { Terminal } from './terminal.ts';

/** Shows progress until it is stopped. */
export interface Progress {
  /** `done` of `total` things of a stage are finished, `what` the last of them. */
  readonly step: (stage: string, done: number, total: number, what: string) => void;
  /** Removes the bar. */
  readonly stop: () => void;
}

/** Nobody reads a line for each of a thousand files. */
const MAX_LINES_A_STAGE = 20;

/** A progress display that suits the terminal. */
export function createProgress(terminal: Terminal): Progress {
  return terminal.errors.isTTY === true ? bar(terminal) : lines(terminal);
}

/** Shows nothing. */
export const silentProgress: Progress = { step: () => {}, stop: () => {} };

function bar({ errors }: Terminal): Progress {
  const display = new cliProgress.SingleBar({
    stream: errors,
    format: '{stage} {bar} {value}/{total}  {what}',
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
  });
  let shown = '';
  return {
    step: (stage, done, total, what) => {
      if (stage !== shown) {
        display.stop();
        display.start(total, done, { stage, what });
        shown = stage;
      } else display.update(done, { stage, what });
    },
    stop: () => display.stop(),
  };
}

function lines({ note }: Terminal): Progress {
  return {
    step: (stage, done, total, what) => {
      const every = Math.ceil(total / MAX_LINES_A_STAGE);
      if (done % every === 0 || done === total) note(`${stage} ${done}/${total}  ${what}`);
    },
    stop: () => {},
  };
}
