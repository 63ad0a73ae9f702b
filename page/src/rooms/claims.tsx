import { useGet } from "../api/client";
import type { ClaimEntry } from "../api/types";
import { PutTo } from "../parts/putto";
import { langOf, Text } from "../parts/text";
import { Waiting } from "../parts/waiting";
import { store, useStore } from "../state/store";
import { viewQuery } from "../state/view";
import { words } from "../words";

export function Claims() {
  const w = words();
  const state = useStore();
  const got = useGet<ClaimEntry[]>(`/claims${viewQuery(state)}`);
  return (
    <>
      <h1>{w.claims.lead}</h1>
      <PutTo />
      <Waiting got={got} height={620}>
        {(found) => {
          const open = found.find((claim) => claim.id === state.claim);
          return (
            <div class="claims">
              <p class="note">{w.claims.note}</p>
              <p class="listed-head note" aria-hidden="true">
                {w.claims.head.map((word) => (
                  <span key={word}>{word}</span>
                ))}
              </p>
              <ol class="listed" aria-label={w.claims.all}>
                {found.map((claim) => (
                  <li key={claim.id}>
                    <button type="button" aria-expanded={claim.id === open?.id} onClick={() => store.set({ claim: claim.id === open?.id ? 0 : claim.id }, true)}>
                      <span class="number">{claim.id}</span>
                      <span class="title">
                        {claim.title} {claim.world_alone && <small>{w.claims.abroad}</small>}
                      </span>
                      <span class={`badge ${claim.verdict.replaceAll(" ", "-")}`}>{w.verdicts[claim.verdict] ?? claim.verdict}</span>
                      <span class="odds">
                        <Chance probability={claim.probability?.text} />
                        {claim.probability?.text ?? "–"}
                      </span>
                    </button>
                    {claim.id === open?.id && <Claim claim={claim} />}
                  </li>
                ))}
              </ol>
            </div>
          );
        }}
      </Waiting>
    </>
  );
}

/** A probability as a place between none and all; the marks are where verdicts begin. */
function Chance({ probability }: { probability: string | undefined }) {
  const value = Number(probability?.replace(/[<>\s]/g, "").replace(",", "."));
  return (
    <svg class="chance" viewBox="0 0 100 12" aria-hidden="true">
      <line class="grid" x1="2" x2="98" y1="6" y2="6" />
      <line class="mark" x1="11.6" x2="11.6" y1="2" y2="10" />
      <line class="mark" x1="88.4" x2="88.4" y1="2" y2="10" />
      {probability !== undefined && <circle class="then" cx={2 + value * 96} cy="6" r="4" />}
    </svg>
  );
}

function Claim({ claim }: { claim: ClaimEntry }) {
  const w = words();
  return (
    <article class="claim">
      <blockquote>
        <span lang={langOf(claim.passage)}>“{claim.passage}”</span> <span class="by">{w.claims.line(claim.line)}</span>
      </blockquote>
      <dl class="facts">
        <dt>{w.claims.estimand}</dt>
        <dd>{claim.estimand}</dd>
        {claim.effect && (
          <>
            <dt>{w.claims.found}</dt>
            <dd class="headline">
              <Text text={[claim.effect]} /> <span class="unit">{claim.unit}</span>
            </dd>
          </>
        )}
        {claim.probability && (
          <>
            <dt>{w.claims.probability}</dt>
            <dd>
              <Text text={[claim.probability]} />
            </dd>
          </>
        )}
        {claim.readings.length > 0 && (
          <>
            <dt>{w.claims.readings}</dt>
            <dd>
              <ul>
                {claim.readings.map(([method, value]) => (
                  <li key={method}>
                    {method}: <Text text={[value]} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{w.claims.method}</dt>
        <dd>
          <Text text={claim.method} />
        </dd>
        <dt>{w.claims.alternatives}</dt>
        <dd>
          <ul>
            {claim.alternatives.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </dd>
        <dt>{w.claims.change}</dt>
        <dd>{claim.would_change}</dd>
        {claim.needs && (
          <>
            <dt>{w.claims.needs}</dt>
            <dd>{claim.needs}</dd>
          </>
        )}
      </dl>
      {claim.world_alone && <p class="caution">{w.claims.abroadNote}</p>}
      {claim.chronicle_only && <p class="caution">{w.claims.alone}</p>}
    </article>
  );
}
