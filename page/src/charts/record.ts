import { useGet } from "../api/client";
import type { Band, RecordedShown } from "../api/types";
import type { State } from "../state/state";
import { viewQuery } from "../state/view";

/** Months of the record that stand before a fan, and the recorded line of a band; undefined until it came. */
export interface Before {
  look: number;
  of: (band: Band | undefined) => number[] | undefined;
}

/** What was recorded after a fan's beginning, by months from there. */
export interface Came {
  month: number;
  value: number;
}

const MONTH = 30.4375 * 86_400_000; // milliseconds
const HALF = 0.5;
const WHOLE = 1200; // months: all that there are
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

/** Where the evidence is taken as known on a day: what came after it, by all the evidence that is here. */
export function useCame(state: State, periodEnd: string): (band: Band, start: string) => Came[] {
  const { found } = useGet<RecordedShown[]>(state.asOf ? `/recorded?months=${WHOLE}` : null);
  return (band, start) => {
    const values = (state.asOf && found?.find((one) => one.outcome === band.outcome && one.actor === band.actor)?.values) || [];
    const last = (Date.parse(periodEnd) + 86_400_000 - Date.parse(start)) / MONTH;
    const all = values.map((value, place) => ({ month: last + 1 - values.length + place, value }));
    const after = all.filter(({ month }) => month > -HALF && month < band.q50.length - HALF);
    return after.map(({ month, value }) => ({ month: Math.max(month, 0), value })); // months are not all as long
  };
}
