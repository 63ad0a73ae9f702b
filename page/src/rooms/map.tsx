import { geoAzimuthalEqualArea, geoBounds, geoCentroid, geoContains, geoDistance, geoEqualEarth, geoPath } from "d3-geo";
import { useMemo } from "preact/hooks";
import { useGet } from "../api/client";
import type { Tie, Ties } from "../api/types";
import { Figure } from "../charts/figure";
import { Sized } from "../charts/sized";
import { monthName, monthsBetween, Period, shownPeriod } from "../parts/period";
import { Waiting } from "../parts/waiting";
import { actorName, sourceLine, useRegion } from "../region";
import { store, useStore } from "../state/store";
import { words } from "../words";
import { type Country, useWorld, type World } from "./boundaries";

const NARROW = 560; // pixels; below, outside actors are named by code
const SCATTERED = 0.9; // radians from the middle of the members to one of them
const GRID = 18; // pixels between places tried for a name
const LETTER = 7; // pixels of a name's letter, about
const STEPS = Array.from({ length: 31 }, (_, place) => (place - 15) * 5);
const SHIFTS = STEPS.flatMap((right) => STEPS.map((down): [number, number] => [right, down])).sort((a, b) => Math.hypot(...a) - Math.hypot(...b)); // pixels
const TALL = 31; // pixels of a name and its number

export function MapRoom() {
  const w = words();
  const got = useGet<Ties>("/ties");
  return (
    <>
      <h1>{w.map.lead}</h1>
      <Waiting got={got} height={560}>
        {(found) => <MapShown ties={found} />}
      </Waiting>
    </>
  );
}

function MapShown({ ties }: { ties: Ties }) {
  const w = words();
  const region = useRegion();
  const state = useStore();
  const world = useWorld();
  const months = useMemo(() => monthsBetween(ties.first, ties.last), [ties]);
  const [first, last] = shownPeriod(months, state.from, state.to);
  const layer = state.layer in w.map.layers ? state.layer : "all";
  const chosen = useMemo(() => ties.ties.filter((tie) => fits(tie, layer)), [ties, layer]);
  const counts = useMemo(() => byPlace(chosen, months[first] ?? "", months[last] ?? ""), [chosen, first, last]);
  const perMonth = useMemo(() => byMonth(chosen), [chosen]);
  const members = region.members.map((one) => one.code);
  const rows = () => [...counts].map(([code, acts]) => ({ actor: code, name: actorName(region, code), acts: acts.size, from: months[first], to: months[last] }));
  return (
    <>
      <div class="controls">
        <label>
          {w.map.layer}{" "}
          <select value={layer} onChange={(event) => store.set({ layer: event.currentTarget.value })}>
            {Object.entries(w.map.layers).map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Period months={months} counts={perMonth} />
      <Figure
        title={`${w.map.layers[layer]}, ${monthName(months[first])} – ${monthName(months[last])}`}
        caption={w.map.note}
        source={`${sourceLine(region)}. Natural Earth, Visionscarto`}
        rows={rows}
        heading="h2"
      >
        <Waiting got={world} height={400}>
          {(drawn) => <Sized>{(width) => <Drawn world={drawn} counts={counts} members={members} width={width} />}</Sized>}
        </Waiting>
      </Figure>
      <ul class="places">
        {members.map((code) => (
          <li key={code}>
            <button type="button" class="link" data-actor={code} onClick={() => store.set({ room: "evidence", facets: { state: code } }, true)}>
              {actorName(region, code)}
            </button>{" "}
            <span data-count={code}>{w.map.count(counts.get(code)?.size ?? 0)}</span>
          </li>
        ))}
      </ul>
      <p class="note">{w.map.disclaimer}</p>
    </>
  );
}

/** Acts by the actor at which they happened or which received them; an act counts once for each. */
function byPlace(ties: Tie[], from: string, to: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const tie of ties) {
    if (tie.month < from || tie.month > to) continue;
    const acts = found.get(tie.receiver) ?? new Set();
    acts.add(tie.act);
    found.set(tie.receiver, acts);
  }
  return found;
}

export function byMonth(ties: Tie[]): Record<string, number> {
  const found: Record<string, Set<string>> = {};
  for (const tie of ties) (found[tie.month] ??= new Set()).add(tie.act);
  return Object.fromEntries(Object.entries(found).map(([month, acts]) => [month, acts.size]));
}

function fits(tie: Tie, layer: string): boolean {
  if (layer === "all") return true;
  if (layer === "coercion") return tie.layer === "pressure";
  return tie.kind === layer;
}

