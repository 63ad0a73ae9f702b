import { store } from "../state/store";

export type Row = Record<string, string | number | null | undefined>;

/** Where an exported figure or table comes from: it goes with the file. */
export interface Origin {
  title: string;
  source: string;
  note?: string | undefined;
}

function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function slug(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "figure";
}

function cell(value: string | number | null | undefined): string {
  let text = value === null || value === undefined ? "" : String(value);
  if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = `'${text}`; // no formula in a spreadsheet
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(rows: Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns.join(","), ...rows.map((row) => columns.map((name) => cell(row[name])).join(","))].join("\r\n");
}

/** Rows as CSV, and beside them what they are, where from, and how to get them again. */
export function saveTable(rows: Row[], origin: Origin): void {
  const about = {
    title: origin.title,
    source: origin.source,
    note: origin.note,
    regimelab: store.pins.version,
    evidence_release: store.pins.release,
    seed: store.state.seed,
    link: store.address(),
    columns: [...new Set(rows.flatMap((row) => Object.keys(row)))],
    rows: rows.length,
  };
  save(`${slug(origin.title)}.csv`, new Blob(["\ufeff", csv(rows)], { type: "text/csv" }));
  save(`${slug(origin.title)}.metadata.json`, new Blob([JSON.stringify(about, null, 1)], { type: "application/json" }));
}

const DRAWN = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor"];

/** A figure as a file that stands alone: its looks written out, with title, source and version. */
export function alone(svg: SVGSVGElement, origin: Origin): { text: string; width: number; height: number } {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((node, place) => {
    const looks = getComputedStyle(originals[place] as Element);
    for (const name of DRAWN) {
      const value = looks.getPropertyValue(name);
      if (value) node.setAttribute(name, value);
    }
  });
  const box = svg.viewBox.baseVal;
  const [width, height] = box?.width ? [box.width, box.height] : [svg.clientWidth, svg.clientHeight];
  const looks = getComputedStyle(document.documentElement);
  const [ink, paper, soft] = ["--ink", "--paper", "--soft"].map((name) => looks.getPropertyValue(name).trim());
  const font = getComputedStyle(document.body).getPropertyValue("--figure").replaceAll('"', "'");
  const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  copy.setAttribute("x", "16");
  copy.setAttribute("y", "44");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const inner = new XMLSerializer().serializeToString(copy);
  const whole = [width + 32, height + 92] as const;
  const foot = `regimelab ${store.pins.version} · ${store.pins.release} · seed ${store.state.seed}`;
  const text =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${whole[0]}" height="${whole[1]}" viewBox="0 0 ${whole[0]} ${whole[1]}" font-family="${font}">` +
    `<rect width="100%" height="100%" fill="${paper}"/>` +
    `<text x="16" y="26" font-size="15" font-weight="600" fill="${ink}">${escape(origin.title)}</text>${inner}` +
    `<text x="16" y="${whole[1] - 28}" font-size="10.5" fill="${soft}">${escape(origin.source)}</text>` +
    `<text x="16" y="${whole[1] - 12}" font-size="10.5" fill="${soft}">${escape(foot)}</text></svg>`;
  return { text, width: whole[0], height: whole[1] };
}

export function saveSvg(svg: SVGSVGElement, origin: Origin): void {
  save(`${slug(origin.title)}.svg`, new Blob([alone(svg, origin).text], { type: "image/svg+xml" }));
}

/** A figure as pixels, twice as fine as on the page. */
export async function savePng(svg: SVGSVGElement, origin: Origin): Promise<void> {
  const { text, width, height } = alone(svg, origin);
  const picture = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  await new Promise((done, fail) => {
    picture.onload = done;
    picture.onerror = fail;
    picture.src = address;
  });
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  const pixels = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (pixels) save(`${slug(origin.title)}.png`, pixels);
}
