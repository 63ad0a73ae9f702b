import type { Described, SimulateAsked } from "../api/types";
import type { State } from "./state";
import { viewed } from "./view";

/** What a question says of the world, the evidence and the assumptions; the plan comes on top. */
export function worldOf(state: State, region: Described) {
  return {
    scenario: state.scenario,
    assumed: state.assumed,
    seed: state.seed || region.seed,
    months: region.months,
    ...viewed(state),
  };
}

/** What doing nothing depends on: of the assumptions, those of the scenario alone. */
export function nothingBeside({ scenario, assumed, seed, months, without, as_of }: Partial<SimulateAsked>): string {
  const own = Object.entries(assumed ?? {}).filter(([label]) => label.startsWith(`scenario ${scenario}:`));
  return JSON.stringify([scenario, own.sort(), seed, months, without, as_of]);
}
