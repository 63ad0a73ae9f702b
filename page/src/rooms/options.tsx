import { memo } from "preact/compat";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { ahead, type Heard, Latest, useLine } from "../api/client";
import type { Band, ChangeShown, Described, Dose, LeverShown, SimulateAsked, Simulated } from "../api/types";
import { Fan } from "../charts/fan";
import { Figure } from "../charts/figure";
import { interval, shown, signed } from "../charts/scale";
import { Assumptions } from "../parts/assumptions";
import { foreseen } from "../parts/foreseen";
import { SideBySide } from "../parts/sidebyside";
import { Tipping } from "../parts/tipping";
import { Waiting } from "../parts/waiting";
import { outcomeName, sourceLine, useRegion } from "../region";
import { nothingBeside, worldOf } from "../state/asked";
import { type Plan, type State } from "../state/state";
import { store, useCalm, useStore } from "../state/store";
import { words } from "../words";
import type { Words } from "../words/en";

const LETTERS = ["A", "B", "C", "D"];

export function Options() {
  const w = words();
  const region = useRegion();
  const { state } = useCalm();
  const { drawn, error, ghost, slow } = useFutures();
  return (
    <>
      <h1>{w.options.lead}</h1>
      <div class="desk">
        <Now drawn={drawn} />
        <div class="levers">
          <Policies />
          <Worlds scenario={state.scenario} region={region} w={w} />
          <Assumptions />
        </div>
        <div class="pictures" aria-busy={!drawn && !error}>
          {error ? (
            <Waiting got={{ found: undefined, error, late: false }}>{() => null}</Waiting>
          ) : (
            <>
              <p class="note">
                {drawn ? w.options.settled(drawn.futures) : w.coming} · {w.options.ghost} {slow && w.slow}
              </p>
              <Fans drawn={drawn} ghost={ghost} />
            </>
          )}
          {drawn && drawn.changes.length > 0 && <Changes drawn={drawn} />}
        </div>
      </div>
      <SideBySide />
      <Tipping />
    </>
  );
}

const PAUSE = 120; // milliseconds after which a hand that holds a lever may be about to let go

/** Futures of the plan that is being moved, and those of doing nothing behind it. */
function useFutures(): { drawn: Simulated | undefined; error: Error | undefined; ghost: Simulated | undefined; slow: boolean } {
  const region = useRegion();
  const up = useLine() === "up";
  const [error, setError] = useState<Error>();
  const [drawn, setDrawn] = useState<Simulated>();
  const [ghost, setGhost] = useState<Simulated>();
  const [slow, setSlow] = useState(false);
  const behind = useRef<{ world: string; there: boolean }>({ world: "", there: false });
  const hear = useRef<(heard: Heard) => void>(() => undefined);
  hear.current = ({ asked, found, caused, kept }) => {
    setError(undefined);
    const [atRest, mine] = [found.futures === region.futures_at_rest, nothingBeside(asked) === behind.current.world];
    if ((asked.doses ?? []).length) {
      setDrawn(found);
      // The question for doing nothing may have been overtaken while it waited.
      if (atRest && mine && !behind.current.there) latest.current?.askIfFree({ ...asked, doses: [] });
    } else {
      if (atRest && mine) {
        behind.current.there = true;
        setGhost(found);
      }
      if (!store.state.plans[store.state.active]?.doses.length) setDrawn(found);
    }
    // At rest the picture is the one that was asked for, however long it took.
    setSlow(!atRest && performance.now() - caused > 1500);
    // The benchmark reads, picture by picture, how long ago the lever was moved that made it.
    requestAnimationFrame(() =>
      setTimeout(() =>
        dispatchEvent(new CustomEvent("lab-picture", { detail: { caused, drawn: performance.now(), futures: found.futures, kept } })),
      ),
    );
  };
  const latest = useRef<Latest | undefined>(undefined);
  latest.current ??= new Latest(
    (heard) => hear.current(heard),
    (refused) => {
      setError(refused);
      setDrawn(undefined);
    },
  );
  useLayoutEffect(() => {
    if (!up) return;
    let last = "";
    let pause = 0;
    behind.current.world = "";
    const follow = () => {
      const { state, dragged } = store;
      const asked = { ...worldOf(state, region), doses: state.plans[state.active]?.doses ?? [] };
      const world = nothingBeside(asked);
      clearTimeout(pause);
      if (world !== behind.current.world) {
        behind.current = { world, there: false };
        setGhost(undefined);
        if (dragged === undefined) latest.current?.ask({ ...asked, doses: [], futures: region.futures_at_rest });
      }
      const question = { ...asked, futures: dragged === undefined ? region.futures_at_rest : region.futures_dragging };
      const key = JSON.stringify(question);
      if (key !== last) latest.current?.ask(question, dragged);
      last = key;
      if (dragged !== undefined) pause = setTimeout(() => restAhead(asked, region), PAUSE) as unknown as number;
    };
    follow();
    const stop = store.subscribe(follow);
    return () => {
      clearTimeout(pause);
      stop();
      latest.current?.leave();
    };
  }, [up]);
  return { drawn, error, ghost, slow };
}

