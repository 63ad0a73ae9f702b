import { memo } from "preact/compat";
import { useEffect, useRef, useState } from "preact/hooks";
import { post } from "../api/client";
import type { ChangeOf, SideBySide as Compared } from "../api/types";
import { Figure } from "../charts/figure";
import { interval, scale, shown, signed } from "../charts/scale";
import { Sized } from "../charts/sized";
import { useRested } from "../parts/rested";
import { Waiting } from "../parts/waiting";
import { actorName, outcomeName, sourceLine, useRegion } from "../region";
import { useCalm } from "../state/store";
import { viewed } from "../state/view";
import { words } from "../words";

const PAUSE = 500; // milliseconds after a hand let go

/** Portfolios side by side on the same futures: differences, who is harmed, regret, warnings. */
export const SideBySide = memo(function SideBySide() {
  const w = words();
  const region = useRegion();
  const { state, dragging } = useCalm();
  const plans = state.plans.filter((plan) => plan.doses.length);
  const key = JSON.stringify([state.plans, state.scenario, state.assumed, state.without, state.asOf, state.seed, state.lang]);
  const asked = (scenarios: string[]) => ({
    portfolios: plans.map((plan, place) => ({ name: `plan_${place + 1}`, title: plan.title, doses: plan.doses })),
    scenarios,
    assumed: state.assumed,
    seed: state.seed || region.seed,
    months: region.months,
    futures: 500,
    ...viewed(state),
  });
  const resting = plans.length > 0 && !dragging;
  const { found, error } = useRested<Compared>(resting ? key : null, PAUSE, "/compare", () => asked([state.scenario]));
  if (!plans.length) return null;
  if (!found)
    return (
      <Waiting got={{ found, error, late: false }} height={200}>
        {() => null}
      </Waiting>
    );
  const titles = Object.fromEntries([
    ["do_nothing", region.portfolios.find((one) => one.name === "do_nothing")?.title ?? "–"],
    ...found.portfolios.map((one) => [one.name, one.title]),
  ]) as Record<string, string>;
  return (
    <section class="compare">
      <h2>{w.options.compare}</h2>
      <p class="note">
        {w.options.compareNote} {w.options.settled(found.futures)}: {found.contains}.
      </p>
      <dl class="facts">
        {plans.map((plan, place) => (
          <div key={place}>
            <dt>{plan.title}</dt>
            <dd>{plan.doses.map((dose) => `${region.levers.find((one) => one.name === dose.lever)?.title ?? dose.lever} ${shown(dose.level, dose.level % 1 ? 1 : 0)}`).join("; ")}</dd>
          </div>
        ))}
      </dl>
      {found.flags.map((flag) => (
        <p key={flag} class="flag">
          {flag}
        </p>
      ))}
      <Differences found={found} titles={titles} />
      <div class="two">
        <section>
          <h3>{w.options.harmed}</h3>
          <p class="note">{w.options.harmedNote}</p>
          {found.harmed.length ? (
            <ul>
              {found.harmed.map((one) => (
                <li key={one.member + one.portfolio}>
                  <b>{actorName(region, one.member)}</b>, {titles[one.portfolio]}: {interval(one.estimate, one.low, one.high)} {w.options.perYear},{" "}
                  {w.options.worse} {Math.round(one.probability_worse * 100)} %
                </li>
              ))}
            </ul>
          ) : (
            <p>{w.options.nobody}</p>
          )}
        </section>
        <section>
          <h3>{w.options.regret(false)}</h3>
          <p class="note">{w.options.regretNote}</p>
          <RegretTable found={found} titles={titles} />
          <OverAll key={key} asked={asked(region.scenarios.map((one) => one.name))} titles={titles} />
        </section>
      </div>
    </section>
  );
});

