import { useGet } from "../api/client";
import type { ActInFull, ActShown } from "../api/types";
import { shown } from "../charts/scale";
import { actorName, kindName, useRegion } from "../region";
import { store } from "../state/store";
import { coded, words } from "../words";
import { Dialog } from "./dialog";
import { Figure, langOf } from "./text";
import { Waiting } from "./waiting";

/** The day of an act, as exactly as its source supports. */
export function dated(act: { start: string; precision: string }): string {
  const length = { day: 10, month: 7, year: 4 }[act.precision] ?? 10;
  return act.start.slice(0, length);
}

/** One act in full, with its pages and what rests on it. */
export function Act({ id }: { id: string }) {
  const w = words();
  const region = useRegion();
  const got = useGet<ActInFull>(`/evidence/${encodeURIComponent(id)}`);
  const resting = useGet<ActInFull>(got.found ? `/evidence/${encodeURIComponent(id)}?findings=true` : null);
  const named = (codes: string) => codes.split(";").map((code) => actorName(region, code)).join(", ");
  const abouts: Record<string, string[]> = {};
  for (const [name, about] of Object.entries(resting.found?.findings ?? {})) (abouts[about] ??= []).push(name);
  return (
    <Dialog title={id} close={() => store.set({ act: "" }, true)}>
      <Waiting got={got}>
        {({ act, pairs, why_no_pair, corrected, citation }) => (
          <>
            <p class="said" lang={langOf(act.description)}>{act.description}</p>
            <Pages act={act} />
            <dl class="facts">
              <dt>{w.acts.facets.kind}</dt>
              <dd>
                {dated(act)}, {kindName(region, act.kind)}: {[act.actor, act.target].filter(Boolean).map(named).join(" → ")}
                {act.location && act.location !== act.target && `, ${named(act.location)}`}
              </dd>
              <dt>{w.acts.facets.confidence}</dt>
              <dd>
                {coded(act.confidence)}; {coded(act.family)}
                {act.in_brief && `; ${w.acts.inBrief}`}
              </dd>
              {act.mechanism && (
                <>
                  <dt>{w.acts.facets.mechanism}</dt>
                  <dd>{coded(act.mechanism)}</dd>
                </>
              )}
              <dt>{pairs.length ? w.acts.pairs : w.acts.noPair}</dt>
              <dd>
                {pairs.length
                  ? pairs
                      .map((pair) => {
                        const [sender, receiver] = [String(pair.sender), String(pair.receiver)];
                        const who = sender === receiver ? named(sender) : `${named(sender)} → ${named(receiver)}`;
                        return `${kindName(region, String(pair.kind))} ${who} ${shown(Number(pair.weight), 2)}`;
                      })
                      .join("; ")
                  : <span lang={langOf(why_no_pair)}>{why_no_pair}</span>}
              </dd>
              {corrected.length > 0 && (
                <>
                  <dt>{w.acts.corrected}</dt>
                  <dd lang={langOf(corrected.join())}>{corrected.join("; ")}</dd>
                </>
              )}
              <dt>{w.about.licence}</dt>
              <dd lang={langOf(act.licence)}>{act.licence}</dd>
            </dl>
            {Object.keys(abouts).length > 0 && (
              <>
                <h3>{w.acts.rests}</h3>
                <ul>
                  {Object.entries(abouts).map(([about, names]) => (
                    <li key={about}>
                      {names.map((name, place) => (
                        <span key={name}>
                          <Figure id={name} text={place ? String(place + 1) : about} />{" "}
                        </span>
                      ))}
                    </li>
                  ))}
                </ul>
              </>
            )}
            <p class="source" lang={langOf(citation)}>{citation}</p>
          </>
        )}
      </Waiting>
    </Dialog>
  );
}

function Pages({ act }: { act: ActShown }) {
  return (
    <p class="by">
      {act.publisher}
      {act.published && `, ${act.published}`}{" "}
      {act.urls.map((url) => (
        <a key={url} href={url} rel="noreferrer noopener" target="_blank">
          {new URL(url).hostname.replace(/^www\./, "")}
        </a>
      ))}
    </p>
  );
}
