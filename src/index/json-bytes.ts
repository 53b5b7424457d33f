/**
 * JSON put together as bytes, for files whose strings would be large: text and whole numbers after one another in
 * a buffer that grows.
 */
export class JsonBytes {
  #bytes = Buffer.allocUnsafe(1 << 20);
  #end = 0;

  /** Adds text as it is. */
  text(text: string): void {
    this.#make(text.length * 3);
    this.#end += this.#bytes.write(text, this.#end);
  }

  /** Adds one ASCII character by its code. */
  byte(code: number): void {
    this.#make(1);
    this.#bytes[this.#end++] = code;
  }

  /** Adds a whole number from 0 to 4,294,967,295. */
  number(value: number): void {
    this.#make(10);
    let digits = 1;
    for (let rest = value; rest >= 10; rest = (rest / 10) >>> 0) digits++;
    this.#end += digits;
    let rest = value;
    for (let at = this.#end - 1; digits > 0; digits--, at--) {
      const next = (rest / 10) >>> 0;
      this.#bytes[at] = 48 + rest - next * 10;
      rest = next;
    }
  }

  /** What was added; not to be added to afterwards. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#end);
  }

  #make(room: number): void {
    if (this.#end + room <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#end + room));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
  }
}
