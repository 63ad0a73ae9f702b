import type { Feature, FeatureCollection, Geometry, MultiLineString, Position } from "geojson";
import { useEffect, useState } from "preact/hooks";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { type Got, Refused, useLine } from "../api/client";
import { words } from "../words";

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
  ["ARM", "AZE", [-180, -90, 180, 90]],
  ["KHM", "THA", [-180, -90, 180, 90]],
];

let loading: Promise<World> | undefined;

/** The outlines, once for all rooms; what could not be read is asked for again by whoever looks next. */
export function useWorld(): Got<World> {
  const [got, setGot] = useState<Got<World>>({ found: undefined, error: undefined, late: false });
  const line = useLine();
  useEffect(() => {
    let live = true;
    loading ??= read();
    loading
      .then((found) => live && setGot({ found, error: undefined, late: false }))
      .catch((error: Error) => {
        loading = undefined;
        if (live) setGot({ found: undefined, error, late: false });
      });
    return () => {
      live = false;
    };
  }, [line]);
  return got;
}

async function read(): Promise<World> {
  try {
    const answer = await fetch("./world.json");
    if (!answer.ok) throw new Error(String(answer.status));
    return drawnFrom((await answer.json()) as Topology<{ countries: GeometryCollection<Named> }>);
  } catch (error) {
    throw new Refused(0, [{ where: "world.json", what: words().map.unread, remedy: `(${(error as Error).message})` }]);
  }
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
