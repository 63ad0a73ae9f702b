import { words } from "../words";

/** A straight scale from values to pixels. */
export function scale(low: number, high: number, from: number, to: number): (value: number) => number {
  const span = high - low || 1;
  return (value) => from + ((value - low) / span) * (to - from);
}

/** Round marks between two values, about as many as asked for. */
export function ticks(low: number, high: number, about: number): number[] {
  const rough = (high - low) / Math.max(about, 1) || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: Math.floor((high - first) / step + 1e-9) + 1 }, (_, place) => first + place * step);
}

/** A day so many months after another. */
export function later(day: string, months: number): Date {
  const found = new Date(`${day}T00:00:00Z`);
  found.setUTCMonth(found.getUTCMonth() + months);
  return found;
}

export const MINUS = "\u2212";

/** A number as it is printed: a true minus, and as many digits as its size deserves. */
export function shown(value: number, places?: number): string {
  const size = Math.abs(value);
  const digits = places ?? (size >= 10 ? 0 : size >= 1 ? 1 : 2);
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? (0).toFixed(digits) : text).replace("-", MINUS).replace(".", words().decimal);
}

export function signed(value: number, places?: number): string {
  const text = shown(value, places);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Decimals that show an interval with two digits. */
export function places(low: number, high: number): number {
  const spread = Math.abs(high - low);
  return spread <= 0 ? 1 : Math.min(2, Math.max(0, 1 - Math.floor(Math.log10(spread))));
}

export function interval(estimate: number, low: number, high: number): string {
  const digits = places(low, high);
  const ends = [shown(low, digits), shown(high, digits)] as const;
  const between = ends.join("").includes(MINUS) ? words().between(...ends) : ends.join("–");
  return `${shown(estimate, digits)} (${between})`;
}
