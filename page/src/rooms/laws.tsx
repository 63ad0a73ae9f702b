import { useEffect, useRef } from "preact/hooks";
import { useGet } from "../api/client";
import type { PairShown, ScanShown } from "../api/types";
import { LawMatrix } from "../laws/matrix";
import { SideBySideLaws } from "../laws/pair";
import { TimeLine } from "../laws/time";
import "../laws/laws.css";
import { percent } from "../laws/percent";
import { langOf, Unbroken } from "../parts/text";
import { Waiting } from "../parts/waiting";
import { Command } from "../screening/field";
import { actorName, useRegion } from "../region";
import { store, useStore } from "../state/store";
import { words } from "../words";

const LISTED = 20;

export function LawsRoom() {
  const w = words().laws;
  const state = useStore();
  const got = useGet<ScanShown>("/laws");
  const pair = state.law && state.source;
  return (
    <>
      <h1>{w.lead}</h1>
      <Waiting got={got} height={620}>
        {(scan) => (!scan.place ? <Begin scan={scan} /> : pair ? <Pair law={state.law} source={state.source} /> : <Scan scan={scan} />)}
      </Waiting>
    </>
  );
}

function Begin({ scan }: { scan: ScanShown }) {
  const w = words().laws;
  const region = useRegion();
  return (
    <section>
      <p>{w.none}</p>
      {scan.how.map((one) => (
        <Command key={one}>{one.replace("regimelab lab", `regimelab lab ${region.code}`)}</Command>
      ))}
      <p class="note">{w.noneNote}</p>
    </section>
  );
}

function Scan({ scan }: { scan: ScanShown }) {
  const w = words().laws;
  return (
    <>
      <p class="kicker" lang={langOf(scan.headline)}>
        {scan.headline}. {scan.subtitle}
      </p>
      {scan.notes.map((one) => (
        <p key={one} class="note" lang={langOf(one)}>
          <Unbroken text={one} />
        </p>
      ))}
      {scan.laws.length === 0 ? <p class="nothing">{w.alone}</p> : <LawMatrix scan={scan} />}
      {scan.left_out > 0 && <p class="note">{w.leftOut(scan.left_out)}</p>}
      <TimeLine scan={scan} />
      <Flows scan={scan} />
      <Largest scan={scan} />
    </>
  );
}

function Flows({ scan }: { scan: ScanShown }) {
  const w = words().laws;
  const region = useRegion();
  if (!scan.flows.length) return null;
  return (
    <section>
      <h2>{w.flows}</h2>
      <p class="note">{w.flowsNote}</p>
      <div class="rows" tabIndex={0} role="region" aria-label={w.flows}>
        <table>
          <Head names={w.flow} />
          <tbody>
            {scan.flows.map((one) => (
              <tr key={one.state + one.source_state}>
                <th scope="row">{actorName(region, one.state)}</th>
                <td>{actorName(region, one.source_state)}</td>
                <td class="number">{one.laws}</td>
                <td class="number">{percent(one.credited)}</td>
                <td>{one.first}</td>
                <td>{one.last}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Largest({ scan }: { scan: ScanShown }) {
  const w = words().laws;
  const names = Object.fromEntries(scan.laws.map((one) => [one.id, one.name]));
  const listed = [...scan.links].sort((one, other) => other.credited - one.credited || other.share - one.share).slice(0, LISTED);
  if (!listed.length) return null;
  return (
    <section>
      <h2>{w.largest}</h2>
      <div class="rows" tabIndex={0} role="region" aria-label={w.largest}>
        <table class="wide">
          <Head names={w.largestHead} />
          <tbody>
            {listed.map((one) => (
              <tr key={`${one.law} ${one.source}`}>
                <th scope="row">
                  <button type="button" class="link" onClick={() => store.set({ law: one.law, source: one.source }, true)}>
                    {names[one.law]}
                  </button>
                </th>
                <td>{names[one.source]}</td>
                <td class="number">{percent(one.share)}</td>
                <td class="number">{percent(one.without_boilerplate)}</td>
                <td class="number">{percent(one.credited)}</td>
                <td class="number">{one.passages}</td>
                <td>{one.possible === null ? w.older.open : one.possible ? w.older.yes : w.older.no}</td>
                <td lang={langOf(one.rival)}>{one.rival || "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Head({ names }: { names: string[] }) {
  return (
    <thead>
      <tr>
        {names.map((one) => (
          <th key={one} scope="col">
            {one}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Pair({ law, source }: { law: string; source: string }) {
  const w = words().laws;
  const place = useRef<HTMLDivElement>(null);
  const got = useGet<PairShown>(`/laws/pair?${new URLSearchParams({ law, source })}`);
  useEffect(() => {
    scrollTo(0, 0);
    place.current?.focus({ preventScroll: true });
  }, [law, source]);
  return (
    <div ref={place} tabIndex={-1} class="law-pair">
      <p>
        <a
          href={store.address({ law: "", source: "" })}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            store.set({ law: "", source: "" }, true);
          }}
        >
          ← {w.back}
        </a>
      </p>
      <Waiting got={got} height={620}>
        {(found) => <SideBySideLaws found={found} />}
      </Waiting>
    </div>
  );
}
