import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Described, OutcomeShown } from "./api/types";
import { plainly, words } from "./words";

export const RegionHere = createContext<Described | null>(null);

/** The region that the lab holds; rooms are drawn only once it is known. */
export function useRegion(): Described {
  const region = useContext(RegionHere);
  if (!region) throw new Error("a room was drawn before its region was known");
  return region;
}

export function actorName(region: Described, code: string): string {
  return [...region.members, ...region.outside].find((one) => one.code === code)?.name ?? code;
}

export function outcomeName(outcome: OutcomeShown | undefined, name: string): string {
  return outcome?.title ?? plainly(name);
}

export function kindName(region: Described, name: string): string {
  return region.kinds.find((one) => one.name === name)?.title ?? plainly(name);
}

export function sourceLine(region: Described): string {
  return `${region.name}: ${words().evidence(region.release)}`;
}
