/**
 * A map that stays small: the entry that was set longest ago goes first, and an entry may expire.
 */

/** Bounded, with expiry; stands in for a table while the database cannot be used. */
export class BoundedMap<V> {
  readonly #entries = new Map<string, { readonly value: V; readonly expiresAt: number }>();
  readonly #capacity: number;

  /** @param capacity entries kept, at least 1 */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string, nowMs: number): V | undefined {
    const entry = this.#entries.get(key);
    return entry && entry.expiresAt > nowMs ? entry.value : undefined;
  }

  set(key: string, value: V, expiresAt = Number.POSITIVE_INFINITY): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, expiresAt });
    if (this.#entries.size <= this.#capacity) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      break;
    }
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** Deletes the entries of which something holds. */
  deleteWhere(holds: (value: V, key: string) => boolean): void {
    for (const [key, { value }] of this.#entries) if (holds(value, key)) this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Values, the one set last first. */
  newestFirst(): V[] {
    return [...this.#entries.values()].map(({ value }) => value).reverse();
  }

  get size(): number {
    return this.#entries.size;
  }
}
