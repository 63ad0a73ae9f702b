import { memo } from "preact/compat";
import type { Described } from "../api/types";
import { store } from "../state/store";
import type { Words } from "../words/en";

/** What nobody here controls: one scenario of the region's. */
export const Worlds = memo(function Worlds({ scenario, region, w }: { scenario: string; region: Described; w: Words }) {
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
