import { useState } from "preact/hooks";
import type { EffectRow, Form, RegimeEffect } from "../api/types";
import { interval, scale } from "../charts/scale";
import { langOf } from "../parts/text";
import { words } from "../words";
import { Choosing, Command } from "./field";

/** What the model says of the regime, in a frame of its own: no legal test reads it. */
export function Effect({ form }: { form: Form }) {
  const w = words().screening;
  const effect = form.checked.regime_effect;
  return (
    <section class="apart">
      <h2>{w.effect}</h2>
      <p class="note">{w.effectNote}</p>
      {effect ? (
        <Simulated effect={effect} />
      ) : (
        <>
          <p>{w.noEffect}</p>
          <Command>{form.simulate}</Command>
        </>
      )}
    </section>
  );
}

function Simulated({ effect }: { effect: RegimeEffect }) {
  const w = words().screening;
  const scenarios = [...new Map(effect.rows.map((one) => [one.scenario, one.scenario_title]))];
  const [scenario, setScenario] = useState(scenarios[0]?.[0] ?? "");
  const ends = effect.rows.flatMap((one) => [one.low ?? 0, one.high ?? 0, 0]);
  const x = scale(Math.min(...ends), Math.max(...ends), 6, 194);
  return (
    <>
      <p class="note">
        {[w.beside(effect.portfolio_title, effect.against_title), effect.model, effect.contains].map((one, place) => (
          <span key={place} lang={langOf(one)}>
            {place > 0 && " · "}
            {one}
          </span>
        ))}
        <br />
        {w.futures(effect.futures, effect.seed, effect.months)} · {effect.release}
      </p>
      <Choosing label={w.scenario} value={scenario} among={scenarios} change={setScenario} />
      <div class="rows" tabIndex={0} role="region" aria-label={w.effect}>
        <table>
          <tbody>
            {effect.rows
              .filter((one) => one.scenario === scenario)
              .map((one) => (
                <tr key={one.outcome}>
                  <th scope="row" lang={langOf(one.title)}>
                    {one.title}
                  </th>
                  <td>
                    <Range row={one} x={x} />
                  </td>
                  <td class="number">{one.estimate === null || one.low === null || one.high === null ? "–" : interval(one.estimate, one.low, one.high)}</td>
                  <td lang={langOf(one.unit)}>{one.unit}</td>
                  <td>{`${w.better} ${Math.round(one.probability_better * 100)} %`}</td>
                  <td>{words().basis[one.basis] ?? one.basis}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {effect.alternatives.length > 0 && (
        <>
          <h3>{w.otherPlans}</h3>
          <ul>
            {effect.alternatives.map((one) => (
              <li key={one.portfolio}>
                <span lang={langOf(one.title)}>{one.title}</span>: {w.betterThere} {one.better.join(", ") || "–"}; {w.worseThere}{" "}
                {one.worse.join(", ") || "–"}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Range({ row, x }: { row: EffectRow; x: (value: number) => number }) {
  if (row.estimate === null || row.low === null || row.high === null) return null;
  const way = row.moves < 0 ? "worse" : row.moves > 0 ? "better" : "";
  return (
    <svg class="dots effect" viewBox="0 0 200 16" width="200" height="16" aria-hidden="true">
      <line class="zero" x1={x(0)} x2={x(0)} y1="0" y2="16" />
      <line class={`range ${way}`} x1={x(row.low)} x2={x(row.high)} y1="8" y2="8" />
      <circle class={`then ${way}`} cx={x(row.estimate)} cy="8" r="4" />
    </svg>
  );
}
