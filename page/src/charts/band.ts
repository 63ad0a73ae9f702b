import type { Band, Simulated } from "../api/types";

/** The band of an outcome at an actor, or in the whole region. */
export function bandOf(found: Simulated | undefined, outcome: string, actor: string | null = null): Band | undefined {
  return found?.bands.find((one) => one.outcome === outcome && one.actor === actor);
}

/** A picture of futures as rows, month by month. */
export function bandRows(title: string, band: Band, found: Simulated) {
  return band.q50.map((_, month) => ({
    outcome: title,
    actor: band.actor ?? "region",
    scenario: found.scenario,
    month,
    q05: band.q05[month],
    q25: band.q25[month],
    q50: band.q50[month],
    q75: band.q75[month],
    q95: band.q95[month],
    unit: found.unit,
    basis: found.basis,
  }));
}
