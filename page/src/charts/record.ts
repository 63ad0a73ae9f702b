import { useGet } from "../api/client";
import type { Band, RecordedShown } from "../api/types";
import type { State } from "../state/state";
import { viewQuery } from "../state/view";

/** Months of the record that stand before a fan, and the recorded line of a band; undefined until it came. */
export interface Before {
  look: number;
  of: (band: Band | undefined) => number[] | undefined;
}

const LOOK = 24; // months whose place is kept free until the record came

/** What was recorded before the futures, by the same events and definition; it is loaded once for a view of the evidence. */
export function useBefore(state: State): Before {
  const { found } = useGet<RecordedShown[]>(`/recorded${viewQuery(state)}`);
  const of = (band: Band | undefined) => {
    const values = band && found?.find((one) => one.outcome === band.outcome && one.actor === band.actor)?.values;
    // Of another view of the evidence, while that of this one is under way.
    return values?.length && values.at(-1) !== band?.q50[0] ? undefined : values;
  };
  return { look: found ? Math.max(0, ...found.map((one) => one.values.length - 1)) : LOOK, of };
}
