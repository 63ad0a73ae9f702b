import type { Form, RowShown } from "../api/types";
import { langOf } from "../parts/text";
import { words } from "../words";
import { levelWord } from "./level";

const BANDS = [1, 2, 3, 4, 5];

/** Where a risk stands: the gravest band of any assessor, after mitigation and before it. */
function placed(row: RowShown): { severity: number; now: number; before: number } {
  const before = row.likelihood[1];
  return { severity: row.severity[1], now: Math.max(before - row.lowered, 1), before };
}

/** Risks by likelihood and severity, and the same as a table with what one band would change. */
export function Matrix({ form, go }: { form: Form; go: (question: string) => void }) {
  const w = words().screening;
  const rows = form.checked.rows;
  return (
    <section>
      <h2>{w.matrix}</h2>
      <p class="note">{rows.length ? w.matrixNote : w.noRisks}</p>
      {rows.length > 0 && (
        <div class="risks">
          <div>
            <Grid form={form} rows={rows} go={go} />
            <Bands form={form} />
          </div>
          <div class="rows" tabIndex={0} role="region" aria-label={w.matrix}>
            <table>
              <thead>
                <tr>
                  {[w.row, w.proximity, w.inherent, w.residual, w.edge].map((one) => (
                    <th key={one} scope="col">
                      {one}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((one) => (
                  <tr key={one.id + one.question} data-row={one.id} data-residual={one.residual}>
                    <th scope="row">
                      <button type="button" class="link" onClick={() => go(one.question)}>
                        {one.id} <span lang={langOf(one.title)}>{one.title}</span>
                      </button>
                      {one.disagreed && <span class="by"> {w.disagreed}</span>}
                    </th>
                    <td>{one.proximity.map((each) => w.proximities[each] ?? each).join(", ")}</td>
                    <td>{levelWord(one.inherent)}</td>
                    <td>
                      <strong>{levelWord(one.residual)}</strong>
                    </td>
                    <td>
                      {levelWord(one.one_band_down)} – {levelWord(one.one_band_up)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </section>
  );
}

function Grid({ form, rows, go }: { form: Form; rows: RowShown[]; go: (question: string) => void }) {
  const w = words().screening;
  return (
    <table class="matrix">
      <caption class="hidden">{w.matrix}</caption>
      <thead>
        <tr>
          <td />
          <th colSpan={5} scope="colgroup">
            {w.matrixColumns}
          </th>
        </tr>
        <tr>
          <th scope="col">{w.matrixRows}</th>
          {BANDS.map((band) => (
            <th key={band} scope="col">
              {form.scales.likelihood[band]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...BANDS].reverse().map((severity) => (
          <tr key={severity}>
            <th scope="row" title={form.scales.severity[severity]}>
              {severity}
            </th>
            {BANDS.map((band) => (
              <td key={band} class={form.scales.grade[severity]?.[band - 1] ?? ""}>
                {rows.map((row) => {
                  const at = placed(row);
                  const here = at.severity === severity;
                  if (here && at.now === band)
                    return (
                      <button key={row.id + row.question} type="button" class="risk" title={row.title} onClick={() => go(row.question)}>
                        {row.id}
                        <span class="hidden"> {row.title}</span>
                      </button>
                    );
                  if (here && at.before === band)
                    return (
                      <span key={row.id + row.question} class="risk was" title={`${row.title}, ${w.inherent}`}>
                        {row.id}
                      </span>
                    );
                  return null;
                })}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bands({ form }: { form: Form }) {
  const w = words().screening;
  return (
    <details class="part">
      <summary>{w.matrixRows}</summary>
      <ol>
        {BANDS.map((band) => (
          <li key={band}>{form.scales.severity[band]}</li>
        ))}
      </ol>
    </details>
  );
}