function Drawn({ world, counts, members, width }: { world: World; counts: Map<string, Set<string>>; members: string[]; width: number }) {
  const w = words();
  const region = useRegion();
  const codes = [...members, ...region.outside.map((one) => one.code)];
  const high = Math.round(Math.min(560, width * 0.68));
  const drawing = useMemo(() => laidOut(world, members, codes, width, high), [world, members.join(), width, high]);
  const names = apart(drawing.names.map(({ code, at }) => ({ code, at, text: width < NARROW ? code : actorName(region, code) })));
  const top = Math.max(...members.map((code) => counts.get(code)?.size ?? 0), 1);
  const told = members.map((code) => `${actorName(region, code)}: ${w.map.count(counts.get(code)?.size ?? 0)}`).join("; ");
  return (
    <svg class="map" viewBox={`0 0 ${width} ${high}`} role="img" aria-label={told}>
      <title>{told}</title>
      {drawing.near.map(({ one, d }) => (
        <path key={one.properties.a3 + one.properties.name} class={`land ${members.includes(one.properties.a3) ? "member" : ""}`} d={d} style={shade(one, counts, members, top)} />
      ))}
      <path class="boundary" d={drawing.agreed} />
      <path class="boundary disputed" d={drawing.disputed} />
      {names.map(({ code, at, text }) => {
        const number = counts.get(code)?.size ?? 0;
        const own = members.includes(code);
        return (
          <g key={code} class={own ? "label member" : "label"} transform={`translate(${at[0].toFixed(1)},${at[1].toFixed(1)})`}>
            <text text-anchor="middle">{text}</text>
            <text class="count" text-anchor="middle" y="15">
              {number || ""}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Draw the members and what lies around them, and find a place for each name. */
function laidOut(world: World, members: string[], codes: string[], width: number, high: number) {
  const own = world.countries.features.filter((one) => members.includes(one.properties.a3));
  const all = { type: "FeatureCollection" as const, features: own };
  const [longitude, latitude] = geoCentroid(all);
  // Members all over the world are drawn on a map of the world; both projections keep areas.
  const scattered = own.some((one) => geoDistance(geoCentroid(one), [longitude, latitude]) > SCATTERED);
  const projection = (scattered ? geoEqualEarth().rotate([-longitude, 0]) : geoAzimuthalEqualArea().rotate([-longitude, -latitude]))
    .fitExtent(
      [
        [width * 0.12, high * 0.08],
        [width * 0.9, high * 0.88],
      ],
      all,
    )
    .clipExtent([
      [0, 0],
      [width, high],
    ]);
  const path = geoPath(projection);
  const near = world.countries.features.map((one) => ({ one, d: path(one) ?? "" })).filter((part) => part.d);
  const named = near
    .map((part) => part.one)
    .filter((one) => codes.includes(one.properties.a3) && (members.includes(one.properties.a3) || path.area(one) > 900))
    .sort((one, other) => path.area(other) - path.area(one));
  const spots: { at: [number, number]; code: string }[] = [];
  for (let x = GRID; x < width; x += GRID)
    for (let y = GRID; y < high; y += GRID) {
      const place = projection.invert?.([x, y]);
      const inside = place && near.find((part) => boxed(part.one, place) && geoContains(part.one, place));
      spots.push({ at: [x, y], code: inside ? inside.one.properties.a3 : "" });
    }
  const names = named.map((one) => ({ code: one.properties.a3, at: heart(one.properties.a3, spots, width, high) ?? path.centroid(one) }));
  return { near, agreed: path(world.agreed) ?? "", disputed: path(world.disputed) ?? "", names };
}

interface Name {
  code: string;
  at: [number, number];
  text: string;
}

/** Names that would cover one placed before, of a larger country, give way by as little as they can. */
function apart(names: Name[]): Name[] {
  const placed: Name[] = [];
  for (const { code, at, text } of names) {
    const [x, y] = at;
    const free = ([right, down]: [number, number]) =>
      placed.every(
        (other) =>
          Math.abs(x + right - other.at[0]) > ((text.length + other.text.length) * LETTER) / 2 + LETTER || Math.abs(y + down - other.at[1]) >= TALL,
      );
    const [right, down] = SHIFTS.find(free) ?? [0, 0];
    placed.push({ code, at: [x + right, y + down], text });
  }
  return placed;
}

const boxes = new WeakMap<Country, [[number, number], [number, number]]>();

/** Whether a place may lie in a country, by the box around it; a box over the date line holds all. */
function boxed(one: Country, [longitude, latitude]: [number, number]): boolean {
  const box = boxes.get(one) ?? geoBounds(one);
  boxes.set(one, box);
  const [[west, south], [east, north]] = box;
  return latitude >= south && latitude <= north && (west > east || (longitude >= west && longitude <= east));
}

/** The place of a country that is farthest from all that is not it, and from the picture's edge. */
function heart(code: string, spots: { at: [number, number]; code: string }[], width: number, high: number): [number, number] | undefined {
  const [own, others] = [spots.filter((spot) => spot.code === code), spots.filter((spot) => spot.code !== code)];
  let best: [number, number] | undefined;
  let most = 0;
  for (const { at } of own) {
    const edge = Math.min(at[0], width - at[0], at[1], high - at[1]);
    // Names are wider than high, so that room to the sides counts less.
    const free = Math.min(edge, ...others.map((other) => Math.hypot((at[0] - other.at[0]) * 0.6, at[1] - other.at[1])));
    if (free > most) [most, best] = [free, at];
  }
  return best;
}

function shade(one: Country, counts: Map<string, Set<string>>, members: string[], top: number): { fillOpacity?: string } {
  if (!members.includes(one.properties.a3)) return {};
  const share = (counts.get(one.properties.a3)?.size ?? 0) / top;
  return { fillOpacity: (0.08 + 0.62 * share).toFixed(3) };
}
