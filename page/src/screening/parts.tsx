import { useId } from "preact/hooks";
import type { Form, Loss, Mitigation } from "../api/types";
import { langOf } from "../parts/text";
import { words } from "../words";
import { useDraft } from "./desk";
import { Choosing, Command, Dating, Standing, Writing } from "./field";
import { bands } from "./question";

/** The unit that receives. */
export function Recipient({ form }: { form: Form }) {
  const w = words().screening;
  const draft = useDraft("recipient", { recipient: form.proposal.recipient }, (now) =>
    now.recipient.trim() ? { proposal: { recipient: now.recipient } } : null,
  );
  return (
    <section class="part-form">
      <Writing label={w.recipientOf} lines={2} value={draft.value.recipient} change={(recipient, rest) => draft.change({ recipient }, rest)} />
      <Standing draft={draft} name="recipient" />
    </section>
  );
}

/** The person's case: a pseudonym and facts. */
export function Person({ form }: { form: Form }) {
  const w = words().screening;
  const held = form.person;
  const before = {
    pseudonym: held?.pseudonym ?? "",
    requesting_state: held?.requesting_state ?? "",
    treaty: held?.treaty ?? "",
    channel: held?.channel ?? "",
    facts: (held?.facts ?? []).join("\n"),
  };
  const draft = useDraft("case", before, (now) => {
    const facts = now.facts.split("\n").filter((one) => one.trim());
    if (!now.pseudonym || !facts.length) return null;
    return { case: { ...now, requesting_state: now.requesting_state || null, facts } };
  });
  const { value, change } = draft;
  const treaties: [string, string][] = form.treaties.map((one) => [one.id, `${one.name} (${one.grade})`]);
  const chosen = form.treaties.find((one) => one.id === value.treaty);
  return (
    <section class="part-form">
      <div class="fields">
        <Writing label={w.pseudonym} value={value.pseudonym} change={(pseudonym, rest) => change({ pseudonym }, rest)} />
        <Writing label={w.requesting} value={value.requesting_state} change={(requesting_state, rest) => change({ requesting_state }, rest)} />
        <Choosing label={w.treaty} value={value.treaty} among={treaties} change={(treaty) => change({ treaty })} />
        <Writing label={w.channel} value={value.channel} change={(channel, rest) => change({ channel }, rest)} />
      </div>
      {chosen && (
        <p class="note" lang={langOf(chosen.finding)}>
          {chosen.finding}
        </p>
      )}
      <Writing label={w.facts} lines={4} value={value.facts} change={(facts, rest) => change({ facts }, rest)} />
      <Standing draft={draft} name="case" />
      {held && (["E1", "E6"] as const).map((one) => <Assured key={one} form={form} question={one} />)}
    </section>
  );
}

/** Assurances about one question, scored factor by factor. */
function Assured({ form, question }: { form: Form; question: "E1" | "E6" }) {
  const w = words().screening;
  const key = `assurances:${question}`;
  const held = form.person?.assurances.find((one) => one.question === question);
  const score = form.checked.assurances.find((one) => one.question === question);
  const before = {
    binding: held ? String(held.binding) : "",
    terms: held?.terms ?? "",
    factors: Object.fromEntries(Object.entries(held?.factors ?? {}).map(([name, one]) => [name, { met: String(one.met), note: one.note }])),
  };
  const draft = useDraft(key, before, (now) => {
    const given = Object.entries(now.factors).filter(([, one]) => one.met || one.note);
    if (!now.binding || !now.terms.trim() || !given.length || given.some(([, one]) => !one.met || !one.note.trim())) return null;
    return { assurances: [{ question, binding: now.binding === "true", terms: now.terms, factors: Object.fromEntries(given) }] };
  });
  const { value, change } = draft;
  const put = (name: string, part: { met?: string; note?: string }, rest: number) => {
    const old = value.factors[name] ?? { met: "", note: "" };
    change({ factors: { ...value.factors, [name]: { ...old, ...part } } }, rest);
  };
  return (
    <details class="boxed" open={draft.unsaved}>
      <summary>
        {w.assurances(question)}
        {score && `: ${score.lowers ? w.lowers : w.lowersNot}`}
      </summary>
      {score && (
        <p class="note" lang={langOf(score.why)}>
          {score.why}
        </p>
      )}
      <div class="fields">
        <Choosing label={w.binding} value={value.binding} among={[["true", w.told.yes ?? ""], ["false", w.told.no ?? ""]]} change={(binding) => change({ binding })} />
        <Writing label={w.terms} value={value.terms} change={(terms, rest) => change({ terms }, rest)} />
      </div>
      {form.factors.map((one) => (
        <div key={one.id} class="fields factor">
          <Choosing
            label={`${one.id} ${one.text}${one.gate ? ` (${w.gate})` : ""}`}
            value={value.factors[one.id]?.met ?? ""}
            among={Object.entries(w.met)}
            change={(met, rest) => put(one.id, { met }, rest)}
          />
          <Writing label={`${w.reason}: ${one.id}`} value={value.factors[one.id]?.note ?? ""} change={(note, rest) => put(one.id, { note }, rest)} />
        </div>
      ))}
      <Standing draft={draft} name={key} />
    </details>
  );
}

