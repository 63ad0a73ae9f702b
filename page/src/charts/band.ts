import type { Band, Simulated } from "../api/types";
import type { Came } from "./record";

const NEAR = 0.1; // months that a recorded month may lie from one of the futures'

/** The band of an outcome at an actor, or in the whole region. */
export function bandOf(found: Simulated | undefined, outcome: string, actor: string | null = null): Band | undefined {
  return found?.bands.find((one) => one.outcome === outcome && one.actor === actor);
}

/** A picture of futures as rows, month by month; months before the first future are recorded. */
export function bandRows(title: string, band: Band, found: Simulated, past: number[] = [], came: Came[] = []) {
  const named = { outcome: title, actor: band.actor ?? "region", scenario: found.scenario };
  const before = past.slice(0, -1).map((recorded, month) => ({ ...named, month: month + 1 - past.length, recorded, unit: found.unit }));
  const later = (month: number) => came.find((one) => Math.abs(one.month - month) < NEAR)?.value;
  const after = band.q50.map((_, month) => ({
    ...named,
    month,
    recorded: month === 0 ? past.at(-1) : later(month),
    q05: band.q05[month],
    q25: band.q25[month],
    q50: band.q50[month],
    q75: band.q75[month],
    q95: band.q95[month],
    unit: found.unit,
    basis: found.basis,
  }));
  return [...before, ...after];
}
