import type { AssumptionShown } from "../api/types";
import { shown } from "../charts/scale";
import { kindName, useRegion } from "../region";
import type { Plan } from "../state/state";
import { store, useStore } from "../state/store";
import { words } from "../words";
import { Text } from "./text";

const REACH = 2; // standard deviations of the prior to either side

/** What nobody measured, apart from what is done: each prior can be moved, and says why it is as it is. */
export function Assumptions({ plan }: { plan: Plan }) {
  const w = words();
  const region = useRegion();
  const state = useStore();
  const used = new Set([...plan.doses.map((dose) => dose.lever), state.scenario]);
  const listed = region.assumptions.filter((one) => used.has(one.owner));
  return (
    <section class="assumed">
      <h2>{w.options.assumed}</h2>
      <p class="note">{w.options.assumedNote}</p>
      {[...new Set(listed.map((one) => one.owner))].map((owner) => {
        const own = listed.filter((one) => one.owner === owner);
        return (
          <details key={owner} open={own.some((one) => state.assumed[one.label] !== undefined)}>
            <summary>{[...region.levers, ...region.scenarios].find((given) => given.name === owner)?.title ?? owner}</summary>
            {own.map((one) => (
              <Prior key={one.label} one={one} mean={state.assumed[one.label] ?? one.mean} />
            ))}
          </details>
        );
      })}
    </section>
  );
}

function Prior({ one, mean }: { one: AssumptionShown; mean: number }) {
  const w = words();
  const state = useStore();
  const region = useRegion();
  const id = `prior-${one.label.replace(/\W+/g, "-")}`;
  const step = one.sd / 20 || 0.01;
  const set = (value: number, moving: boolean) => {
    const assumed = { ...state.assumed };
    if (Math.abs(value - one.mean) < step / 2) delete assumed[one.label];
    else assumed[one.label] = Number(value.toFixed(4));
    if (moving) store.move({ assumed });
    else store.set({ assumed });
  };
  const ratio = (value: number) => shown(Math.exp(value), 2);
  const told = w.options.rate(ratio(mean), ratio(mean - 1.645 * one.sd), ratio(mean + 1.645 * one.sd));
  return (
    <div class={`lever prior ${state.assumed[one.label] === undefined ? "" : "moved"}`}>
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
        onInput={(event) => {
          dispatchEvent(new Event("lab-moving"));
          set(Number(event.currentTarget.value), true);
        }}
        onPointerUp={() => {
          store.set({});
          dispatchEvent(new Event("lab-rest"));
        }}
        onKeyUp={() => {
          store.set({});
          dispatchEvent(new Event("lab-rest"));
        }}
      />
      <p id={`${id}-told`} class="told">
        <span class={`badge ${one.basis}`}>{w.basis[one.basis] ?? one.basis}</span> {told} · {one.kinds.map((kind) => kindName(region, kind)).join(", ")}
      </p>
      <p class="told">
        {one.reason}.{one.source && <Sources text={one.source} />}
      </p>
    </div>
  );
}

/** Sources as the files write them: `brief:144; CH0297`. */
export function Sources({ text }: { text: string }) {
  const parts = text.split("; ").map((one) => {
    if (/^CH\d+$/.test(one)) return { source: one, text: one };
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
