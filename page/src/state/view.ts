import type { State } from "./state";

/** Which evidence is looked at, as a query of the interface. */
export function viewQuery(state: State): string {
  const query = new URLSearchParams();
  for (const family of state.without) query.append("without", family);
  if (state.asOf) query.set("as_of", state.asOf);
  const text = query.toString();
  return text ? `?${text}` : "";
}

/** The same, as fields of a question. */
export function viewed(state: State): { without: string[]; as_of?: string } {
  return { without: state.without, ...(state.asOf ? { as_of: state.asOf } : {}) };
}
