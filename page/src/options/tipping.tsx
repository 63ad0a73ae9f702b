import { memo } from "preact/compat";
import type { AdviceShown } from "../api/types";
import { shown, signed } from "../charts/scale";
import { useRested } from "../parts/rested";
import { Waiting } from "../parts/waiting";
import { outcomeName, useRegion } from "../region";
import { store, useCalm } from "../state/store";
import { viewed } from "../state/view";
import { words } from "../words";

const PAUSE = 1200; // milliseconds after a hand let go; it takes seconds

/** What would change this advice: the smallest move of one assumption that turns the ranking round. */
export const Tipping = memo(function Tipping() {
  const w = words();
  const region = useRegion();
  const { state, dragging } = useCalm();
  const plans = state.plans.filter((plan) => plan.doses.length);
  const judged = region.outcomes.filter((one) => one.judged);
  const outcome = judged.some((one) => one.name === state.outcome) ? state.outcome : (judged.find((one) => one.side === "who pays")?.name ?? "");
  const active = state.plans[state.active];
  const plan = active?.doses.length ? active : plans[0];
  const rival = plans.find((one) => one !== plan);
  const key = JSON.stringify([plan?.doses, rival?.doses, outcome, state.scenario, state.assumed, state.without, state.asOf, state.seed, state.lang]);
  const { found, error } = useRested<AdviceShown>(plan && !dragging ? key : null, PAUSE, "/tipping", () => ({
    doses: plan?.doses,
    rival: rival?.doses ?? [],
    outcome,
    scenario: state.scenario,
    assumed: state.assumed,
    seed: state.seed || region.seed,
    months: region.months,
    futures: 500,
    ...viewed(state),
  }));
  if (!plan) return null;
  const against = rival?.title ?? region.portfolios.find((one) => !one.doses.length)?.title ?? "";
  const ratio = (value: number) => `× ${shown(Math.exp(value), 2)}`;
  return (
    <section class="tipping">
      <h3>{w.options.tipping}</h3>
      <p class="controls">
        <label>
          {w.options.by}{" "}
          <select value={outcome} onChange={(event) => store.set({ outcome: event.currentTarget.value })}>
            {judged.map((one) => (
              <option key={one.name} value={one.name}>
                {outcomeName(one, one.name)}
              </option>
            ))}
          </select>
        </label>
        <span>
          {plan.title} {w.options.against} {against}
        </span>
      </p>
      <Waiting got={{ found, error, late: false }} height={90}>
        {(found) => (
          <>
            <p>{w.options.tippingNow(signed(found.difference), Math.abs(found.difference) < 2 * found.error)}</p>
            {found.tippings.length > 0 && <p>{w.options.tippingIf}</p>}
            {found.tippings.length ? (
              <ul>
                {found.tippings.map((one) => (
                  <li key={one.label}>
                    <b>{one.title}</b> <small>{region.levers.find((lever) => one.label.startsWith(`lever ${lever.name}:`))?.title}</small>:{" "}
                    {w.options.tippingMove(ratio(one.mean), ratio(one.tipped), shown(Math.abs(one.moved), 1))}{" "}
                    <button
                      type="button"
                      class="quiet"
                      onClick={() => store.set({ assumed: { ...state.assumed, [one.label]: Number(one.tipped.toFixed(4)) } })}
                    >
                      {w.options.tippingTry}
                    </button>
                  </li>
                ))}
              </ul>
            ) : (
              <p>{w.options.tippingNone}</p>
            )}
          </>
        )}
      </Waiting>
    </section>
  );
});
