import { useGet } from "../api/client";
import type { Overview, State as StateTold, Strength } from "../api/types";
import { Figure } from "../charts/figure";
import { named, namesOf, PlotChart } from "../charts/plot";
import { interval, scale, shown } from "../charts/scale";
import { PutTo } from "../parts/putto";
import { Figure as FigureLink, Text } from "../parts/text";
import { Waiting } from "../parts/waiting";
import { monthName } from "../parts/period";
import { actorName, outcomeName, sourceLine, useRegion } from "../region";
import { store, useStore } from "../state/store";
import { viewQuery } from "../state/view";
import { words } from "../words";

export function OverviewRoom() {
  const w = words();
  const state = useStore();
  const states = useGet<StateTold[]>(`/states${viewQuery(state)}`);
  const all = useGet<Overview>(`/overview${viewQuery(state)}`);
  return (
    <>
      <h1>{w.overview.lead}</h1>
      <PutTo />
      <section>
        <Waiting got={states} height={420}>
          {(found) => <States states={found} />}
        </Waiting>
      </section>
      <Waiting got={all} height={520}>
        {(found) => (
          <>
            <section>
              <h2>{w.overview.short}</h2>
              {found.leads.map((lead, place) => (
                <p key={place} class="bold">
                  <Text text={lead} />
                </p>
              ))}
            </section>
            <section>
              <h2>{w.overview.verdicts}</h2>
              <ul class="tally">
                {Object.entries(found.verdicts).map(([name, number]) => {
                  const verdict = name.replaceAll("_", " ");
                  return (
                    <li key={name}>
                      <button type="button" class="link" onClick={() => store.set({ room: "claims" }, true)}>
                        <b>{number}</b> {w.verdicts[verdict] ?? verdict}
                      </button>
                    </li>
                  );
                })}
              </ul>
            </section>
            {found.strength && <StrengthShown strength={found.strength} />}
            <section>
              <h2>{w.overview.parts}</h2>
              {found.parts.map((part) => (
                <details key={part.name} class="part">
                  <summary>
                    <b>{part.title}</b> <span class="unit">
                      {part.text}
                      {part.unit && ` · ${part.unit}`}
                    </span>
                  </summary>
                  <p>
                    <Text text={part.sentence} />
                  </p>
                  <p class="caution">
                    {w.overview.caution}: {part.caution}
                  </p>
                </details>
              ))}
            </section>
            <section>
              <h2>{w.overview.since}</h2>
              <p>
                {found.since.before
                  ? w.overview.sinceTold(found.since.before, found.since.added, found.since.removed, found.since.changed)
                  : w.overview.sinceFirst}
              </p>
            </section>
          </>
        )}
      </Waiting>
    </>
  );
}

const ARROWS: Record<string, string> = { up: "↗", down: "↘", level: "→" };

function States({ states }: { states: StateTold[] }) {
  const w = words();
  const region = useRegion();
  const top = Math.max(...states.flatMap((one) => one.readings.map((reading) => reading.high)), 1);
  const rows = () =>
    states.flatMap((one) =>
      one.readings.map((reading) => ({
        state: one.name,
        outcome: reading.title,
        recorded: reading.recorded,
        estimate: reading.estimate,
        low: reading.low,
        high: reading.high,
        unit: "acts in twelve months",
      })),
    );
  return (
    <Figure
      title={w.overview.states}
      caption={w.overview.statesNote(region.futures_at_rest, monthName((store.state.asOf || region.period_end).slice(0, 7)))}
      source={sourceLine(region)}
      rows={rows}
      heading="h2"
    >
      <div class="states">
        {states.map((one) => (
          <article key={one.code}>
            <p class="bold">
              {store.state.lang === "en" ? one.sentence : `${actorName(region, one.code)}: ${told(one, w)}.`}
            </p>
            {one.readings.map((reading) => {
              const title = outcomeName(
                region.outcomes.find((outcome) => outcome.name === reading.outcome),
                reading.outcome,
              );
              const label = `${actorName(region, one.code)}, ${title}: ${w.overview.last} ${shown(reading.recorded, 0)}; ${w.overview.next} ${shown(reading.estimate, 0)} (${shown(reading.low, 0)}–${shown(reading.high, 0)}), ${w.ways[reading.way]}`;
              return (
                <button
                  type="button"
                  key={reading.outcome}
                  class="reading"
                  title={label}
                  onClick={() => store.set({ room: "futures", actor: one.code, outcome: reading.outcome }, true)}
                >
                  <span class="what">{title}</span>
                  <span class={`arrow ${reading.way}`} aria-hidden="true">
                    {ARROWS[reading.way]}
                  </span>
                  <Strip reading={reading} top={top} />
                  <span class="value">
                    {shown(reading.recorded, 0)} → {shown(reading.estimate, 0)}{" "}
                    <small>
                      ({shown(reading.low, 0)}–{shown(reading.high, 0)})
                    </small>
                  </span>
                </button>
              );
            })}
          </article>
        ))}
      </div>
    </Figure>
  );
}

