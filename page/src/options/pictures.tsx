import { useRef } from "preact/hooks";
import type { Band, ChangeShown, Simulated } from "../api/types";
import { bandOf, bandRows } from "../charts/band";
import { Fan } from "../charts/fan";
import type { Before } from "../charts/record";
import { Figure } from "../charts/figure";
import { shown, signed } from "../charts/scale";
import { outcomeName, sourceLine, useRegion } from "../region";
import { words } from "../words";

/** Each outcome's fan, stability beside who pays for it, with doing nothing behind. */
export function Fans({ drawn, ghost, before }: { drawn: Simulated | undefined; ghost: Simulated | undefined; before: Before }) {
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
              const past = before.of(band);
              const title = outcomeName(outcome, outcome.name);
              if (!band || !drawn) return <div key={outcome.name} class="frame fan-frame" aria-busy="true" />;
              tops.current[outcome.name] = settledTop(tops.current[outcome.name], band, behind, past);
              const change = drawn.changes.find((one) => one.outcome === outcome.name && one.actor === null);
              return (
                <Figure
                  key={outcome.name}
                  title={title}
                  source={sourceLine(region)}
                  heading="h3"
                  rows={() => bandRows(outcome.title, band, drawn, past)}
                >
                  <Fan
                    band={band}
                    ghost={behind}
                    past={past}
                    look={before.look}
                    start={drawn.start}
                    top={tops.current[outcome.name] ?? 1}
                    label={title}
                  />
                  {change && <Way change={change} />}
                </Figure>
              );
            })}
        </section>
      ))}
    </div>
  );
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

/** The top of an axis grows when it must, and shrinks only when half of it is empty: it does not jitter. */
function settledTop(before: number | undefined, band: Band, ghost: Band | undefined, past: number[] | undefined): number {
  const needed = Math.max(...band.q95, ...(ghost?.q95 ?? []), ...(past ?? []), 1);
  return before !== undefined && needed <= before && needed > before / 2 ? before : Math.ceil(needed * 1.12);
}

/** On a narrow page, where levers and pictures do not stand side by side: the pictures' ends in one line. */
export function Now({ drawn }: { drawn: Simulated | undefined }) {
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
