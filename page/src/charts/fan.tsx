import { memo } from "preact/compat";
import type { Band } from "../api/types";
import { words } from "../words";
import type { Words } from "../words/en";
import { Sized } from "./sized";
import type { Came } from "./record";
import { later, scale, shown, ticks } from "./scale";

export interface FanGiven {
  band: Band;
  ghost?: Band | undefined;
  past: number[] | undefined;
  came?: Came[];
  look: number;
  start: string;
  top: number;
  label: string;
  height?: number;
}

const LEFT = 30;
const RIGHT = 62;
const TOP = 20;
const BOTTOM = 22;
const DAY = 86_400_000; // milliseconds

/** What was recorded, then what may happen: the middle, the half and nine tenths of the futures; the baseline behind as a ghost. */
export const Fan = memo(function Fan(given: FanGiven) {
  return <Sized>{(wide) => <Drawn {...given} wide={wide} />}</Sized>;
});

function Drawn({ band, ghost, past, came = [], look, start, top, label, height = 162, wide }: FanGiven & { wide: number }) {
  const w = words();
  const months = band.q50.length - 1;
  const across = scale(-look, months, LEFT, wide - RIGHT);
  const up = scale(0, top || 1, height - BOTTOM, TOP);
  const last = (values: number[]) => values[months] ?? 0;
  const area = (low: number[], high: number[]) =>
    `M${high.map((value, month) => `${across(month).toFixed(1)},${up(value).toFixed(1)}`).join("L")}L${low
      .map((value, month) => `${across(month).toFixed(1)},${up(value).toFixed(1)}`)
      .reverse()
      .join("L")}Z`;
  const path = (values: number[]) =>
    `M${values.map((value, month) => `${across(month).toFixed(1)},${up(value).toFixed(1)}`).join("L")}`;
  const end = [last(band.q05), last(band.q50), last(band.q95)] as const;
  const told = w.fanTold(label, months, band.q50[0] ?? 0, end, ghost && last(ghost.q50), past);
  return (
    <svg class="fan" viewBox={`0 0 ${wide} ${height}`} role="img" aria-label={told} data-outcome={band.outcome}>
      <title>{told}</title>
      <Axes months={months} look={look} start={start} top={top} height={height} wide={wide} w={w} />
      <path class="band90" d={area(band.q05, band.q95)} />
      <path class="band50" d={area(band.q25, band.q75)} />
      <Past past={past} months={months} look={look} top={top} height={height} wide={wide} w={w} />
      {ghost && <path class="ghost" d={path(ghost.q50)} />}
      {ghost && <path class="ghost edge" d={path(ghost.q95)} />}
      {ghost && <path class="ghost edge" d={path(ghost.q05)} />}
      <path class="median" d={path(band.q50)} />
      {came.length > 1 && <path class="past" d={`M${came.map(({ month, value }) => `${across(month).toFixed(1)},${up(value).toFixed(1)}`).join("L")}`} />}
      <text class="end" x={wide - RIGHT + 7} y={Math.min(Math.max(up(end[1]), TOP + 10), height - BOTTOM - 17)}>
        {shown(end[1], 0)}
      </text>
      <text class="range" x={wide - RIGHT + 7} y={Math.min(Math.max(up(end[1]), TOP + 10), height - BOTTOM - 17) + 14}>
        {`${shown(end[0], 0)}–${shown(end[2], 0)}`}
      </text>
    </svg>
  );
}

interface AxesGiven {
  months: number;
  look: number;
  top: number;
  height: number;
  wide: number;
  w: Words;
}

/** What was recorded before; it stays while the bands move. */
const Past = memo(function Past({ past, months, look, top, height, wide, w }: AxesGiven & { past: number[] | undefined }) {
  if (!past || !look) return null;
  const across = scale(-look, months, LEFT, wide - RIGHT);
  const up = scale(0, top || 1, height - BOTTOM, TOP);
  if (!past.length)
    return (
      <text class="tick" x={LEFT + 4} y={height - BOTTOM - 6}>
        {w.unrecorded}
      </text>
    );
  return <path class="past" d={`M${past.map((value, month) => `${across(month + 1 - past.length).toFixed(1)},${up(value).toFixed(1)}`).join("L")}`} />;
});

/** What stays while the bands move. */
const Axes = memo(function Axes({ months, look, start, top, height, wide, w }: AxesGiven & { start: string }) {
  const across = scale(-look, months, LEFT, wide - RIGHT);
  const up = scale(0, top || 1, height - BOTTOM, TOP);
  const januaries = Array.from({ length: look + months + 1 }, (_, month) => month - look).filter((month) => later(start, month).getUTCMonth() === 0);
  const last = new Date(later(start, 0).getTime() - DAY).toLocaleDateString(w.locale, { month: "short", year: "numeric", timeZone: "UTC" });
  return (
    <>
      <text class="tick" x="0" y="9">
        {w.perYear}
      </text>
      {ticks(0, top || 1, 3).map((value) => (
        <g key={value}>
          <line class="grid" x1={LEFT} x2={wide - RIGHT} y1={up(value)} y2={up(value)} />
          <text class="tick" x={LEFT - 6} y={up(value) + 3.5} text-anchor="end">
            {shown(value, value % 1 ? 1 : 0)}
          </text>
        </g>
      ))}
      {januaries.map((month) => (
        <g key={month}>
          <line class="mark" x1={across(month)} x2={across(month)} y1={height - BOTTOM} y2={height - BOTTOM + 4} />
          <text class="tick" x={across(month)} y={height - 5} text-anchor="middle">
            {later(start, month).getUTCFullYear()}
          </text>
        </g>
      ))}
      {look > 0 && (
        <>
          <line class="mark" x1={across(0)} x2={across(0)} y1="0" y2={height - BOTTOM + 4} />
          <text class="tick" x={across(0) + 5} y="9">
            {w.recordEnds(last)}
          </text>
        </>
      )}
    </>
  );
});
