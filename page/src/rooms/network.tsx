import { useMemo } from "preact/hooks";
import { useGet } from "../api/client";
import type { Described, Tie, Ties } from "../api/types";
import { Figure } from "../charts/figure";
import { shown } from "../charts/scale";
import { Sized } from "../charts/sized";
import { monthName, monthsBetween, Period, shownPeriod } from "../parts/period";
import { Text } from "../parts/text";
import { Waiting } from "../parts/waiting";
import { actorName, kindName, sourceLine, useRegion } from "../region";
import { store, useStore } from "../state/store";
import { words } from "../words";
import { byMonth } from "./map";

const TOLD = 6; // acts of a pair that are named at once
const NARROW = 520; // pixels; below, everyone is named by code

interface Pair {
  one: string;
  other: string;
  weight: number;
  acts: Set<string>;
  kinds: Set<string>;
}

export function Network() {
  const w = words();
  const got = useGet<Ties>("/ties");
  return (
    <>
      <h1>{w.network.lead}</h1>
      <Waiting got={got} height={620}>
        {(found) => <Shown ties={found} />}
      </Waiting>
    </>
  );
}

function Shown({ ties }: { ties: Ties }) {
  const w = words();
  const region = useRegion();
  const state = useStore();
  const months = useMemo(() => monthsBetween(ties.first, ties.last), [ties]);
  const [first, last] = shownPeriod(months, state.from, state.to);
  const layer = state.layer in w.network.layers ? state.layer : "support";
  const chosen = useMemo(() => ties.ties.filter((tie) => tie.layer === layer && tie.sender !== tie.receiver), [ties, layer]);
  const pairs = useMemo(() => pairsOf(chosen, months[first] ?? "", months[last] ?? ""), [chosen, first, last]);
  const perMonth = useMemo(() => byMonth(chosen), [chosen]);
  const there = useMemo(() => new Set(chosen.flatMap((tie) => [tie.sender, tie.receiver])), [chosen]);
  const outside = region.outside.map((one) => one.code).filter((code) => there.has(code));
  const members = region.members.map((one) => one.code);
  const actor = [...members, ...outside].includes(state.actor) ? state.actor : "";
  const own = actor ? pairs.filter((pair) => pair.one === actor || pair.other === actor) : pairs.slice(0, 10);
  const widest = Math.max(...pairs.map((pair) => pair.weight), 1);
  const told = `${w.network.layers[layer]}. ${pairs.slice(0, 12).map((pair) => `${actorName(region, pair.one)} – ${actorName(region, pair.other)}: ${shown(pair.weight, 1)}`).join("; ")}`;
  return (
    <>
      <fieldset class="controls">
        <legend class="hidden">{w.network.layer}</legend>
        {Object.entries(w.network.layers).map(([name, title]) => (
          <label key={name} class="choice" title={ties.layers[name] ?? ""}>
            <input type="radio" name="layer" checked={layer === name} onChange={() => store.set({ layer: name })} />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      <p class="note">{ties.layers[layer]}.</p>
      <Period months={months} counts={perMonth} />
      <div class="netted">
        <Figure
          title={`${w.network.layers[layer]}, ${monthName(months[first])} – ${monthName(months[last])}`}
          caption={`${w.network.note} ${w.network.members}`}
          source={sourceLine(region)}
          heading="h2"
          empty={!pairs.length}
          rows={() => pairs.map((pair) => ({ one: pair.one, other: pair.other, weight: pair.weight, acts: pair.acts.size, kinds: [...pair.kinds].join(" ") }))}
        >
          <Sized>{(width) => <Drawn pairs={pairs} members={members} outside={outside} layer={layer} actor={actor} told={told} width={width} widest={widest} />}</Sized>
        </Figure>
        <section class="ties">
          <label>
            {w.network.with}{" "}
            <select value={actor} onChange={(event) => store.set({ actor: event.currentTarget.value })}>
              <option value="">{w.network.everyone}</option>
              {[...members, ...outside].map((code) => (
                <option key={code} value={code}>
                  {actorName(region, code)}
                </option>
              ))}
            </select>
          </label>
          <ul>
            {own.map((pair) => (
              <li key={pair.one + pair.other}>
                <b>{actor ? actorName(region, pair.one === actor ? pair.other : pair.one) : `${actorName(region, pair.one)} – ${actorName(region, pair.other)}`}</b>: {weighed(pair.weight)} ({[...pair.kinds].map((kind) => kindName(region, kind)).join(", ")}){" "}
                <Ids ids={[...pair.acts].slice(0, TOLD)} />
                {pair.acts.size > TOLD && (
                  <details class="rest">
                    <summary>{w.network.more(pair.acts.size - TOLD)}</summary>
                    <Ids ids={[...pair.acts].slice(TOLD)} />
                  </details>
                )}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

function Ids({ ids }: { ids: string[] }) {
  return <Text text={ids.flatMap((id) => [{ source: id, text: id }, " "])} />;
}

/** Acts between two: a whole number in its grammar, or what the shares add up to. */
function weighed(weight: number): string {
  const whole = Math.round(weight);
  return Math.abs(weight - whole) < 0.05 ? words().map.count(whole) : `${shown(weight, 1)} ${words().network.weight}`;
}

interface DrawnGiven {
  pairs: Pair[];
  members: string[];
  outside: string[];
  layer: string;
  actor: string;
  told: string;
  width: number;
  widest: number;
}

function Drawn({ pairs, members, outside, layer, actor, told, width, widest }: DrawnGiven) {
  const region = useRegion();
  const high = Math.round(Math.min(560, width * 0.86));
  const places = laidOut(members, outside, width, high);
  return (
    <svg class={`network ${layer}`} viewBox={`0 0 ${width} ${high}`} role="img" aria-label={told}>
      <title>{told}</title>
      {[...pairs].reverse().map((pair) => {
        const [one, other] = [places.get(pair.one), places.get(pair.other)];
        if (!one || !other) return null;
        const faint = actor && pair.one !== actor && pair.other !== actor;
        return (
          <line
            key={pair.one + pair.other}
            class={faint ? "tie faint" : "tie"}
            data-weight={pair.weight.toFixed(3)}
            x1={one.x}
            y1={one.y}
            x2={other.x}
            y2={other.y}
            stroke-width={0.6 + (pair.weight / widest) * (width < NARROW ? 6 : 11)}
          />
        );
      })}
      {[...places].map(([code, at]) => (
        <g key={code} class={at.member ? "node member" : "node"} onClick={() => store.set({ actor: actor === code ? "" : code })}>
          <circle cx={at.x} cy={at.y} r={at.member ? 6.5 : 4} class={actor === code ? "chosen" : ""} />
          <text x={at.x + at.dx} y={at.y + at.dy} text-anchor={at.anchor}>
            {called(region, code, at, width)}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** An actor in full where there is room for its name, or else by its code. */
function called(region: Described, code: string, at: Place, width: number): string {
  const name = actorName(region, code);
  const short = /\(([^()]{2,10})\)$/.exec(name)?.[1] ?? code;
  const room = at.anchor === "middle" ? width / 4 : at.anchor === "start" ? width - at.x - at.dx : at.x + at.dx;
  return width >= NARROW && name.length * 6.6 <= room ? name : short;
}

/** Ties by pair, whichever way they go, the heaviest first. */
function pairsOf(ties: Tie[], from: string, to: string): Pair[] {
  const found = new Map<string, Pair>();
  for (const tie of ties) {
    if (tie.month < from || tie.month > to) continue;
    const [one, other] = [tie.sender, tie.receiver].sort() as [string, string];
    const pair = found.get(`${one}-${other}`) ?? { one, other, weight: 0, acts: new Set(), kinds: new Set() };
    pair.weight += tie.weight;
    pair.acts.add(tie.act);
    pair.kinds.add(tie.kind);
    found.set(`${one}-${other}`, pair);
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight);
}

interface Place {
  x: number;
  y: number;
  dx: number;
  dy: number;
  anchor: "start" | "middle" | "end";
  member: boolean;
}

/** Members on an inner ring, those with ties to them on an outer one. */
function laidOut(members: string[], outside: string[], width: number, high: number): Map<string, Place> {
  const ring = (codes: string[], rx: number, ry: number, member: boolean, turn: number): [string, Place][] =>
    codes.map((code, place) => {
      const angle = turn + (place / codes.length) * 2 * Math.PI;
      const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
      const side = member ? 0 : cosine;
      const anchor = side > 0.3 ? "start" : side < -0.3 ? "end" : "middle";
      const gap = 10;
      return [
        code,
        {
          x: width / 2 + rx * cosine,
          y: high / 2 + ry * sine,
          dx: anchor === "start" ? gap : anchor === "end" ? -gap : 0,
          dy: member ? -12 : anchor === "middle" ? (sine > 0 ? 20 : -10) : 4,
          anchor,
          member,
        },
      ];
    });
  return new Map([...ring(members, width * 0.18, high * 0.2, true, -Math.PI / 2),
    ...ring(outside, width / 2 - (width < NARROW ? 52 : 108), high / 2 - 26, false, -Math.PI / 2)]);
}
