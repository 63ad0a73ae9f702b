import type { Checked, Form, Missing } from "../api/types";
import { words } from "../words";
import { Effect } from "./effect";
import { levelWord } from "./level";
import { Matrix } from "./matrix";

/** What follows from the answers so far: level and bars, what is missing, risks; the model stands apart. */
export function Result({ form, go }: { form: Form; go: (missing: Missing) => void }) {
  const w = words().screening;
  const found = form.checked;
  return (
    <>
      <Level found={found} />
      <section>
        <h2>{w.missing}</h2>
        <MissingList missing={found.missing} go={go} />
      </section>
      <Matrix form={form} go={(question) => go({ stage: "proposal", where: question, what: "" })} />
      <section class="two">
        <div>
          <h2>{w.engaging}</h2>
          <p class="note">{w.engagingNote}</p>
          <p class="band">{found.not_engaging ? (w.levels[found.not_engaging] ?? found.not_engaging) : "–"}</p>
          <ul lang="en">
            {form.losses.map((one) => (
              <li key={one.kind}>
                <span lang={words().locale}>{w.losses[one.kind]}</span>: {one.rationale}
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h2>{w.reputation}</h2>
          <p class="note">{w.reputationNote}</p>
          <p class="band">{found.reputation ? (w.says[found.reputation === "nothing" ? "no_concern" : found.reputation] ?? found.reputation) : "–"}</p>
        </div>
      </section>
      <Effect form={form} />
      <Log form={form} />
    </>
  );
}

function Level({ found }: { found: Checked }) {
  const w = words().screening;
  const stands = found.stands ?? found.level;
  return (
    <section class="two">
      <div>
        <h2>{w.level}</h2>
        <p class="band" data-level={stands ?? ""} data-at-least={found.at_least}>
          {levelWord(stands)}
          {!stands && <small>{w.atLeast(levelWord(found.at_least).toLowerCase())}</small>}
        </p>
        <p class="note">{w.levelNote}</p>
        {found.overridden && <p class="flag">{w.overridden}</p>}
        {found.fragile && <p class="flag">{w.fragile}</p>}
        {found.findings.length > 0 && (
          <>
            <h3>{w.why}</h3>
            <ul class="reasons" lang="en">
              {found.findings.map((one) => (
                <li key={`${one.source} ${one.why}`}>
                  <span class="number">{one.source}</span>{" "}
                  <span lang={words().locale} class={`grade ${String(one.level).toLowerCase()}`}>
                    {levelWord(one.level ?? null)}
                  </span>{" "}
                  {one.why}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div>
        <h2>{w.bars}</h2>
        {found.bars.length === 0 ? (
          <p>{w.noBars}</p>
        ) : (
          <>
            <ul class="bars" lang="en">
              {found.bars.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
            <p class="note">{w.barsNote}</p>
          </>
        )}
      </div>
    </section>
  );
}

function lossOf(where: string): string {
  return words().screening.losses[where.replace("not_engaging.", "")] ?? "";
}

export function MissingList({ missing, go }: { missing: Missing[]; go: (missing: Missing) => void }) {
  const w = words().screening;
  if (!missing.length) return <p>{w.complete}</p>;
  const stages = [...new Set(missing.map((one) => one.stage))];
  return (
    <div class="missing">
      {stages.map((stage) => (
        <div key={stage}>
          <h3>{w.stages[stage] ?? stage}</h3>
          <ul>
            {missing
              .filter((one) => one.stage === stage)
              .map((one) => (
                <li key={one.where + one.what}>
                  <button type="button" class="link" onClick={() => go(one)}>
                    <span class="number">{/[QE]\d+(\.\d+)?/.exec(one.where)?.[0] ?? lossOf(one.where)}</span> <What what={one.what} />
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** What is missing: the question in its language, and that it lacks an answer in the page's. */
function What({ what }: { what: string }) {
  const { lacks } = words().screening;
  const cut = lacks[what] ? -1 : what.lastIndexOf(": ");
  const told = lacks[what.slice(cut < 0 ? 0 : cut + 2)];
  if (!told) return <span lang="en">{what}</span>;
  return (
    <>
      {cut >= 0 && <span lang="en">{what.slice(0, cut)}: </span>}
      {told}
    </>
  );
}

function Log({ form }: { form: Form }) {
  const w = words().screening;
  return (
    <details class="part">
      <summary>{w.log(form.lines)}</summary>
      <p class="note">{w.logNote}</p>
      <div class="rows" tabIndex={0} role="region" aria-label={w.log(form.lines)}>
        <table lang="en">
          <tbody>
            {[...form.log].reverse().map((one) => (
              <tr key={one.number}>
                <td class="number">{one.number}</td>
                <td>{one.at.slice(0, 19).replace("T", " ")}</td>
                <td>{one.by}</td>
                <td>{one.what}</td>
                <td>{one.detail}</td>
                <td>
                  <code>{one.hash.slice(0, 10)}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
