import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import type { Problem } from "../api/client";
import { problemsOf } from "./desk";
import { Problems } from "./field";

interface Given {
  cases: string[];
  fixed?: string;
  note: string;
  which: string;
  passphrase: { label: string; note?: string; required: boolean };
  send: { label: string; sending: string };
  /** What is done with the case and its passphrase; what it refuses is said below. */
  unlock: (name: string, passphrase: string) => Promise<void>;
  children?: ComponentChildren;
}

/** A case file is chosen and its passphrase given, which goes to the server once and is forgotten here. */
export function Unlock({ cases, fixed = "", note, which, passphrase, send, unlock, children }: Given) {
  const [name, setName] = useState(fixed || (cases[0] ?? ""));
  const [secret, setSecret] = useState("");
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problem[]>([]);
  const id = useId();
  const submit = async () => {
    setBusy(true);
    setProblems([]);
    try {
      await unlock(name, secret);
    } catch (error) {
      setProblems(problemsOf(error));
    }
    setSecret("");
    setBusy(false);
  };
  return (
    <form
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p class="note">{note}</p>
      <p class="field">
        <label for={`${id}-case`}>{which}</label>
        <select id={`${id}-case`} value={name} disabled={Boolean(fixed)} onChange={(event) => setName(event.currentTarget.value)}>
          {cases.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for={`${id}-secret`}>{passphrase.label}</label>
        <input
          id={`${id}-secret`}
          type="password"
          autocomplete="off"
          required={passphrase.required}
          value={secret}
          aria-describedby={passphrase.note && `${id}-secret-note`}
          onInput={(event) => setSecret(event.currentTarget.value)}
        />
        {passphrase.note && <small id={`${id}-secret-note`}>{passphrase.note}</small>}
      </p>
      {children}
      <button type="submit" class="main" disabled={busy}>
        {busy ? send.sending : send.label}
      </button>
      <Problems found={problems} />
    </form>
  );
}
