/**
 * How far a build is and how long it still takes: a bar where the error output is a terminal, a few plain lines
 * elsewhere.
 */
import cliProgress from 'cli-progress';
import { printable } from '../printable.ts';
import type { Terminal } from './terminal.ts';
import { formatLeft, type StagePlan, type TimeLeft, timeLeft } from './time-left.ts';

/** Shows progress until it is stopped. */
export interface Progress {
  /** What is ahead, for the time left. */
  readonly plan: (stages: readonly StagePlan[]) => void;
  /** `done` of `total` things of a stage are finished, `what` the last of them. */
  readonly step: (stage: string, done: number, total: number, what: string) => void;
  /** The same with what is being done, which a log needs not to show. */
  readonly at: (stage: string, done: number, total: number, what: string) => void;
  /** Removes the bar. */
  readonly stop: () => void;
}

/** A log that is read afterwards needs to show that it went on, not more. */
const MAX_LINES_A_STAGE = 5;

/** Less than this is over before it is read. */
const WORTH_SAYING_MS = 2_000;

/** A progress display that suits the terminal. */
export function createProgress(terminal: Terminal, nowMs: () => number = () => performance.now()): Progress {
  let guess: TimeLeft = timeLeft([], nowMs);
  const isBar = terminal.errors.isTTY === true;
  const show = isBar ? bar(terminal) : lines(terminal);
  const step: Progress['step'] = (stage, done, total, what) => {
    const leftMs = guess.leftMs(stage, done, total);
    const left = leftMs === null || leftMs < WORTH_SAYING_MS ? '' : `还要约 ${formatLeft(leftMs)}`;
    show.step(stage, done, total, printable(what), left);
  };
  return {
    plan: (stages) => {
      guess = timeLeft(stages, nowMs);
    },
    step,
    at: isBar ? step : () => {},
    stop: show.stop,
  };
}

/** Shows nothing. */
export const silentProgress: Progress = { plan: () => {}, step: () => {}, at: () => {}, stop: () => {} };

interface Display {
  readonly step: (stage: string, done: number, total: number, what: string, left: string) => void;
  readonly stop: () => void;
}

function bar({ errors }: Terminal): Display {
  const display = new cliProgress.SingleBar({
    stream: errors,
    format: '{stage} {bar} {value}/{total}  {left}{what}',
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
  });
  let shown = '';
  return {
    step: (stage, done, total, what, leftText) => {
      const left = leftText && `${leftText}  `;
      if (stage !== shown) {
        display.stop();
        display.start(total, done, { stage, what, left });
        shown = stage;
      } else display.update(done, { stage, what, left });
    },
    stop: () => display.stop(),
  };
}

function lines({ note }: Terminal): Display {
  return {
    step: (stage, done, total, what, left) => {
      const every = Math.ceil(total / MAX_LINES_A_STAGE);
      if (done % every === 0 || done === total) {
        note(`${stage} ${done}/${total}  ${[what, left].filter((text) => text !== '').join('  ')}`);
      }
    },
    stop: () => {},
  };
}