function told(one: StateTold, w: ReturnType<typeof words>): string {
  const ways = [...new Set(one.readings.map((reading) => reading.way))];
  return ways
    .map((way) => {
      const titles = one.readings.filter((reading) => reading.way === way).map((reading) => reading.title.toLowerCase());
      return `${titles.join(", ")} — ${w.ways[way] ?? ""}`;
    })
    .join("; ");
}

/** The recorded year as a ring, the year to come as its middle and range. */
function Strip({ reading, top }: { reading: StateTold["readings"][number]; top: number }) {
  const x = scale(0, top, 4, 116);
  return (
    <svg class="strip" viewBox="0 0 120 16" preserveAspectRatio="xMinYMid meet" aria-hidden="true">
      <line class="grid" x1="4" x2="116" y1="8" y2="8" />
      <line class="range" x1={x(reading.low)} x2={x(reading.high)} y1="8" y2="8" />
      <circle class="then" cx={x(reading.estimate)} cy="8" r="3.6" />
      <circle class="was" cx={x(reading.recorded)} cy="8" r="3.6" />
    </svg>
  );
}

function StrengthShown({ strength }: { strength: Strength }) {
  const w = words();
  const region = useRegion();
  const last = strength.quarters.at(-1);
  const part = (one: Strength["loadings"][number]) => one.label.replace(w.overview.loadingOf, "");
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  const label = last
    ? `${w.overview.strength}: ${strength.unit}; ${last.end}: ${interval(last.estimate, last.low, last.high)}`
    : w.overview.strength;
  return (
    <section class="two">
      <Figure
        title={w.overview.strength}
        caption={`${w.overview.strengthNote} ${strength.shading}`}
        source={`${strength.unit}. ${sourceLine(region)}`}
        rows={() => strength.quarters.map((one) => ({ ...one }))}
        heading="h2"
      >
        <PlotChart
          label={label}
          depends={[strength]}
          options={(plot) => ({
            height: 260,
            marginLeft: 36,
            marginRight: 44,
            y: { label: null, ticks: 5 },
            x: { label: null, type: "utc" },
            marks: [
              ...(strength.onset_earliest && strength.onset_latest
                ? [plot.rectX([strength], { x1: () => day(strength.onset_earliest ?? ""), x2: () => day(strength.onset_latest ?? ""), fill: "var(--window)" })]
                : []),
              plot.ruleY([0], { stroke: "var(--rule)" }),
              plot.areaY(strength.quarters, { x: (one) => day(one.start), y1: "low", y2: "high", fill: "var(--band90)" }),
              plot.areaY(strength.quarters, { x: (one) => day(one.start), y1: "quarter_low", y2: "quarter_high", fill: "var(--band50)" }),
              plot.lineY(strength.quarters, { x: (one) => day(one.start), y: "estimate", stroke: "var(--accent)", strokeWidth: 2 }),
              plot.text(strength.quarters.slice(-1), { x: (one) => day(one.start), y: "estimate", text: (one) => shown(one.estimate, 1), dx: 8, textAnchor: "start", fill: "var(--ink)", fontWeight: 600 }),
            ],
          })}
        />
        {last && (
          <p class="note">
            <FigureLink id={last.finding} text={interval(last.estimate, last.low, last.high)} />, {monthName(last.end.slice(0, 7))}
          </p>
        )}
      </Figure>
      <Figure
        title={w.overview.loadings}
        caption={w.overview.loadingsNote}
        source={sourceLine(region)}
        rows={() => strength.loadings.map((one) => ({ ...one }))}
        heading="h2"
      >
        <PlotChart
          label={`${w.overview.loadings}. ${strength.loadings.map((one) => `${one.label}: ${one.text}`).join("; ")}`}
          depends={[strength]}
          options={(plot, width) => ({
            height: 56 + strength.loadings.length * 27,
            ...named(strength.loadings.map(part), width),
            x: { label: w.overview.loadingsAxis, labelAnchor: "right", labelArrow: "none", ticks: width < 500 ? 3 : 5 },
            marginBottom: 40,
            marks: [
              namesOf(plot, strength.loadings.map(part), width),
              plot.ruleX([0], { stroke: "var(--soft)" }),
              plot.link(strength.loadings, { x1: "low", x2: "high", y1: part, y2: part, stroke: "var(--band50)", strokeWidth: 5 }),
              plot.dot(strength.loadings, { x: "estimate", y: part, fill: "var(--accent)", r: 4 }),
            ],
          })}
        />
      </Figure>
    </section>
  );
}
