const DIGITS = "0123456789abcdef";

/** The same numbers for the same seed (mulberry32): a picture made today is the picture made tomorrow. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed;
  }

  /** From 0 up to, not including, the limit. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * limit;
  }

  whole = (limit: number) => Math.floor(this.below(limit));

  pick<T>(choices: readonly T[]): T {
    return choices[this.whole(choices.length)]!;
  }

  hex(digits: number): string {
    let text = "";
    for (let digit = 0; digit < digits; digit++) text += DIGITS[this.whole(16)];
    return text;
  }

  digest = () => `sha256:${this.hex(64)}`;

  uuid = () => `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-a${this.hex(3)}-${this.hex(12)}`;
}
