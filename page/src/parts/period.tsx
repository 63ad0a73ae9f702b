import { useEffect, useRef, useState } from "preact/hooks";
import { store, useStore } from "../state/store";
import { words } from "../words";

/** Months from one to another, both included, as YYYY-MM. */
export function monthsBetween(first: string, last: string): string[] {
  const [year, month] = first.split("-").map(Number) as [number, number];
  const [untilYear, untilMonth] = last.split("-").map(Number) as [number, number];
  const number = (untilYear - year) * 12 + untilMonth - month + 1;
  return Array.from({ length: Math.max(number, 0) }, (_, place) => {
    const at = year * 12 + month - 1 + place;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}

/** A month in words, such as June 2023. */
export function monthName(month: string | undefined): string {
  if (!month) return "";
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString(words().locale, { month: "short", year: "numeric", timeZone: "UTC" }).replaceAll(" ", "\u00a0");
}

const WINDOW = 6; // months that the moving window shows

/** Which months are shown: two sliders over the acts of each month, and a window that moves by itself. */
export function Period({ months, counts }: { months: string[]; counts: Record<string, number> }) {
  const w = words();
  const state = useStore();
  const [first, last] = shownPeriod(months, state.from, state.to);
  const [playing, setPlaying] = useState(false);
  const still = useRef(matchMedia("(prefers-reduced-motion: reduce)").matches);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(
      () => {
        const [, end] = shownPeriod(months, store.state.from, store.state.to);
        if (end >= months.length - 1) {
          setPlaying(false);
          return;
        }
        store.move({ from: months[Math.max(end + 2 - WINDOW, 0)] ?? "", to: months[end + 1] ?? "" });
      },
      still.current ? 1600 : 450,
    );
    return () => {
      clearInterval(timer);
      store.set({});
    };
  }, [playing]);
  const top = Math.max(...Object.values(counts), 1);
  const slide = (name: "from" | "to", place: number) =>
    name === "from"
      ? store.move({ from: months[Math.min(place, last)] ?? "" })
      : store.move({ to: months[Math.max(place, first)] ?? "" });
  const rest = () => store.set({});
  return (
    <div class="period">
      <svg viewBox={`0 0 ${months.length * 10} 36`} preserveAspectRatio="none" aria-hidden="true">
        {months.map((month, place) => {
          const height = ((counts[month] ?? 0) / top) * 34;
          const looks = place >= first && place <= last ? "in" : "out";
          return <rect key={month} class={looks} x={place * 10 + 1} width="8" y={36 - height} height={height} />;
        })}
      </svg>
      <p class="years" aria-hidden="true">
        {months.map((month, place) =>
          month.endsWith("-01") ? (
            <span key={month} style={{ left: `${(place / months.length) * 100}%` }}>
              {month.slice(0, 4)}
            </span>
          ) : null,
        )}
      </p>
      {(["from", "to"] as const).map((name) => (
        <label key={name}>
          {w.map[name]} <output>{monthName(months[name === "from" ? first : last])}</output>
          <input
            type="range"
            min="0"
            max={months.length - 1}
            value={name === "from" ? first : last}
            aria-valuetext={monthName(months[name === "from" ? first : last])}
            onInput={(event) => slide(name, Number(event.currentTarget.value))}
            onPointerUp={rest}
            onPointerCancel={rest}
            onKeyUp={rest}
          />
        </label>
      ))}
      <button
        type="button"
        class="quiet"
        aria-pressed={playing}
        onClick={() => {
          if (!playing && last >= months.length - 1) store.move({ from: months[0] ?? "", to: months[WINDOW - 1] ?? "" });
          setPlaying(!playing);
        }}
      >
        {playing ? w.map.stop : w.map.play}
      </button>
      <button type="button" class="quiet" onClick={() => store.set({ from: "", to: "" })}>
        {w.map.whole}
      </button>
    </div>
  );
}

export function shownPeriod(months: string[], from: string, to: string): [number, number] {
  const first = Math.max(months.indexOf(from), 0);
  const last = months.indexOf(to);
  return [first, last < first ? months.length - 1 : last];
}
