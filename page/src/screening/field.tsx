import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Problem } from "../api/client";
import { langOf, Unbroken } from "../parts/text";
import { words } from "../words";
import { CHOSEN, desk, TYPING } from "./desk";

interface Given {
  label: string;
  value: string;
  change: (value: string, rest: number) => void;
}

/** A line or several to write in; leaving it saves it. */
export function Writing({ label, value, change, lines = 1 }: Given & { lines?: number }) {
  const id = useId();
  const rest = { id, value, onBlur: () => desk.soon(0) };
  return (
    <p class="field">
      <label for={id}>{label}</label>
      {lines > 1 ? (
        <textarea {...rest} rows={lines} onInput={(event) => change(event.currentTarget.value, TYPING)} />
      ) : (
        <input {...rest} onInput={(event) => change(event.currentTarget.value, TYPING)} />
      )}
    </p>
  );
}

export function Dating({ label, value, change }: Given) {
  const id = useId();
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <input id={id} type="date" value={value} onInput={(event) => change(event.currentTarget.value, CHOSEN)} />
    </p>
  );
}

/** One of several words; an empty one asks to choose. */
export function Choosing({ label, value, change, among }: Given & { among: [string, string][] }) {
  const id = useId();
  const known = among.some(([name]) => name === value);
  return (
    <p class="field">
      <label for={id}>{label}</label>
      <select id={id} value={known ? value : ""} onChange={(event) => change(event.currentTarget.value, CHOSEN)}>
        {!known && <option value="">{words().screening.pick}</option>}
        {among.map(([name, title]) => (
          <option key={name} value={name} lang={langOf(title)}>
            {title}
          </option>
        ))}
      </select>
    </p>
  );
}

/** What was refused, where, and what to do. */
export function Problems({ found, within = false }: { found: Problem[]; within?: boolean }) {
  if (!found.length) return null;
  return (
    <div class="refused small" role={within ? undefined : "alert"} lang="en">
      {found.map((one) => (
        <p key={one.where + one.what}>
          <strong>{one.where}</strong>: <Unbroken text={`${one.what} ${one.remedy}`} />
        </p>
      ))}
    </div>
  );
}

/** Whether a part is on disk: a word beside it while it is not. */
export function Standing({ draft, name }: { draft: { unsaved: boolean; lacking: boolean; problems: Problem[] }; name: string }) {
  const w = words().screening;
  if (!draft.unsaved) return null;
  return (
    <>
      <p class="standing">
        {draft.lacking ? w.incomplete : w.unsaved}{" "}
        {(draft.lacking || draft.problems.length > 0) && (
          <button type="button" class="quiet" onClick={() => desk.drop(name)}>
            {w.drop}
          </button>
        )}
      </p>
      <Problems found={draft.problems} />
    </>
  );
}

/** A command to type, as text that can be marked and copied. */
export function Command({ children }: { children: ComponentChildren }) {
  return (
    <pre class="command" tabIndex={0}>
      <code>{children}</code>
    </pre>
  );
}
