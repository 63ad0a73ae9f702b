import type { Band, Simulated } from "../api/types";

/** The band of an outcome at an actor, or in the whole region. */
export function bandOf(found: Simulated | undefined, outcome: string, actor: string | null = null): Band | undefined {
  return found?.bands.find((one) => one.outcome === outcome && one.actor === actor);
}

/** A picture of futures as rows, month by month; months before the first future are recorded. */
export function bandRows(title: string, band: Band, found: Simulated, past: number[] = []) {
  const named = { outcome: title, actor: band.actor ?? "region", scenario: found.scenario };
  const units = { unit: found.unit, basis: found.basis };
  const before = past.slice(0, -1).map((recorded, month) => ({ ...named, month: month + 1 - past.length, recorded, ...units }));
  const after = band.q50.map((_, month) => ({
    ...named,
    month,
    ...(month === 0 && past.length ? { recorded: past.at(-1) } : {}),
    q05: band.q05[month],
    q25: band.q25[month],
    q50: band.q50[month],
    q75: band.q75[month],
    q95: band.q95[month],
    ...units,
  }));
  return [...before, ...after];
}