/** A hand pauses, perhaps before it lets go: the question that it will then ask can be begun. */
function restAhead(asked: Partial<SimulateAsked> & { doses: Dose[] }, region: Described): void {
  const first = asked.doses[0];
  if (first) ahead({ ...asked, futures: region.futures_at_rest, lever: first.lever, places: [first.level] });
}

function changePlan(plan: Plan, moment?: number): void {
  const { state } = store;
  const plans = state.plans.map((one, place) => (place === state.active ? plan : one));
  if (moment === undefined) store.set({ plans });
  else store.drag({ plans }, moment);
}

/** The plans, and the levers of the one that is looked at; they follow the hand. */
const Policies = memo(function Policies() {
  const w = words();
  const region = useRegion();
  const state = useStore();
  const plan = activePlan(state);
  return (
    <section>
      <h2>{w.options.policies}</h2>
      <p class="note">{region.levers.length ? w.options.policiesNote : w.options.noLevers}</p>
      {region.levers.length > 0 && <Chosen state={state} plan={plan} />}
      {region.levers.map((lever) => (
        <Lever key={lever.name} lever={lever} dose={plan.doses.find((one) => one.lever === lever.name)} region={region} w={w} />
      ))}
    </section>
  );
});

/** Which plan is looked at, and what it may begin with. */
function Chosen({ state, plan }: { state: State; plan: Plan }) {
  const w = words();
  return (
    <>
      <Plans state={state} />
      <p class="presets">
        {w.options.presets}{" "}
        {useRegion().portfolios.map((one) => (
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
    </>
  );
}

function activePlan(state: State): Plan {
  return state.plans[state.active] ?? { title: "A", doses: [] };
}

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

const STEP = 0.1;
const FRESH = { start: null, end: null, hosts: [], when: null, until: null };

/** A lever's dose in place of the one before; at zero the lever is not pulled. */
function withLevel(doses: Dose[], lever: string, level: number): Dose[] {
  const others = doses.filter((one) => one.lever !== lever);
  const before = doses.find((one) => one.lever === lever) ?? { lever, ...FRESH };
  return level > 0 ? [...others, { ...before, level }].sort((a, b) => a.lever.localeCompare(b.lever)) : others;
}

interface LeverGiven {
  lever: LeverShown;
  dose: Dose | undefined;
  region: Described;
  w: Words;
}

const Lever = memo(function Lever({ lever, dose, region, w }: LeverGiven) {
  const level = dose?.level ?? 0;
  const set = (value: number, moment: number) => {
    const plan = activePlan(store.state);
    changePlan({ ...plan, doses: withLevel(plan.doses, lever.name, value) }, moment);
  };
  const rest = () => store.set({});
  const row = () => {
    const doses = withLevel(activePlan(store.state).doses, lever.name, level || STEP);
    return { ...worldOf(store.state, region), doses, lever: lever.name, futures: region.futures_dragging };
  };
  const triggers = Object.assign({}, ...region.portfolios.map((one) => one.triggers)) as Record<string, string>;
  const hosts = dose?.hosts.length ? dose.hosts : lever.hosts.length ? lever.hosts : region.members.map((one) => one.code);
  const id = `lever-${lever.name}`;
  return (
    <div class={`lever ${level > 0 ? "moved" : ""}`}>
      <label for={id}>{lever.title}</label>
      <output for={id}>{shown(level, level % 1 ? 1 : 0)}</output>
      <input
        id={id}
        type="range"
        min={lever.low}
        max={lever.high}
        step={STEP}
        value={level}
        aria-describedby={`${id}-told`}
        aria-valuetext={`${shown(level, 1)} ${lever.unit}`}
        {...foreseen(row, (place) => Number(place.toFixed(1)))}
        onInput={(event) => set(Number(event.currentTarget.value), event.timeStamp)}
        onPointerUp={rest}
        onPointerCancel={rest}
        onKeyUp={rest}
      />
      <p id={`${id}-told`} class="told">
        {level > 0
          ? `${hosts.join(" ")} · ${w.options.cost} ${shown(level * lever.cost_low * hosts.length)}–${shown(level * lever.cost_high * hosts.length)} ${lever.cost_unit}`
          : lever.unit}
        {dose?.when && ` · ${w.options.when} “${triggers[dose.when] ?? dose.when}”`}
        {dose?.until && ` · ${w.options.until} “${triggers[dose.until] ?? dose.until}”`}
      </p>
      <details>
        <summary>{w.options.what}</summary>
        <p>{lever.description}.</p>
        <p>
          {w.options.starts(lever.lag_months, lever.ramp_months)}{" "}
          {lever.consent !== null && `${w.options.consent(shown(lever.consent, 2))} ${lever.consent_reason}.`}
        </p>
        <p>
          {w.options.cost}: {lever.cost_reason}.
        </p>
        {level > 0 && dose && (
          <p>
            <label>
              {w.options.decided}{" "}
              <input
                type="date"
                min={region.first_day}
                value={dose.start ?? region.first_day}
                onChange={(event) => {
                  const start = event.currentTarget.value || null;
                  const plan = activePlan(store.state);
                  const doses = plan.doses.map((one) => (one.lever === lever.name ? { ...one, start } : one));
                  if (!start || start >= region.first_day) changePlan({ ...plan, doses });
                }}
              />
            </label>
          </p>
        )}
      </details>
    </div>
  );
});

const Worlds = memo(function Worlds({ scenario, region, w }: { scenario: string; region: Described; w: Words }) {
  return (
    <section>
      <h2>{w.options.world}</h2>
      <p class="note">{w.options.worldNote}</p>
      <fieldset>
        <legend class="hidden">{w.options.world}</legend>
        {region.scenarios.map((one) => (
          <label key={one.name} class="choice">
            <input
              type="radio"
              name="scenario"
              value={one.name}
              checked={scenario === one.name}
              onChange={() => store.set({ scenario: one.name })}
            />
            <span>
              <b>{one.title}</b> {one.description}
            </span>
          </label>
        ))}
      </fieldset>
    </section>
  );
});

function Fans({ drawn, ghost }: { drawn: Simulated | undefined; ghost: Simulated | undefined }) {
  const w = words();
  const region = useRegion();
  const tops = useRef<Record<string, number>>({});
  const sides = ["stability", "who pays"];
  return (
    <div class="sides">
      {sides.map((side) => (
        <section key={side}>
          <h2>{w.sides[side] ?? side}</h2>
          {region.outcomes
            .filter((one) => one.side === side && one.judged)
            .map((outcome) => {
              const band = bandOf(drawn, outcome.name);
              const behind = bandOf(ghost, outcome.name);
              const title = outcomeName(outcome, outcome.name);
              if (!band || !drawn) return <div key={outcome.name} class="frame fan-frame" aria-busy="true" />;
              tops.current[outcome.name] = settledTop(tops.current[outcome.name], band, behind);
              const change = drawn.changes.find((one) => one.outcome === outcome.name && one.actor === null);
              return (
                <Figure
                  key={outcome.name}
                  title={title}
                  source={sourceLine(region)}
                  heading="h3"
                  rows={() => bandRows(outcome.title, band, drawn)}
                >
                  <Fan band={band} ghost={behind} start={drawn.start} top={tops.current[outcome.name] ?? 1} label={title} />
                  {change && <Way change={change} />}
                </Figure>
              );
            })}
        </section>
      ))}
    </div>
  );
}

/** On a narrow page, where levers and pictures do not stand side by side: the pictures' ends in one line. */
function Now({ drawn }: { drawn: Simulated | undefined }) {
  const region = useRegion();
  if (!drawn) return null;
  return (
    <p class="now" aria-hidden="true">
      {region.outcomes
        .filter((one) => one.judged)
        .map((one) => {
          const change = drawn.changes.find((found) => found.outcome === one.name && found.actor === null);
          const way = !change?.moves ? "" : change.moves > 0 ? "better" : "worse";
          return (
            <span key={one.name} class={`way ${way}`}>
              {outcomeName(one, one.name)} <b>{shown(bandOf(drawn, one.name)?.q50.at(-1) ?? 0, 0)}</b>
            </span>
          );
        })}
    </p>
  );
}

/** The top of an axis grows when it must, and shrinks only when half of it is empty: it does not jitter. */
function settledTop(before: number | undefined, band: Band, ghost: Band | undefined): number {
  const needed = Math.max(...band.q95, ...(ghost?.q95 ?? []), 1);
  return before !== undefined && needed <= before && needed > before / 2 ? before : Math.ceil(needed * 1.12);
}

export function bandOf(found: Simulated | undefined, outcome: string, actor: string | null = null): Band | undefined {
  return found?.bands.find((one) => one.outcome === outcome && one.actor === actor);
}

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

function Way({ change }: { change: ChangeShown }) {
  const w = words();
  const way = change.moves > 0 ? w.options.better : change.moves < 0 ? w.options.worse : w.options.same;
  return (
    <p class={`way ${change.moves > 0 ? "better" : change.moves < 0 ? "worse" : ""}`}>
      {change.moves ? `${signed(change.estimate)} ${w.options.perYear}, ${way}` : way}
    </p>
  );
}

function Changes({ drawn }: { drawn: Simulated }) {
  const w = words();
  const region = useRegion();
  return (
    <section>
      <h2>{w.options.changes}</h2>
      <p class="note">{w.options.changesNote(drawn.futures)}</p>
      <div class="rows" tabIndex={0} role="region" aria-label={w.options.changes}>
        <table class="changes">
          <tbody>
            {drawn.changes
              .filter((one) => one.actor === null)
              .map((one) => (
                <tr key={one.outcome}>
                  <th scope="row">
                    {outcomeName(
                      region.outcomes.find((outcome) => outcome.name === one.outcome),
                      one.outcome,
                    )}
                  </th>
                  <td class="number">{interval(one.estimate, one.low, one.high)}</td>
                  <td>
                    {w.options.probability} {Math.round(one.probability_better * 100)} %
                  </td>
                  <td>
                    {one.assumed_share !== null &&
                      one.assumed_share !== undefined &&
                      `${w.options.share} ${Math.round(one.assumed_share * 100)} %`}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
