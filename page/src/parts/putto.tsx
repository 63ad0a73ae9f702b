import { useRegion } from "../region";
import { words } from "../words";
import { monthName } from "./period";
import { langOf } from "./text";

/** Whose claims these are, of which region, and the period of the evidence that they are put to. */
export function PutTo() {
  const w = words();
  const region = useRegion();
  return (
    <p class="kicker">
      {region.brief_of && w.overview.claimsOf}
      <span lang={langOf(region.brief_title)}>{region.brief_title}</span>, {region.brief_author}
      {region.brief_of && w.overview.putTo(region.brief_of, region.name)} · {monthName(region.period_start.slice(0, 7))} – {monthName(region.period_end.slice(0, 7))}
    </p>
  );
}
