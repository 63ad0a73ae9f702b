import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { copyText } from "../parts/copy";
import { plainly, words } from "../words";
import { MINUS } from "./scale";
import { alone, type Row, savePng, saveSvg, saveTable } from "./exports";

export interface FigureGiven {
  title: string;
  caption?: string | undefined;
  source: string;
  rows: () => Row[];
  children: ComponentChildren;
  heading?: "h2" | "h3" | "h4";
  empty?: boolean;
}

/** A figure with its title, its source, its numbers as a table, and its files. */
export function Figure({ title, caption, source, rows, children, heading: Heading = "h3", empty = false }: FigureGiven) {
  const w = words();
  const place = useRef<HTMLElement>(null);
  const [table, setTable] = useState(false);
  const [menu, setMenu] = useState(false);
  const [said, setSaid] = useState("");
  const drawing = () => place.current?.querySelector<SVGSVGElement>(".drawing svg");
  const origin = { title, source, note: caption };
  const kept = table ? rows() : [];
  const all = [...new Set(kept.flatMap((row) => Object.keys(row)))];
  const alike = all.filter((name) => kept.length > 1 && kept.every((row) => row[name] === kept[0]?.[name]));
  const columns = all.filter((name) => !alike.includes(name));
  const headed = (name: string) => w.columns[name] ?? plainly(name);
  const told = (value: Row[string]) =>
    typeof value === "number" ? String(Number(value.toPrecision(6))).replace("-", MINUS).replace(".", w.decimal) : (w.basis[value ?? ""] ?? value ?? "–");
  return (
    <figure ref={place} class="figure">
      <figcaption>
        <Heading class="figure-title">{title}</Heading>
        {caption && <p class="caption">{caption}</p>}
      </figcaption>
      {empty ? <p class="nothing">{w.nothing}</p> : <div class="drawing">{children}</div>}
      {!empty && (
        <div class="below">
          <span class="source">{source}</span>
          <button type="button" class="quiet" aria-expanded={table} onClick={() => setTable(!table)}>
            {w.table}
          </button>
          <button type="button" class="quiet" aria-expanded={menu} onClick={() => setMenu(!menu)}>
            {w.take}
          </button>
          {menu && (
            <span class="menu">
              <button type="button" class="quiet" onClick={() => saveTable(rows(), origin)}>
                CSV
              </button>
              {drawing() && (
                <>
                  <button type="button" class="quiet" onClick={() => saveSvg(drawing() as SVGSVGElement, origin)}>
                    SVG
                  </button>
                  <button type="button" class="quiet" onClick={() => void savePng(drawing() as SVGSVGElement, origin)}>
                    PNG
                  </button>
                </>
              )}
              {drawing() && (
                <button
                  type="button"
                  class="quiet"
                  onClick={() => {
                    const frame = `<figure>${alone(drawing() as SVGSVGElement, origin).text}</figure>`;
                    void copyText(frame).then((done) => setSaid(done ? w.copied : w.copiedNot));
                  }}
                >
                  {w.embed}
                </button>
              )}
              <span role="status">{said}</span>
            </span>
          )}
        </div>
      )}
      {table && (
        <div class="rows" tabIndex={0} role="region" aria-label={`${w.table}: ${title}`}>
          <table>
            {alike.length > 0 && <caption>{alike.map((name) => `${headed(name)}: ${told(kept[0]?.[name])}`).join("; ")}</caption>}
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {headed(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {kept.slice(0, 500).map((row, number) => (
                <tr key={number}>
                  {columns.map((name) => (
                    <td key={name} class={typeof row[name] === "number" ? "number" : ""}>
                      {told(row[name])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </figure>
  );
}
