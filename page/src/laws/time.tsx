import type { LawShown, ScanShown } from "../api/types";
import { Figure } from "../charts/figure";
import { scale } from "../charts/scale";
import { Sized } from "../charts/sized";
import { actorName, useRegion } from "../region";
import { words } from "../words";
import { folder, percent } from "./percent";

const FAINT = 0.005;
const HIGH = 56; // of a row, in pixels

function day(law: LawShown): number {
  return Date.parse(`${law.written}T00:00:00Z`);
}

/** Laws by date, a row a state, joined with the sources that they are credited to. */
export function TimeLine({ scan }: { scan: ScanShown }) {
  const w = words().laws;
  const region = useRegion();
  const credits = scan.links.filter((one) => one.credited >= FAINT);
  const linked = new Set(credits.flatMap((one) => [one.law, one.source]));
  const dated = scan.laws.filter((one) => one.written && linked.has(one.id));
  if (new Set(dated.map((one) => one.written)).size < 2) return null;
  const names = new Map(dated.map((one) => [one.id, one.name]));
  const drawn = credits.filter((one) => names.has(one.law) && names.has(one.source));
  return (
    <section>
      <Figure
        title={w.time}
        caption={w.timeNote}
        source={folder(scan.place)}
        heading="h2"
        rows={() => drawn.map((one) => ({ law: names.get(one.law) ?? "", source: names.get(one.source) ?? "", credited: one.credited }))}
      >
        <div class="scroll" tabIndex={0} role="region" aria-label={w.time}>
          <Sized least={560}>
            {(width) => {
              const states = [...new Set(dated.map((one) => one.state))].sort();
              const days = dated.map(day);
              const [first, last] = [Math.min(...days), Math.max(...days)];
              const x = scale(first, last, 110, width - 20);
              const y = (law: LawShown) => HIGH * states.indexOf(law.state) + 34;
              const at = new Map(dated.map((one) => [one.id, [x(day(one)), y(one)] as const]));
              const years = [first, (first + last) / 2, last];
              return (
                <svg class="law-time" viewBox={`0 0 ${width} ${HIGH * states.length + 34}`} style={{ minWidth: `${width}px` }} role="img" aria-label={`${w.time}. ${w.timeNote}`}>
                  {states.map((state, row) => (
                    <g key={state}>
                      <text x="0" y={HIGH * row + 38}>
                        {state ? actorName(region, state) : w.noState}
                      </text>
                      <line class="grid" x1="110" x2={width - 20} y1={HIGH * row + 34} y2={HIGH * row + 34} />
                    </g>
                  ))}
                  {years.map((one, place) => (
                    <text key={one} class="tick" x={x(one)} y={HIGH * states.length + 26} text-anchor={(["start", "middle", "end"] as const)[place]}>
                      {new Date(one).getUTCFullYear()}
                    </text>
                  ))}
                  {drawn.map((one) => {
                    const [x1, y1] = at.get(one.source) ?? [0, 0];
                    const [x2, y2] = at.get(one.law) ?? [0, 0];
                    return (
                      <path key={`${one.law} ${one.source}`} class="flow" d={`M${x1} ${y1}Q${(x1 + x2) / 2} ${(y1 + y2) / 2 - 30} ${x2} ${y2}`} stroke-width={1 + 7 * one.credited}>
                        <title>{w.cellCredited(percent(one.credited), names.get(one.law) ?? "", names.get(one.source) ?? "")}</title>
                      </path>
                    );
                  })}
                  {dated.map((one) => (
                    <circle key={one.id} class="then" cx={x(day(one))} cy={y(one)} r="5">
                      <title>{`${one.name}, ${one.written}`}</title>
                    </circle>
                  ))}
                </svg>
              );
            }}
          </Sized>
        </div>
      </Figure>
    </section>
  );
}
