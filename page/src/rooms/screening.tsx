import { useEffect, useId, useState } from "preact/hooks";
import { get } from "../api/client";
import type { CasesShown, Form, Missing } from "../api/types";
import { Waiting } from "../parts/waiting";
import { useDesk } from "../screening/desk";
import { Command, Problems } from "../screening/field";
import { Deciding, Losses, Mitigating, Person, Recipient, Triggers } from "../screening/parts";
import { Question } from "../screening/question";
import { levelWord } from "../screening/level";
import { Result } from "../screening/result";
import { Unlock } from "../screening/unlock";
import { Versions } from "../screening/versions";
import "../screening/screening.css";
import { langOf } from "../parts/text";
import { actorName, useRegion } from "../region";
import { useStore } from "../state/store";
import { words } from "../words";

const STAGES = ["context", "recipient", "proposal", "case", "effect", "mitigation", "monitoring", "decision"];
const RESULT = "result";

/** A case on the user's own disk. Nothing of it stands in the address: what is open is known to this page alone. */
export function ScreeningRoom() {
  const w = words().screening;
  const desk = useDesk();
  const [listed, setListed] = useState<CasesShown>();
  const [error, setError] = useState<Error>();
  const { lang } = useStore();
  useEffect(() => void desk.retell(), [lang]);
  useEffect(() => {
    void desk.resume();
    get<CasesShown>("/screening").found.then(setListed).catch(setError);
  }, []);
  return (
    <>
      <h1>{w.lead}</h1>
      <p class="caution" role="note">
        {w.note}
      </p>
      <Waiting got={{ found: listed, error, late: false }} height={420}>
        {(found) => (desk.form ? <Case form={desk.form} listed={found} /> : <Entry listed={found} fixed="" />)}
      </Waiting>
    </>
  );
}

/** Where a case is opened, by whom. */
function Entry({ listed, fixed }: { listed: CasesShown; fixed: string }) {
  const w = words().screening;
  const desk = useDesk();
  const [by, setBy] = useState(desk.form?.by ?? "");
  const id = useId();
  if (!listed.cases.length) return <Begin listed={listed} />;
  return (
    <div class="entry">
      <Unlock
        cases={listed.cases}
        fixed={fixed}
        note={w.local}
        which={w.choose}
        passphrase={{ label: w.passphrase, note: w.passphraseNote, required: true }}
        send={{ label: w.open, sending: w.opening }}
        unlock={(name, passphrase) => desk.open(name, passphrase, by)}
      >
        <p class="field">
          <label for={`${id}-by`}>{w.by}</label>
          <input id={`${id}-by`} required value={by} aria-describedby={`${id}-by-note`} onInput={(event) => setBy(event.currentTarget.value)} />
          <small id={`${id}-by-note`}>{w.byNote}</small>
        </p>
      </Unlock>
    </div>
  );
}

function Begin({ listed }: { listed: CasesShown }) {
  const region = useRegion();
  const w = words().screening;
  return (
    <div class="entry">
      <p>{listed.place ? w.empty(listed.place) : w.none}</p>
      <Command>{listed.begin}</Command>
      {!listed.place && (
        <>
          <Command>{`regimelab lab ${region.code} --case grant.screening`}</Command>
          <p>{w.folder}</p>
          <Command>{`regimelab lab ${region.code} --cases cases/`}</Command>
        </>
      )}
    </div>
  );
}

