/**
 * Percentiles of very many durations in little memory: counted in steps that grow by 2 per cent, so a percentile is
 * right to within 1 per cent.
 */

/** Of durations, in milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  /** Exact. */
  readonly max: number;
}

const GROWTH = Math.log(1.02);
/** What is shorter counts as this; an answer takes more. */
const SHORTEST_MS = 0.01;

/** Durations, added one by one. */
export class Durations {
  readonly #steps = new Map<number, number>();
  #count = 0;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  /** @param ms not negative */
  add(ms: number): void {
    const step = Math.round(Math.log(Math.max(ms, SHORTEST_MS)) / GROWTH);
    this.#steps.set(step, (this.#steps.get(step) ?? 0) + 1);
    this.#count += 1;
    this.#max = Math.max(this.#max, ms);
  }

  /** null where nothing was added. */
  percentiles(): Percentiles | null {
    if (this.#count === 0) return null;
    const steps = [...this.#steps].sort(([a], [b]) => a - b);
    const at = (share: number) => {
      let left = Math.ceil(share * this.#count);
      const [step] = steps.find(([, count]) => {
        left -= count;
        return left <= 0;
      }) as [number, number];
      return round(Math.min(this.#max, Math.exp(step * GROWTH)));
    };
    return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: round(this.#max) };
  }
}

/** Three digits tell as much as is known. */
function round(ms: number): number {
  return Number(ms.toPrecision(3));
}