const LOSSES: Loss["kind"][] = ["influence", "substitution", "unprotected"];

export function Losses({ form }: { form: Form }) {
  const w = words().screening;
  return (
    <section class="part-form">
      <h3>{w.engaging}</h3>
      <p class="note">{w.engagingNote}</p>
      {LOSSES.map((kind) => (
        <Lost key={kind} form={form} kind={kind} />
      ))}
    </section>
  );
}

function Lost({ form, kind }: { form: Form; kind: Loss["kind"] }) {
  const w = words().screening;
  const held = form.losses.find((one) => one.kind === kind);
  const key = `loss:${kind}`;
  const before = { likelihood: held ? String(held.likelihood) : "", severity: held ? String(held.severity) : "", rationale: held?.rationale ?? "" };
  const draft = useDraft(key, before, (now) =>
    now.likelihood && now.severity && now.rationale.trim()
      ? { not_engaging: [{ kind, likelihood: Number(now.likelihood), severity: Number(now.severity), rationale: now.rationale }] }
      : null,
  );
  const { value, change } = draft;
  return (
    <fieldset class="boxed">
      <legend>{w.losses[kind]}</legend>
      <div class="fields">
        <Choosing label={w.likelihood} value={value.likelihood} among={bands(form.scales.likelihood)} change={(likelihood) => change({ likelihood })} />
        <Choosing label={w.severity} value={value.severity} among={bands(form.scales.severity)} change={(severity) => change({ severity })} />
      </div>
      <Writing label={w.reason} lines={2} value={value.rationale} change={(rationale, rest) => change({ rationale }, rest)} />
      <Standing draft={draft} name={key} />
    </fieldset>
  );
}

export function Mitigating({ form }: { form: Form }) {
  const w = words().screening;
  return (
    <section class="part-form">
      <p class="note">{w.mitigationNote}</p>
      {form.mitigations.length === 0 && <p>{w.noMitigation}</p>}
      {form.mitigations.map((one) => (
        <Remedy key={one.id} form={form} held={one} />
      ))}
      {form.risks.length ? <Remedy key={`new ${form.mitigations.length}`} form={form} held={undefined} /> : <p class="note">{w.scoreFirst}</p>}
    </section>
  );
}

function Remedy({ form, held }: { form: Form; held: Mitigation | undefined }) {
  const w = words().screening;
  const key = `mitigation:${held?.id ?? "new"}`;
  const rows = form.risks.filter((row) => held?.rows.includes(row.id)).map((row) => row.question);
  const before = { key: held?.key ?? "", questions: rows, owner: held?.owner ?? "", due: held?.due ?? "", cost: held?.cost ?? "", shown_by: held?.shown_by ?? "", verified_on: held?.verified_on ?? "", proof: (held?.evidence ?? []).map((one) => one.ref).join(", ") };
  const draft = useDraft(key, before, (now) => {
    if (!held && (!now.key || !now.questions.length || !now.owner.trim() || !now.due)) return null;
    const { key: name, due, verified_on, proof, ...rest } = now;
    const refs = proof.split(/[,\s]+/).filter(Boolean);
    if (Boolean(verified_on) !== refs.length > 0) return null;
    const known = new Map((held?.evidence ?? []).map((one) => [one.ref, one]));
    const verified = verified_on ? { verified_on, evidence: refs.map((one) => known.get(one) ?? one) } : {};
    return { mitigations: [{ ...rest, ...verified, ...(due ? { due } : {}), ...(held ? { id: held.id } : { key: name }) }] };
  });
  const { value, change } = draft;
  const shows = form.library.find((one) => one.key === value.key)?.shown_by;
  return (
    <fieldset class="boxed">
      <legend>{held ? <span lang={langOf(held.title)}>{`${held.id} ${held.title}`}</span> : w.mitigationAdd}</legend>
      {held && (
        <p class="note">
          {held.owner && held.due && held.shown_by ? w.planned : w.notPlanned}
          {held.verified_by && ` · ${w.verifiedBy(held.verified_by)}`}
        </p>
      )}
      {!held && (
        <Choosing label={w.mitigationAdd} value={value.key} among={form.library.map((one) => [one.key, one.title])} change={(name) => change({ key: name })} />
      )}
      <Checks
        label={w.about}
        among={form.risks.map((row) => [row.question, `${row.id} ${row.title}`])}
        chosen={value.questions}
        change={(questions) => change({ questions })}
      />
      <div class="fields">
        <Writing label={w.owner} value={value.owner} change={(owner, rest) => change({ owner }, rest)} />
        <Dating label={w.due} value={value.due} change={(due) => change({ due })} />
        <Writing label={w.cost} value={value.cost} change={(cost, rest) => change({ cost }, rest)} />
      </div>
      <Writing label={w.shownBy} lines={2} value={value.shown_by} change={(shown_by, rest) => change({ shown_by }, rest)} />
      {held && (
        <div class="fields">
          <Dating label={w.verifiedOn} value={value.verified_on} change={(verified_on) => change({ verified_on })} />
          <Writing label={w.proof} value={value.proof} change={(proof, rest) => change({ proof }, rest)} />
        </div>
      )}
      {!held && shows && (
        <p class="note" lang={langOf(shows)}>
          {shows}
        </p>
      )}
      <Standing draft={draft} name={key} />
    </fieldset>
  );
}

