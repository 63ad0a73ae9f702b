import { shown } from "../charts/scale";

/** A share in per cent, as the command line prints it. */
export function percent(share: number | null): string {
  if (share === null) return "–";
  return share > 0 && share < 0.001 ? "< 0.1 %" : `${shown(100 * share, 1)} %`;
}

/** The folder of a scan by its own name: where it lies on this machine is nobody else's business. */
export function folder(place: string): string {
  return place.split(/[\\/]/).filter(Boolean).at(-1) ?? place;
}
