import { memo } from "preact/compat";
import type { Described, Dose, LeverShown } from "../api/types";
import { later, shown } from "../charts/scale";
import { foreseen } from "../parts/foreseen";
import { worldOf } from "../state/asked";
import { store } from "../state/store";
import type { Words } from "../words/en";
import { activePlan, changePlan, withLevel } from "./plan";

const STEP = 0.1;

interface LeverGiven {
  lever: LeverShown;
  dose: Dose | undefined;
  region: Described;
  w: Words;
}

export const Lever = memo(function Lever({ lever, dose, region, w }: LeverGiven) {
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
                max={later(region.first_day, region.months).toISOString().slice(0, 10)}
                value={dose.start ?? region.first_day}
                onChange={(event) => {
                  const box = event.currentTarget;
                  if (!box.reportValidity()) box.value = dose.start ?? region.first_day;
                  const start = box.value || null;
                  const plan = activePlan(store.state);
                  const doses = plan.doses.map((one) => (one.lever === lever.name ? { ...one, start } : one));
                  changePlan({ ...plan, doses });
                }}
              />
            </label>
          </p>
        )}
      </details>
    </div>
  );
});
