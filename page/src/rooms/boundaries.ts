import type { Feature, FeatureCollection, Geometry, MultiLineString, Position } from "geojson";
import { useEffect, useState } from "preact/hooks";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";

export interface Named {
  name: string;
  a3: string;
}
export type Country = Feature<Geometry, Named>;
export interface World {
  countries: FeatureCollection<Geometry, Named>;
  agreed: MultiLineString;
  disputed: MultiLineString;
}
type Box = [west: number, south: number, east: number, north: number];

/** Pairs whose common line is disputed or was not agreed in full, and where, as in the brief's map. */
const DISPUTED: [string, string, Box][] = [
  ["KGZ", "TJK", [-180, -90, 180, 90]],
  ["CHN", "IND", [-180, -90, 180, 90]],
  ["IND", "PAK", [72, 32.4, 180, 90]],
  ["CHN", "PAK", [-180, -90, 180, 90]],
];

let loading: Promise<World> | undefined;

export function useWorld(): World | undefined {
  const [world, setWorld] = useState<World>();
  useEffect(() => {
    loading ??= fetch("./world.json")
      .then((answer) => answer.json() as Promise<Topology<{ countries: GeometryCollection<Named> }>>)
      .then(drawnFrom);
    void loading.then(setWorld);
  }, []);
  return world;
}

function drawnFrom(atlas: Topology<{ countries: GeometryCollection<Named> }>): World {
  const agreed: Position[][] = [];
  const disputed: Position[][] = [];
  const codes = (one: unknown) => (one as { properties?: Named }).properties?.a3 ?? "";
  const settled = mesh(atlas, atlas.objects.countries, (one, other) => one !== other && !between(codes(one), codes(other)));
  agreed.push(...settled.coordinates);
  for (const [first, second, box] of DISPUTED) {
    const common = mesh(atlas, atlas.objects.countries, (one, other) => one !== other && [first, second].sort().join() === [codes(one), codes(other)].sort().join());
    for (const line of common.coordinates) cut(line, box, disputed, agreed);
  }
  return {
    countries: feature(atlas, atlas.objects.countries),
    agreed: { type: "MultiLineString", coordinates: agreed },
    disputed: { type: "MultiLineString", coordinates: disputed },
  };
}

function between(one: string, other: string): boolean {
  return DISPUTED.some(([first, second]) => [first, second].sort().join() === [one, other].sort().join());
}

/** Put each step of a line where it belongs: within the box or without. */
function cut(line: Position[], [west, south, east, north]: Box, within: Position[][], without: Position[][]) {
  line.slice(1).forEach((to, place) => {
    const from = line[place] as Position;
    const [x, y] = [((from[0] ?? 0) + (to[0] ?? 0)) / 2, ((from[1] ?? 0) + (to[1] ?? 0)) / 2];
    const side = x >= west && x <= east && y >= south && y <= north ? within : without;
    const last = side.at(-1);
    if (last && last.at(-1) === from) last.push(to);
    else side.push([from, to]);
  });
}
