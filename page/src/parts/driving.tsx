import { useGet } from "../api/client";
import type { DrivenShown } from "../api/types";
import { Figure } from "../charts/figure";
import { named, namesOf, PlotChart } from "../charts/plot";
import { shown, signed } from "../charts/scale";
import { outcomeName, sourceLine, useRegion } from "../region";
import { store, useStore } from "../state/store";
import { words } from "../words";
import { Waiting } from "./waiting";

const TOLD = 8; // effects that are drawn; the table holds all

/** What drives a forecast: what each effect adds to the rate now; the contributions add up. */
export function Driving() {
  const w = words();
  const region = useRegion();
  const state = useStore();
  const query = new URLSearchParams({ scenario: state.scenario });
  for (const family of state.without) query.append("without", family);
  if (state.asOf) query.set("as_of", state.asOf);
  const got = useGet<DrivenShown[]>(`/drivers?${query}`);
  return (
    <section>
      <h2>{w.futures.drivers}</h2>
      <Waiting got={got} height={300}>
        {(found) => {
          const mine = found.filter((one) => one.actor === (state.actor || null));
          const one = mine.find((driven) => driven.outcome === state.outcome) ?? mine[0];
          if (!one) return <p class="nothing">{w.nothing}</p>;
          const title = (name: string) =>
            outcomeName(
              region.outcomes.find((outcome) => outcome.name === name),
              name,
            );
          const drawn = one.drivers.slice(0, TOLD);
          const rest = one.total - drawn.reduce((sum, driver) => sum + driver.mean, 0);
          return (
            <>
              <p class="controls">
                <label>
                  {w.options.by}{" "}
                  <select value={one.outcome} onChange={(event) => store.set({ outcome: event.currentTarget.value })}>
                    {mine.map((driven) => (
                      <option key={driven.outcome} value={driven.outcome}>
                        {title(driven.outcome)}
                      </option>
                    ))}
                  </select>
                </label>
              </p>
              <Figure
                title={`${title(one.outcome)}: × ${shown(Math.exp(one.total), 1)}`}
                caption={w.futures.driversNote}
                source={sourceLine(region)}
                rows={() => one.drivers.map((driver) => ({ ...driver, unit: "log rate ratio" }))}
              >
                <PlotChart
                  label={`${title(one.outcome)}. ${drawn.map((driver) => `${driver.title} ${signed(driver.mean, 2)}`).join("; ")}; ${w.futures.driversRest} ${signed(rest, 2)}`}
                  depends={[one]}
                  options={(plot, width) => ({
                    height: 60 + drawn.length * 27,
                    ...named(drawn.map((driver) => driver.title), width),
                    x: { label: w.futures.driversAxis, labelAnchor: "right", labelArrow: "none", ticks: width < 500 ? 3 : 5 },
                    marginBottom: 40,
                    marks: [
                      namesOf(plot, drawn.map((driver) => driver.title), width),
                      plot.ruleX([0], { stroke: "var(--soft)" }),
                      plot.link(drawn, { x1: "low", x2: "high", y1: "title", y2: "title", stroke: "var(--band50)", strokeWidth: 5 }),
                      plot.dot(drawn, { x: "mean", y: "title", fill: "var(--accent)", r: 4 }),
                    ],
                  })}
                />
                <p class="note">
                  {w.futures.driversSum(signed(one.total - rest, 2), signed(rest, 2), signed(one.total, 2))}
                </p>
              </Figure>
            </>
          );
        }}
      </Waiting>
    </section>
  );
}
