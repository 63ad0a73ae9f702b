import { useEffect, useState } from "preact/hooks";
import { post, useGet } from "../api/client";
import type { Simulated, TrackRecord as Track } from "../api/types";
import { bandOf, bandRows } from "../charts/band";
import { Fan } from "../charts/fan";
import { Figure } from "../charts/figure";
import { PlotChart } from "../charts/plot";
import { useBefore, useCame } from "../charts/record";
import { shown } from "../charts/scale";
import { Driving } from "../parts/driving";
import { monthName } from "../parts/period";
import { Waiting } from "../parts/waiting";
import { actorName, outcomeName, sourceLine, useRegion } from "../region";
import { store, useStore } from "../state/store";
import { viewed } from "../state/view";
import { coded, words } from "../words";

export function Futures() {
  const w = words();
  const region = useRegion();
  const state = useStore();
  const [got, setGot] = useState<{ found: Simulated | undefined; error: Error | undefined; late: boolean }>({ found: undefined, error: undefined, late: false });
  const before = useBefore(state);
  const since = useCame(state, region.period_end);
  const key = JSON.stringify([state.scenario, state.seed, state.without, state.asOf, state.lang]);
  useEffect(() => {
    let live = true;
    const stop = new AbortController();
    const slow = setTimeout(() => live && setGot((old) => ({ ...old, late: true, found: undefined })), 700);
    const asked = {
      scenario: state.scenario,
      futures: region.futures_at_rest,
      months: region.months,
      seed: state.seed || region.seed,
      members: true,
      ...viewed(state),
    };
    post<Simulated>("/simulate", asked, stop.signal)
      .then((found) => live && setGot({ found, error: undefined, late: false }))
      .catch((error: Error) => live && setGot({ found: undefined, error, late: false }))
      .finally(() => clearTimeout(slow));
    return () => {
      live = false;
      clearTimeout(slow);
      stop.abort();
    };
  }, [key]);
  const actor = state.actor || null;
  return (
    <>
      <h1>{w.futures.lead}</h1>
      <div class="controls">
        <label>
          {w.futures.scenario}{" "}
          <select value={state.scenario} onChange={(event) => store.set({ scenario: event.currentTarget.value })}>
            {region.scenarios.map((one) => (
              <option key={one.name} value={one.name}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        <label>
          {w.futures.actor}{" "}
          <select value={state.actor} onChange={(event) => store.set({ actor: event.currentTarget.value })}>
            <option value="">{w.futures.region}</option>
            {region.members.map((one) => (
              <option key={one.code} value={one.code}>
                {actorName(region, one.code)}
              </option>
            ))}
          </select>
        </label>
        <label title={w.futures.asOfNote} class={state.asOf ? "" : "unprinted"}>
          {w.futures.asOf}{" "}
          <input
            type="date"
            min={region.period_start}
            max={region.period_end}
            value={state.asOf}
            onChange={(event) => {
              const box = event.currentTarget;
              if (!box.reportValidity()) box.value = state.asOf;
              store.set({ asOf: box.value });
            }}
          />
        </label>
      </div>
      <Families />
      <Waiting got={got} height={520}>
        {(found) => (
          <>
            <p class="note">
              {w.futures.note(found.futures, found.contains)} {w.futures.before(before.look)} {state.asOf && w.futures.came}
            </p>
            <div class="sides">
              {["stability", "who pays"].map((side) => (
                <section key={side}>
                  <h2>{w.sides[side] ?? side}</h2>
                  {region.outcomes
                    .filter((one) => one.side === side)
                    .map((outcome) => {
                      const band = bandOf(found, outcome.name, actor);
                      const title = outcomeName(outcome, outcome.name);
                      if (!band) return null;
                      const past = before.of(band);
                      const came = since(band, found.start);
                      return (
                        <Figure
                          key={outcome.name}
                          title={title}
                          caption={outcome.meaning}
                          source={sourceLine(region)}
                          rows={() => bandRows(outcome.title, band, found, past, came)}
                        >
                          <Fan
                            band={band}
                            past={past}
                            came={came}
                            look={before.look}
                            start={found.start}
                            top={Math.ceil(Math.max(...band.q95, ...(past ?? []), ...came.map((one) => one.value), 1) * 1.1)}
                            label={title}
                          />
                        </Figure>
                      );
                    })}
                </section>
              ))}
            </div>
          </>
        )}
      </Waiting>
      <Driving />
      <Wrong />
    </>
  );
}

function Families() {
  const w = words();
  const region = useRegion();
  const state = useStore();
  return (
    <details class={state.without.length ? "families" : "families unprinted"} open={state.without.length > 0}>
      <summary>{w.futures.families}</summary>
      <p class="note">{w.futures.familiesNote}</p>
      <fieldset>
        <legend class="hidden">{w.futures.families}</legend>
        {Object.entries(region.families).map(([name, meaning]) => (
          <label key={name} class="choice" title={meaning}>
            <input
              type="checkbox"
              checked={!state.without.includes(name)}
              onChange={(event) =>
                store.set({
                  without: event.currentTarget.checked ? state.without.filter((one) => one !== name) : [...state.without, name],
                })
              }
            />
            <span>{coded(name)}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function Wrong() {
  const w = words();
  const region = useRegion();
  const got = useGet<Track | null>("/record"); // of all the evidence: another view would have to be forecast anew
  return (
    <section>
      <h2>{w.futures.record}</h2>
      <Waiting got={got} height={300}>
        {(found) =>
          found ? (
            <div class="two">
              <Figure
                title={w.futures.gain}
                caption={w.futures.recordNote(found.baseline)}
                source={sourceLine(region)}
                rows={() => found.origins.map((one) => ({ ...one }))}
              >
                <PlotChart
                  label={`${w.futures.gain}: ${found.origins.map((one) => `${one.fitted_to}: ${shown(one.gain)} (${shown(one.low)} – ${shown(one.high)})`).join("; ")}`}
                  depends={[found]}
                  options={(plot) => ({
                    height: 56 + found.origins.length * 34,
                    marginLeft: 86,
                    x: { label: w.futures.recordAxis, labelAnchor: "right", labelArrow: "none" },
                    marginBottom: 40,
                    y: { label: null, tickSize: 0, type: "band", domain: found.origins.map((one) => monthName(one.fitted_to.slice(0, 7))) },
                    marks: [
                      plot.ruleX([0], { stroke: "var(--soft)" }),
                      plot.link(found.origins, { x1: "low", x2: "high", y1: (one) => monthName(one.fitted_to.slice(0, 7)), y2: (one) => monthName(one.fitted_to.slice(0, 7)), stroke: "var(--band50)", strokeWidth: 5 }),
                      plot.dot(found.origins, { x: "gain", y: (one) => monthName(one.fitted_to.slice(0, 7)), fill: "var(--accent)", r: 4 }),
                    ],
                  })}
                />
                <p class="note">
                  {found.crps_skill !== null &&
                    found.brier_skill !== null &&
                    w.futures.skill(shown(found.crps_skill, 2), shown(found.brier_skill, 2))}
                </p>
              </Figure>
              <Figure
                title={w.futures.calibration}
                caption={w.futures.calibrationNote}
                source={sourceLine(region)}
                empty={!found.calibration.length}
                rows={() => found.calibration.map((one) => ({ ...one }))}
              >
                <PlotChart
                  label={`${w.futures.calibration} ${found.calibration.map((one) => `${shown(one.forecast, 2)}: ${shown(one.observed, 2)} (${one.number})`).join("; ")}`}
                  depends={[found]}
                  options={(plot) => ({
                    height: 280,
                    marginLeft: 48,
                    marginTop: 30,
                    marginBottom: 40,
                    x: { domain: [0, 1], ticks: 5, tickFormat: percent, label: w.futures.calibrationX, labelAnchor: "center", labelArrow: "none" },
                    y: { domain: [0, 1], ticks: 5, tickFormat: percent, label: w.futures.calibrationY, labelArrow: "none" },
                    r: { range: [2, 10] },
                    marks: [
                      plot.line([[0, 0], [1, 1]], { stroke: "var(--soft)", strokeDasharray: "3 3" }),
                      plot.dot(found.calibration, { x: "forecast", y: "observed", r: "number", fill: "var(--accent)", fillOpacity: 0.7 }),
                    ],
                  })}
                />
              </Figure>
            </div>
          ) : (
            <p class="nothing">{w.nothing}</p>
          )
        }
      </Waiting>
    </section>
  );
}
