import { useEffect, useMemo, useState } from "preact/hooks";
import { useGet } from "../api/client";
import type { Acts } from "../api/types";
import { Figure } from "../charts/figure";
import { dated } from "../parts/act";
import { Waiting } from "../parts/waiting";
import { actorName, kindName, sourceLine, useRegion } from "../region";
import { FACETS, type State } from "../state/state";
import { store, useStore } from "../state/store";
import { langOf } from "../parts/text";
import { coded, words } from "../words";

const PAGE = 50;

/** The question of the address, as the interface takes it. */
export function evidenceQuery(state: State, limit: number, offset: number): string {
  const query = new URLSearchParams({ limit: String(limit), offset: String(offset), sort: state.sort });
  for (const [name, value] of Object.entries(state.facets)) {
    if (name === "year") {
      query.set("since", value);
      query.set("until", value);
    } else query.set(name, value);
  }
  if (state.text) query.set("text", state.text);
  return `/evidence?${query}`;
}

export function EvidenceRoom() {
  const w = words();
  const region = useRegion();
  const state = useStore();
  const got = useGet<Acts>(evidenceQuery(state, PAGE, state.page * PAGE));
  const [kept, setKept] = useState<Acts>();
  useEffect(() => {
    if (got.found) setKept(got.found);
  }, [got.found]);
  const shown = got.found ?? kept;
  return (
    <>
      <h1>{w.acts.lead}</h1>
      <Searching />
      <Waiting got={got.error ? got : { ...got, found: shown }} height={620}>
        {(found) => (
          <div class="browse">
            <Facets found={found} />
            <section>
              <p role="status" class="hidden" data-total={found.total}>
                {w.acts.found(found.total)}
              </p>
              <Figure
                title={w.acts.found(found.total)}
                source={sourceLine(region)}
                heading="h2"
                empty={!found.total}
                rows={() => found.acts.map(({ urls, ...act }) => ({ ...act, in_brief: String(act.in_brief), url: urls.join(" ") }))}
              >
                <Listed found={found} />
              </Figure>
              <Pages total={found.total} />
            </section>
          </div>
        )}
      </Waiting>
    </>
  );
}

function Searching() {
  const w = words();
  const state = useStore();
  const [text, setText] = useState(state.text);
  useEffect(() => setText(state.text), [state.text]);
  useEffect(() => {
    if (text === store.state.text) return;
    const timer = setTimeout(() => store.set({ text, page: 0 }), 180);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="controls">
      <label class={text ? "" : "unprinted"}>
        {w.acts.search} <input type="search" value={text} maxLength={120} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <label>
        {w.acts.sort}{" "}
        <select value={state.sort} onChange={(event) => store.set({ sort: event.currentTarget.value, page: 0 })}>
          {Object.entries(w.acts.sorts).map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {(Object.keys(state.facets).length > 0 || state.text) && (
        <button type="button" class="quiet" onClick={() => store.set({ facets: {}, text: "", page: 0 })}>
          {w.acts.clear}
        </button>
      )}
    </div>
  );
}

function Facets({ found }: { found: Acts }) {
  const w = words();
  const region = useRegion();
  const state = useStore();
  const title = (facet: string, value: string) =>
    facet === "state" ? actorName(region, value) : facet === "kind" ? kindName(region, value) : coded(value);
  const wide = useMemo(() => matchMedia("(min-width: 62rem)").matches, []); // on a narrow page the acts come first
  const listed = useMemo(() => FACETS.map((facet) => [facet, Object.entries(found.facets[facet] ?? {})] as const), [found]);
  return (
    <aside class="facets" aria-label={w.acts.narrow}>
      {listed.map(([facet, values]) => (
        <details key={facet} open={(wide && (facet === "kind" || facet === "state")) || facet in state.facets}>
          <summary>{w.acts.facets[facet]}</summary>
          <ul>
            {values.slice(0, 18).map(([value, number]) => {
              const on = state.facets[facet] === value;
              return (
                <li key={value}>
                  <button
                    type="button"
                    class="facet"
                    aria-pressed={on}
                    onClick={() => {
                      const { [facet]: _, ...others } = state.facets;
                      store.set({ facets: on ? others : { ...others, [facet]: value }, page: 0 });
                    }}
                  >
                    <span>{title(facet, value)}</span> <span class="number">{number}</span>
                  </button>
                </li>
              );
            })}
          </ul>
        </details>
      ))}
    </aside>
  );
}

function Listed({ found }: { found: Acts }) {
  const w = words();
  const region = useRegion();
  return (
    <ul class="acts">
      {found.acts.map((act) => (
        <li key={act.id}>
          <span class="when">{dated(act)}</span>
          <span class="kind">{kindName(region, act.kind)}</span>
          <span class="what">
            <span lang={langOf(act.description)}>{act.description}</span>{" "}
            <span class="by">
              {act.publisher} ·{" "}
              <a
                href={store.address({ act: act.id })}
                title={w.acts.permalink}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                  event.preventDefault();
                  store.set({ act: act.id }, true);
                }}
              >
                {act.id}
              </a>
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Pages({ total }: { total: number }) {
  const w = words();
  const state = useStore();
  const pages = Math.max(Math.ceil(total / PAGE), 1);
  if (pages === 1) return null;
  return (
    <p class="pages">
      <button type="button" class="quiet" disabled={state.page === 0} onClick={() => store.set({ page: state.page - 1 }, true)}>
        {w.acts.previous}
      </button>
      {w.acts.page(state.page + 1, pages)}
      <button type="button" class="quiet" disabled={state.page >= pages - 1} onClick={() => store.set({ page: state.page + 1 }, true)}>
        {w.acts.next}
      </button>
    </p>
  );
}
