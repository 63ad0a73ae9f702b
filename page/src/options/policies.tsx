import { memo } from "preact/compat";
import { useRegion } from "../region";
import type { State } from "../state/state";
import { store, useStore } from "../state/store";
import { words } from "../words";
import { Lever } from "./lever";
import { activePlan, changePlan } from "./plan";

const LETTERS = ["A", "B", "C", "D"];

/** The plans, and the levers of the one that is looked at; they follow the hand. */
export const Policies = memo(function Policies() {
  const w = words();
  const region = useRegion();
  const state = useStore();
  const plan = activePlan(state);
  return (
    <section>
      <h2>{w.options.policies}</h2>
      <p class="note">{w.options.policiesNote}</p>
      <Plans state={state} />
      <p class="presets">
        {w.options.presets}{" "}
        {region.portfolios.map((one) => (
          <button
            key={one.name}
            type="button"
            class="chip"
            title={one.description}
            onClick={() => changePlan({ title: one.doses.length ? one.title : plan.title, doses: one.doses })}
          >
            {one.title}
          </button>
        ))}
      </p>
      {region.levers.map((lever) => (
        <Lever key={lever.name} lever={lever} dose={plan.doses.find((one) => one.lever === lever.name)} region={region} w={w} />
      ))}
    </section>
  );
});

function Plans({ state }: { state: State }) {
  const w = words();
  return (
    <div class="plans">
      {state.plans.map((plan, place) => (
        <button
          key={place}
          type="button"
          class="chip"
          aria-pressed={place === state.active}
          onClick={() => store.set({ active: place })}
        >
          {plan.title === LETTERS[place] ? `${w.options.plan} ${plan.title}` : plan.title}
        </button>
      ))}
      {state.plans.length < 4 && (
        <button
          type="button"
          class="quiet"
          onClick={() =>
            store.set({
              plans: [...state.plans, { title: LETTERS[state.plans.length] ?? "D", doses: [] }],
              active: state.plans.length,
            })
          }
        >
          {w.options.add}
        </button>
      )}
      {state.plans.length > 1 && (
        <button
          type="button"
          class="quiet"
          onClick={() => store.set({ plans: state.plans.filter((_, place) => place !== state.active), active: 0 })}
        >
          {w.options.remove}
        </button>
      )}
    </div>
  );
}
