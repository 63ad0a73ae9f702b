import type { Simulated } from "../api/types";
import { interval } from "../charts/scale";
import { outcomeName, useRegion } from "../region";
import { words } from "../words";

/** What the plan changes against doing nothing, outcome by outcome, and how much of it is assumed. */
export function Changes({ drawn }: { drawn: Simulated }) {
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
