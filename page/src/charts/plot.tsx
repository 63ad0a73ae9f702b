import type { PlotOptions } from "@observablehq/plot";
import { useEffect, useRef, useState } from "preact/hooks";
import { words } from "../words";

type Plot = typeof import("@observablehq/plot");
let loading: Promise<Plot> | undefined;

interface PlotGiven {
  options: (plot: Plot, width: number) => PlotOptions;
  label: string;
  depends: unknown[];
}

/** A still chart, drawn by Observable Plot as wide as its place. */
export function PlotChart({ options, label, depends }: PlotGiven) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    if (place.current) watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    let live = true;
    if (!width) return;
    loading ??= import("@observablehq/plot");
    void loading.then((plot) => {
      if (!live || !place.current) return;
      const drawn = plot.plot({ className: "plot", width, ...options(plot, width) });
      drawn.setAttribute("role", "img");
      drawn.setAttribute("aria-label", label);
      for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
      for (const part of drawn.querySelectorAll("[aria-description]")) part.removeAttribute("aria-description");
      for (const part of drawn.querySelectorAll("text")) {
        if (/^[−-]?\d+\.\d+$/.test(part.textContent ?? "")) part.textContent = (part.textContent ?? "").replace(".", words().decimal);
      }
      place.current.replaceChildren(drawn);
    });
    return () => {
      live = false;
    };
  }, [width, label, ...depends]);
  return <div class="plotted" ref={place} />;
}

const LETTER = 6.4; // pixels of a name's letter, about
const WIDEST = 0.46; // of a chart that its names may take

/** Room for the names of a chart's rows: what is longer goes on in a second line. */
const room = (names: string[], width: number) => Math.min(12 + LETTER * Math.max(...names.map((name) => name.length)), width * WIDEST);

export function named(names: string[], width: number): PlotOptions {
  return { marginLeft: room(names, width), y: { axis: null, domain: names } };
}

/** The names of a chart's rows, beside it. */
export function namesOf(plot: Plot, names: string[], width: number) {
  return plot.axisY({ label: null, tickSize: 0, lineWidth: (room(names, width) - 12) / 11, lineHeight: 1.1 });
}
