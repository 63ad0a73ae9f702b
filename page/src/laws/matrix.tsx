import { useRef, useState } from "preact/hooks";
import type { LawLink, ScanShown } from "../api/types";
import { Figure } from "../charts/figure";
import { Sized } from "../charts/sized";
import { store } from "../state/store";
import { words } from "../words";
import { folder, percent } from "./percent";

const FAINT = 0.005; // share of a law that is drawn
const STEPS: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

type Shows = "share" | "credited";

interface Cell {
  row: number;
  column: number;
  link: LawLink;
  value: number;
  said: string;
}

function cellsOf(scan: ScanShown, shows: Shows): Cell[] {
  const w = words().laws;
  const place = new Map(scan.laws.map((one, at) => [one.id, at]));
  return scan.links
    .filter((one) => one[shows] >= FAINT)
    .map((link) => {
      const row = place.get(link.law) ?? 0;
      const column = place.get(link.source) ?? 0;
      const say = shows === "share" ? w.cell : w.cellCredited;
      return { row, column, link, value: link[shows], said: say(percent(link[shows]), scan.laws[row]?.name ?? "", scan.laws[column]?.name ?? "") };
    })
    .sort((one, other) => one.row - other.row || one.column - other.column);
}

/** The next cell that is filled in a direction; in the same row or column if there is one. */
function nextCell(cells: Cell[], from: Cell, [down, right]: [number, number]): Cell | undefined {
  const ahead = cells.filter((one) => (one.row - from.row) * down > 0 || (one.column - from.column) * right > 0);
  const off = (one: Cell) => Math.abs(one.row - from.row) * (down ? 1 : 8) + Math.abs(one.column - from.column) * (right ? 1 : 8);
  return ahead.sort((one, other) => off(one) - off(other))[0];
}

export function LawMatrix({ scan }: { scan: ScanShown }) {
  const w = words().laws;
  const [shows, setShows] = useState<Shows>("share");
  const names = scan.laws.map((one) => one.name);
  const place = new Map(scan.laws.map((one) => [one.id, one.name]));
  return (
    <section>
      <fieldset class="controls">
        <legend class="hidden">{w.shows}</legend>
        {(["share", "credited"] as const).map((one) => (
          <label key={one} class="choice">
            <input type="radio" name="laws-shows" checked={shows === one} onChange={() => setShows(one)} />
            {w[one]}
          </label>
        ))}
      </fieldset>
      <Figure
        title={w.matrix}
        caption={shows === "credited" ? `${w.matrixNote} ${w.creditedNote}` : w.matrixNote}
        source={folder(scan.place)}
        heading="h2"
        rows={() =>
          scan.links.map((one) => ({
            law: place.get(one.law) ?? one.law,
            source: place.get(one.source) ?? one.source,
            share: one.share,
            without_boilerplate: one.without_boilerplate,
            credited: one.credited,
            passages: one.passages,
          }))
        }
      >
        <div class="scroll">
          <Sized>{(width) => <Drawn cells={cellsOf(scan, shows)} names={names} width={width} title={w.matrix} />}</Sized>
        </div>
        {scan.links.some((one) => one.possible === false) && <p class="note">{w.younger}</p>}
      </Figure>
    </section>
  );
}

function Drawn({ cells, names, width, title }: { cells: Cell[]; names: string[]; width: number; title: string }) {
  const [at, setAt] = useState(0);
  const svg = useRef<SVGSVGElement>(null);
  const left = width > 700 ? 330 : 130;
  const letters = width > 700 ? 52 : 18;
  const size = Math.max(15, Math.min(34, Math.floor((width - left - 4) / names.length)));
  const whole = left + size * names.length + 4;
  const open = (cell: Cell) => store.set({ law: cell.link.law, source: cell.link.source }, true);
  const move = (event: KeyboardEvent, cell: Cell) => {
    const step = STEPS[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(cell);
    }
    if (!step) return;
    event.preventDefault();
    const next = nextCell([...cells], cell, step);
    if (!next) return;
    const number = cells.findIndex((one) => one.row === next.row && one.column === next.column);
    setAt(number);
    svg.current?.querySelector<SVGElement>(`[data-cell="${number}"]`)?.focus();
  };
  const now = Math.min(at, cells.length - 1);
  return (
    <svg ref={svg} class="law-matrix" viewBox={`0 0 ${whole} ${size * names.length + 26}`} style={{ minWidth: `${whole}px`, maxWidth: `${whole}px` }} role="group" aria-label={title}>
      {names.map((name, place) => (
        <g key={name + place} aria-hidden="true">
          <text class="tick" x={left - 8} y={24 + size * (place + 0.5) + 4} text-anchor="end">
            {`${name.length > letters ? `${name.slice(0, letters)}…` : name} ${place + 1}`}
          </text>
          <text class="tick" x={left + size * (place + 0.5)} y={16} text-anchor="middle">
            {place + 1}
          </text>
          <line class="grid" x1={left} x2={left + size * names.length} y1={24 + size * place} y2={24 + size * place} />
          <rect class="self" x={left + size * place} y={24 + size * place} width={size - 1} height={size - 1} />
        </g>
      ))}
      {cells.map((cell, number) => (
        <rect
          key={`${cell.row} ${cell.column}`}
          class={`cell ${cell.link.possible === false ? "younger" : ""}`}
          data-cell={number}
          data-share={cell.value}
          x={left + size * cell.column + 0.5}
          y={24 + size * cell.row + 0.5}
          width={size - 2}
          height={size - 2}
          fill-opacity={0.12 + 0.88 * cell.value}
          role="button"
          tabIndex={number === now ? 0 : -1}
          aria-label={cell.said}
          onClick={() => open(cell)}
          onFocus={() => setAt(number)}
          onKeyDown={(event) => move(event, cell)}
        >
          <title>{cell.said}</title>
        </rect>
      ))}
    </svg>
  );
}
