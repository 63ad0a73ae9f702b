import type { FunctionComponent } from "preact";
import { About } from "./about";
import { Claims } from "./claims";
import { EvidenceRoom } from "./evidence";
import { Futures } from "./futures";
import { MapRoom } from "./map";
import { Network } from "./network";
import { Options } from "./options";
import { LawsRoom } from "./laws";
import { OverviewRoom } from "./overview";
import { ScreeningRoom } from "./screening";

/** The rooms of the page, in their order: one file a room. Its name stands in the address and in `words`. */
export const ROOMS: [string, FunctionComponent][] = [
  ["overview", OverviewRoom],
  ["map", MapRoom],
  ["network", Network],
  ["futures", Futures],
  ["options", Options],
  ["claims", Claims],
  ["evidence", EvidenceRoom],
  ["laws", LawsRoom],
  ["screening", ScreeningRoom],
  ["about", About],
];