function Case({ form, listed }: { form: Form; listed: CasesShown }) {
  const w = words().screening;
  const desk = useDesk();
  const [stage, setStage] = useState(RESULT);
  const [open, setOpen] = useState("");
  const go = (missing: Missing) => {
    const question = missing.where.replace(/^risks\./, "").split(".").slice(0, 2).join(".");
    const name = form.questions.find((one) => one.id === question || missing.where.startsWith(`${one.id}.`))?.id;
    setStage(form.questions.find((one) => one.id === name)?.stage ?? missing.stage);
    setOpen(name ?? "");
    requestAnimationFrame(() => {
      const place = name ? document.getElementById(`question-${name}`) : document.getElementById("case-stage");
      place?.scrollIntoView({ block: "start" });
      (place?.querySelector<HTMLElement>("button, input, select, textarea") ?? place)?.focus({ preventScroll: true });
    });
  };
  return (
    <>
      <CaseHead form={form} />
      {desk.standing === "changed" && (
        <div class="notice" role="alert">
          <p>
            <strong>{w.changedTitle}.</strong> {w.changed}
          </p>
          <Problems found={desk.problems} within />
          <button type="button" class="main" onClick={() => void desk.reread()}>
            {w.reread}
          </button>
        </div>
      )}
      {desk.standing === "shut" && (
        <div class="notice" role="alert">
          <p>
            <strong>{w.shutTitle}.</strong> {w.shut}
          </p>
          <Entry listed={listed} fixed={form.name} />
        </div>
      )}
      <div class="case">
        <Rail form={form} stage={stage} choose={setStage} />
        <div id="case-stage" tabIndex={-1}>
          {stage === RESULT ? (
            <>
              <Result form={form} go={go} />
              <Versions form={form} listed={listed} />
            </>
          ) : (
            <Stage form={form} stage={stage} open={open} setOpen={setOpen} />
          )}
        </div>
      </div>
    </>
  );
}

function CaseHead({ form }: { form: Form }) {
  const w = words().screening;
  const desk = useDesk();
  const region = useRegion();
  const waiting = Object.keys(desk.drafts).length;
  const found = form.checked;
  return (
    <div class="case-head">
      <div>
        <h2 lang={langOf(form.proposal.title)}>{form.proposal.title}</h2>
        <p class="note">
          {found.kind} · {found.hosts.map((one) => actorName(region, one)).join(", ")} · {w.depths[found.depth] ?? found.depth} · {found.as_of} · {words().evidence(found.evidence_release)} · {form.name} · {w.by_(form.by)}
        </p>
      </div>
      <p class="band small">{levelWord(found.stands ?? found.level)}</p>
      <p class="save" role="status">
        {desk.busy ? w.saving : waiting ? w.waiting(waiting) : w.saved}
      </p>
      <button type="button" class="quiet" disabled={waiting > 0} onClick={() => void desk.close()}>
        {w.close}
      </button>
    </div>
  );
}

function Rail({ form, stage, choose }: { form: Form; stage: string; choose: (stage: string) => void }) {
  const w = words().screening;
  const stages = STAGES.filter((one) => one !== "case" || form.proposal.person_specific);
  return (
    <nav class="rail" aria-label={w.rail}>
      <ol>
        {[RESULT, ...stages].map((one) => {
          const count = form.checked.stages.find((each) => each.stage === one);
          const missing = form.checked.missing.filter((each) => one === RESULT || each.stage === one).length;
          return (
            <li key={one}>
              <button type="button" aria-current={stage === one ? "step" : undefined} onClick={() => choose(one)}>
                <span class="title">{one === RESULT ? w.result : w.stages[one]}</span>
                {count && <span class="number">{w.answered(count.answered, count.asked)}</span>}
                {missing > 0 && <span class="lack">{w.lacking(missing)}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Stage({ form, stage, open, setOpen }: { form: Form; stage: string; open: string; setOpen: (id: string) => void }) {
  const w = words().screening;
  return (
    <>
      <h2>{w.stages[stage]}</h2>
      {stage === "recipient" && <Recipient form={form} />}
      {stage === "case" && <Person form={form} />}
      {form.questions
        .filter((one) => one.stage === stage)
        .map((one) => (
          <Question key={one.id} form={form} question={one} open={open === one.id} toggle={() => setOpen(open === one.id ? "" : one.id)} />
        ))}
      {stage === "effect" && <Losses form={form} />}
      {stage === "mitigation" && <Mitigating form={form} />}
      {stage === "monitoring" && <Triggers form={form} />}
      {stage === "decision" && <Deciding form={form} />}
    </>
  );
}
