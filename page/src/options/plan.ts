import type { Dose } from "../api/types";
import type { Plan, State } from "../state/state";
import { store } from "../state/store";

/** The plan that is looked at, among those side by side. */
export function activePlan(state: State): Plan {
  return state.plans[state.active] ?? { title: "A", doses: [] };
}

/** Put a plan in place of the one that is looked at; at a moment of a hand that holds a lever, for the while only. */
export function changePlan(plan: Plan, moment?: number): void {
  const { state } = store;
  const plans = state.plans.map((one, place) => (place === state.active ? plan : one));
  if (moment === undefined) store.set({ plans });
  else store.drag({ plans }, moment);
}

const FRESH = { start: null, end: null, hosts: [], when: null, until: null };

/** A lever's dose in place of the one before; at zero the lever is not pulled. */
export function withLevel(doses: Dose[], lever: string, level: number): Dose[] {
  const others = doses.filter((one) => one.lever !== lever);
  const before = doses.find((one) => one.lever === lever) ?? { lever, ...FRESH };
  return level > 0 ? [...others, { ...before, level }].sort((a, b) => a.lever.localeCompare(b.lever)) : others;
}
