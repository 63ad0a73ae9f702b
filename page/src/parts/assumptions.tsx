import { memo } from "preact/compat";
import type { AssumptionShown } from "../api/types";
import { shown } from "../charts/scale";
import { kindName, useRegion } from "../region";
import { worldOf } from "../state/asked";
import { store, useStore } from "../state/store";
import { words } from "../words";
import type { Words } from "../words/en";
import { foreseen } from "./foreseen";
import { Text } from "./text";

const REACH = 2; // standard deviations of the prior to either side

/** What nobody measured, apart from what is done: each prior can be moved, and says why it is as it is. */
export const Assumptions = memo(function Assumptions() {
  const w = words();
  const region = useRegion();
  const state = useStore();
  const doses = state.plans[state.active]?.doses ?? [];
  const used = new Set([...doses.map((dose) => dose.lever), state.scenario]);
  const listed = region.assumptions.filter((one) => used.has(one.owner));
  if (!region.assumptions.length) return null;
  return (
    <section class="assumed">
      <h2>{w.options.assumed}</h2>
      <p class="note">{listed.length ? w.options.assumedNote : w.options.assumedNone}</p>
      {[...new Set(listed.map((one) => one.owner))].map((owner) => {
        const own = listed.filter((one) => one.owner === owner);
        return (
          <details key={owner} open={own.some((one) => state.assumed[one.label] !== undefined)}>
            <summary>{[...region.levers, ...region.scenarios].find((given) => given.name === owner)?.title ?? owner}</summary>
            {own.map((one) => (
              <Prior key={one.label} one={one} moved={state.assumed[one.label]} w={w} />
            ))}
          </details>
        );
      })}
    </section>
  );
});

const Prior = memo(function Prior({ one, moved, w }: { one: AssumptionShown; moved: number | undefined; w: Words }) {
  const region = useRegion();
  const mean = moved ?? one.mean;
  const id = `prior-${one.label.replace(/\W+/g, "-")}`;
  const step = one.sd / 20 || 0.01;
  const rounded = (value: number) => Number(value.toFixed(4));
  const set = (value: number, moment: number) => {
    const assumed = { ...store.state.assumed };
    if (Math.abs(value - one.mean) < step / 2) delete assumed[one.label];
    else assumed[one.label] = rounded(value);
    store.drag({ assumed }, moment);
  };
  const rest = () => store.set({});
  const row = () => {
    const { state } = store;
    const doses = state.plans[state.active]?.doses ?? [];
    return { ...worldOf(state, region), doses, label: one.label, futures: region.futures_dragging };
  };
  const ratio = (value: number) => shown(Math.exp(value), 2);
  const told = w.options.rate(ratio(mean), ratio(mean - 1.645 * one.sd), ratio(mean + 1.645 * one.sd));
  return (
    <div class={`lever prior ${moved === undefined ? "" : "moved"}`}>
      <label for={id}>{one.title}</label>
      <output for={id}>× {ratio(mean)}</output>
      <input
        id={id}
        type="range"
        min={one.mean - REACH * one.sd}
        max={one.mean + REACH * one.sd}
        step={step}
        value={mean}
        aria-valuetext={told}
        aria-describedby={`${id}-told`}
        {...foreseen(row, rounded)}
        onInput={(event) => set(Number(event.currentTarget.value), event.timeStamp)}
        onPointerUp={rest}
        onPointerCancel={rest}
        onKeyUp={rest}
      />
      <p id={`${id}-told`} class="told">
        <span class={`badge ${one.basis}`}>{w.basis[one.basis] ?? one.basis}</span> {told} · {one.kinds.map((kind) => kindName(region, kind)).join(", ")}
      </p>
      <p class="told">
        {one.reason}.{one.source && <Sources text={one.source} />}
      </p>
    </div>
  );
});

/** Sources as the files write them: `brief:144; CH0297`. */
export function Sources({ text }: { text: string }) {
  const parts = text.split("; ").map((one) => {
    if (/^(CH|EV)\d+$/.test(one)) return { source: one, text: one };
    return one.replace(/^brief:(\d+)$/, (_, line: string) => words().claims.line(Number(line)));
  });
  return (
    <>
      {" ["}
      <Text text={parts.flatMap((part, place) => (place ? ["; ", part] : [part]))} />
      {"]"}
    </>
  );
}
