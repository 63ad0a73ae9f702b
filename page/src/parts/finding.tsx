import { useGet } from "../api/client";
import type { FindingShown, Source } from "../api/types";
import { store, useStore } from "../state/store";
import { viewQuery } from "../state/view";
import { coded, words } from "../words";
import { Dialog } from "./dialog";
import { langOf, Text } from "./text";
import { Waiting } from "./waiting";

/** A number in full: unit, interval, method, and each source with its page. */
export function FindingDialog({ id }: { id: string }) {
  const w = words();
  const state = useStore();
  const got = useGet<FindingShown>(`/findings/${encodeURIComponent(id)}${viewQuery(state)}`);
  return (
    <Dialog title={w.finding.title} close={() => store.set({ finding: "" }, true)}>
      <Waiting got={got}>
        {(found) => (
          <>
            <p class="said" lang={langOf(found.sentence)}>{found.sentence}</p>
            <p class="headline">
              {found.text} <span class="unit">{found.unit}</span>
            </p>
            <dl class="facts">
              {found.probability_text && (
                <>
                  <dt>{w.claims.probability}</dt>
                  <dd>{found.probability_text}</dd>
                </>
              )}
              <dt>{w.finding.basis}</dt>
              <dd>
                {w.basis[found.basis] ?? found.basis}; {w.finding.interval(found.level)}
              </dd>
              <dt>{w.finding.method}</dt>
              <dd lang={langOf(found.method)}>{found.method}</dd>
              <dt>{w.finding.data}</dt>
              <dd>
                <Text text={[found.data, found.detail].filter(Boolean).flatMap((part, place) => (place ? ["; ", part] : [part]))} />
              </dd>
            </dl>
            <h3>{found.sources.length ? w.finding.sources(found.sources.length) : w.finding.none}</h3>
            <ol class="sources">
              {found.sources.map((source) => (
                <SourceLine key={source.id} source={source} />
              ))}
            </ol>
          </>
        )}
      </Waiting>
    </Dialog>
  );
}

function SourceLine({ source }: { source: Source }) {
  const w = words();
  return (
    <li>
      <span class="when">{source.dated}</span> <span lang={langOf(source.description || source.title)}>{source.description || source.title}</span>{" "}
      <span class="by">
        {[source.publisher, source.confidence && coded(source.confidence)].filter(Boolean).join(", ")}
      </span>
      {source.urls.map((url) => (
        <a key={url} href={url} rel="noreferrer noopener" target="_blank">
          {w.finding.page}
        </a>
      ))}
      {/^(CH|EV)\d+$/.test(source.id) && (
        <button type="button" class="link cite" onClick={() => store.set({ finding: "", act: source.id }, true)}>
          {source.id}
        </button>
      )}
    </li>
  );
}
