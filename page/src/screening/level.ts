import { words } from "../words";

/** A level in the page's language; none while something that it hangs on is missing. */
export function levelWord(level: string | null): string {
  const w = words().screening;
  return level ? (w.levels[level] ?? level) : w.open_;
}