function Checks({ label, among, chosen, change }: { label: string; among: [string, string][]; chosen: string[]; change: (chosen: string[]) => void }) {
  return (
    <fieldset>
      <legend>{label}</legend>
      {among.map(([name, title]) => (
        <label key={name + title} class="choice">
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={() => change(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name])}
          />
          <span lang={langOf(title)}>{title}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function Triggers({ form }: { form: Form }) {
  const w = words().screening;
  const draft = useDraft("trigger:new", { key: "" }, (now) => (now.key ? { triggers: [{ key: now.key }] } : null));
  return (
    <section class="part-form">
      <h3>{w.triggers}</h3>
      <p class="note">{w.triggersNote}</p>
      {form.triggers.length === 0 && <p>{w.noTriggers}</p>}
      <ul>
        {form.triggers.map((one) => (
          <li key={one.id}>
            <strong>{one.id}</strong> <span lang={langOf(one.title)}>{one.title}</span>: {w.actions[one.action]}, {w.within(one.days)}
          </li>
        ))}
      </ul>
      <Choosing label={w.triggerAdd} value={draft.value.key} among={form.stops.map((one) => [one.key, one.title])} change={(key) => draft.change({ key })} />
      <Standing draft={draft} name="trigger:new" />
    </section>
  );
}

export function Deciding({ form }: { form: Form }) {
  const w = words().screening;
  const held = form.checked.decision;
  const before = {
    outcome: held?.outcome ?? "",
    reason: held?.reason ?? "",
    alternative: held?.alternative ?? "",
    why: held?.override?.reason ?? "",
    second: held?.override?.seconded_by ?? "",
  };
  const draft = useDraft("decision", before, (now) => {
    if (!now.outcome || !now.reason.trim()) return null;
    const override = now.why.trim() || now.second.trim() ? { override: { reason: now.why, seconded_by: now.second } } : {};
    return { decision: { outcome: now.outcome, reason: now.reason, alternative: now.alternative, ...override } };
  });
  const { value, change } = draft;
  const name = useId();
  const high = form.checked.level === "HIGH" || Boolean(held?.override);
  return (
    <section class="part-form">
      <fieldset>
        <legend>{w.outcome}</legend>
        {Object.entries(w.outcomes).map(([outcome, title]) => (
          <label key={outcome} class="choice">
            <input type="radio" name={name} checked={value.outcome === outcome} onChange={() => change({ outcome: outcome as "approve" })} />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      <Writing label={w.reason} lines={3} value={value.reason} change={(reason, rest) => change({ reason }, rest)} />
      {value.outcome === "alternative" && <Writing label={w.alternative} lines={2} value={value.alternative} change={(alternative, rest) => change({ alternative }, rest)} />}
      {high && (
        <fieldset class="boxed">
          <legend>{w.override}</legend>
          <Writing label={w.overrideReason} lines={2} value={value.why} change={(why, rest) => change({ why }, rest)} />
          <Writing label={w.second} value={value.second} change={(second, rest) => change({ second }, rest)} />
        </fieldset>
      )}
      <Standing draft={draft} name="decision" />
      <Signatures form={form} />
    </section>
  );
}

function Signatures({ form }: { form: Form }) {
  const w = words().screening;
  const { signatures, void_signatures: void_, open_roles } = form.checked;
  return (
    <>
      <h3>{w.sign}</h3>
      <p>{w.signNote}</p>
      <Command>{form.sign}</Command>
      <ul>
        {signatures.map((one) => (
          <li key={one.role + one.by}>{w.signed(one.role, one.by, one.on, w.opinions[one.opinion] ?? one.opinion)}</li>
        ))}
        {void_.map((one) => (
          <li key={one.role + one.by}>
            {w.signed(one.role, one.by, one.on, w.opinions[one.opinion] ?? one.opinion)}: {w.void}
          </li>
        ))}
      </ul>
      {open_roles.length > 0 && (
        <p>
          {w.openRoles}: <span lang={langOf(open_roles.join(", "))}>{open_roles.join(", ")}</span>
        </p>
      )}
    </>
  );
}
