const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** `1,234` */
export const count = (value: number) => whole.format(value);

/** `1 image`, `2 images`, `3 policies` when told the plural. */
export const counted = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

const units = ["B", "kB", "MB", "GB", "TB"];

/** `12.3 MB`, in powers of 1,000 as Docker prints them. */
export function bytes(value: number): string {
  let size = value;
  let unit = 0;
  while (size >= 1_000 && unit < units.length - 1) {
    size /= 1_000;
    unit++;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`;
}

/** `3f2a91c04b7e` of `sha256:3f2a91c04b7e…`: what people compare at a glance. */
export const shortDigest = (digest: string) => digest.replace(/^sha256:/, "").slice(0, 12);