/** How far each portfolio falls short of the best; with several scenarios, at worst, and in which. */
function RegretTable({ found, titles }: { found: Compared; titles: Record<string, string> }) {
  const region = useRegion();
  const several = found.scenarios.length > 1;
  const scenario = (name: string) => region.scenarios.find((one) => one.name === name)?.title ?? name;
  return (
    <div class="rows" tabIndex={0} role="region" aria-label={words().options.regret(several)}>
      <table class="regrets" data-scenarios={found.scenarios.length}>
        <thead>
          <tr>
            <td />
            {Object.entries(titles).map(([name, title]) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {region.outcomes
            .filter((one) => one.judged)
            .map((outcome) => (
              <tr key={outcome.name}>
                <th scope="row">{outcomeName(outcome, outcome.name)}</th>
                {Object.keys(titles).map((name) => {
                  const worst = found.regrets.find((one) => one.portfolio === name && one.outcome === outcome.name);
                  return (
                    <td key={name} class="number" data-regret={worst?.regret}>
                      {shown(worst?.regret ?? 0)}
                      {several && worst && worst.regret > 0 && <small>{scenario(worst.scenario)}</small>}
                    </td>
                  );
                })}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** The worst regret over all scenarios: every portfolio is simulated in each, so it is asked for by hand. */
function OverAll({ asked, titles }: { asked: { scenarios: string[] }; titles: Record<string, string> }) {
  const w = words();
  const [wanted, setWanted] = useState(false);
  const [{ found, error }, setGot] = useState<{ found?: Compared; error?: Error }>({});
  const stop = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  if (!wanted)
    return (
      <button
        type="button"
        class="quiet"
        onClick={() => {
          const going = (stop.current = new AbortController());
          setWanted(true);
          post<Compared>("/compare", asked, going.signal)
            .then((found) => setGot({ found }))
            .catch((error: Error) => going.signal.aborted || setGot({ error }));
        }}
      >
        {w.options.regretAll(asked.scenarios.length)}
      </button>
    );
  return (
    <section>
      <h3>{w.options.regret(true)}</h3>
      <p class="note">{w.options.regretAllNote(asked.scenarios.length)}</p>
      <Waiting got={{ found, error, late: true }} height={200} doing={w.options.regretDoing}>
        {(found) => <RegretTable found={found} titles={titles} />}
      </Waiting>
    </section>
  );
}

function Differences({ found, titles }: { found: Compared; titles: Record<string, string> }) {
  const w = words();
  const region = useRegion();
  const whole = found.changes.filter((one) => one.actor === null);
  const pairs = [...new Set(whole.map((one) => `${one.portfolio}|${one.against}`))];
  return (
    <div class="differences">
      {region.outcomes
        .filter((one) => one.judged)
        .map((outcome) => {
          const mine = whole.filter((one) => one.outcome === outcome.name);
          const reach = Math.max(...mine.map((one) => Math.max(Math.abs(one.low), Math.abs(one.high))), 0.1);
          return (
            <Figure
              key={outcome.name}
              title={outcomeName(outcome, outcome.name)}
              caption={`${w.sides[outcome.side] ?? outcome.side}: ${outcome.better === "low" ? "←" : "→"} ${w.options.better}`}
              source={sourceLine(region)}
              heading="h3"
              rows={() => mine.map((one) => ({ ...one, portfolio: titles[one.portfolio], against: titles[one.against] }))}
            >
              <PairedDots mine={mine} reach={reach} titles={titles} pairs={pairs} />
            </Figure>
          );
        })}
    </div>
  );
}

function PairedDots({ mine, reach, titles, pairs }: { mine: ChangeOf[]; reach: number; titles: Record<string, string>; pairs: string[] }) {
  const w = words();
  const told = mine
    .map((one) => `${titles[one.portfolio]} ${w.options.against} ${titles[one.against]}: ${interval(one.estimate, one.low, one.high)}`)
    .join("; ");
  return (
    <Sized>
      {(room) => {
        const width = Math.min(room, 760);
        const narrow = width < 560; // names then stand above their lines
        const step = narrow ? 36 : 24;
        const x = narrow ? scale(-reach, reach, 6, width - 96) : scale(-reach, reach, 310, width - 140);
        return (
          <svg class="dots" viewBox={`0 0 ${width} ${pairs.length * step + 6}`} style={{ maxWidth: `${width}px` }} role="img" aria-label={told}>
            <title>{told}</title>
            {mine.map((one, row) => {
              const y = row * step + (narrow ? 26 : 13);
              const looks = one.moves > 0 ? "better" : one.moves < 0 ? "worse" : "";
              return (
                <g key={one.portfolio + one.against}>
                  <text class="tick" x={narrow ? 0 : 300} y={narrow ? y - 11 : y + 4} text-anchor={narrow ? "start" : "end"}>
                    {`${titles[one.portfolio]} ${w.options.against} ${titles[one.against]}`.slice(0, 54)}
                  </text>
                  <line class="zero" x1={x(0)} x2={x(0)} y1={y - 9} y2={y + 9} />
                  <line class={`range ${looks}`} x1={x(one.low)} x2={x(one.high)} y1={y} y2={y} />
                  <circle class={`then ${looks}`} cx={x(one.estimate)} cy={y} r="4" />
                  <text class="tick" x={narrow ? width - 90 : width - 132} y={y + 4}>
                    {signed(one.estimate)} · {Math.round(one.probability_better * 100)} % {narrow ? "" : w.options.better}
                  </text>
                </g>
              );
            })}
          </svg>
        );
      }}
    </Sized>
  );
}
