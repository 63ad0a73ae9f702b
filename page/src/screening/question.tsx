import { useId, useState } from "preact/hooks";
import type { Asking, Cited, Family, Form, Item, Proximity } from "../api/types";
import { langOf } from "../parts/text";
import { words } from "../words";
import { useDraft } from "./desk";
import { Drawer } from "./drawer";
import { Choosing, Dating, Standing, Writing } from "./field";

const SAYS = ["no_concern", "some", "serious", "unknown", "n/a"];

/** Evidence of an answer: named by its id, or a document in full. */
interface Support {
  ref: string;
  contrary: boolean;
  reply: string;
  title: string;
  whole?: Partial<Cited>;
}

interface Answering {
  answer: string;
  rationale: string;
  confidence: string;
  flags: Record<string, string>;
  support: Support[];
}

function supportOf(one: Cited): Support {
  const { ref, contrary, reply } = one;
  return { ref, contrary, reply, title: `${one.title}: ${one.quote}`, whole: one };
}

function held(question: Asking): Answering {
  const answer = question.answer;
  if (!answer) return { answer: "", rationale: "", confidence: "medium", flags: {}, support: [] };
  return {
    answer: answer.given,
    rationale: answer.rationale,
    confidence: answer.confidence,
    flags: { ...answer.flags },
    support: answer.evidence.map(supportOf),
  };
}

function edits(question: string) {
  return (value: Answering) =>
    value.answer && value.rationale.trim()
      ? {
          answers: [
            {
              id: question,
              answer: value.answer,
              rationale: value.rationale,
              confidence: value.confidence,
              flags: Object.fromEntries(Object.entries(value.flags).filter(([, said]) => said)),
              evidence: value.support.map(({ ref, contrary, reply, whole }) => ({ ...(whole ?? {}), ref, contrary, reply })),
            },
          ],
        }
      : null;
}

export function Question({ form, question, open, toggle }: { form: Form; question: Asking; open: boolean; toggle: () => void }) {
  const w = words().screening;
  const answer = question.answer;
  return (
    <section class="question" id={`question-${question.id}`}>
      <h3>
        <button type="button" aria-expanded={open} onClick={toggle}>
          <span class="number">{question.id}</span>
          <span class="title" lang={langOf(question.title)}>
            {question.title}
          </span>
          {question.unverified && (
            <span class="badge assumed" title={w.unverifiedNote}>
              {w.unverified}
            </span>
          )}
          <span class={`said ${answer?.says.replace("/", "") ?? "none"}`}>{answer ? (w.says[answer.says] ?? answer.says) : w.noAnswer}</span>
        </button>
      </h3>
      {open && <Asked form={form} question={question} />}
    </section>
  );
}

function Asked({ form, question }: { form: Form; question: Asking }) {
  const w = words().screening;
  const name = useId();
  const key = `answer:${question.id}`;
  const draft = useDraft<Answering>(key, held(question), edits(question.id));
  const { value, change } = draft;
  const cited = new Set(value.support.map((one) => one.ref));
  const cite = (item: Item) =>
    change({
      support: cited.has(item.ref)
        ? value.support.filter((one) => one.ref !== item.ref)
        : [...value.support, { ref: item.ref, contrary: item.contrary, reply: "", title: item.text }],
    });
  const says = SAYS.filter((one) => one !== "n/a" || question.may_not_apply);
  return (
    <div class="asked">
      <div class="answering">
        <p class="asks" lang={langOf(question.question)}>
          {question.question}
        </p>
        <Why question={question} />
        <fieldset>
          <legend class="hidden">{question.title}</legend>
          {says.map((one) => (
            <label key={one} class="choice">
              <input type="radio" name={name} checked={value.answer === one} onChange={() => change({ answer: one })} />
              <span>
                <strong>{w.says[one]}</strong>
                {question.means[one] && (
                  <>
                    {": "}
                    <span lang={langOf(question.means[one])}>{question.means[one]}</span>
                  </>
                )}
                {one === "unknown" && `: ${w.countsAs((w.says[question.unknown_counts_as] ?? "").toLowerCase())}`}
              </span>
            </label>
          ))}
        </fieldset>
        {value.answer === "no_concern" && <p class="caution">{w.comfort}</p>}
        {question.answer?.held_back && value.answer === "no_concern" && (
          <p class="flag">
            <strong>{w.heldBack}</strong>: <span lang={langOf(question.answer.held_back)}>{question.answer.held_back}</span>
          </p>
        )}
        <Writing label={w.reason} lines={4} value={value.rationale} change={(rationale, rest) => change({ rationale }, rest)} />
        <div class="fields">
          <Choosing label={w.confidence} value={value.confidence} among={Object.entries(w.confidences)} change={(confidence) => change({ confidence })} />
          {question.flags.map((flag) => (
            <Choosing
              key={flag.name}
              label={`${flag.question} (${w.barsOn(w.told[flag.bars_on] ?? flag.bars_on)})`}
              value={value.flags[flag.name] ?? ""}
              among={Object.entries(w.told)}
              change={(said) => change({ flags: { ...value.flags, [flag.name]: said } })}
            />
          ))}
        </div>
        <Supported value={value} change={change} />
        {question.answer && question.answer.by !== form.by && <Otherwise question={question} />}
        {question.answer && question.answer.views.length > 0 && (
          <>
            <h4>{w.others}</h4>
            <ul>
              {question.answer.views.map((one) => (
                <li key={one} lang={langOf(one)}>
                  {one}
                </li>
              ))}
            </ul>
          </>
        )}
        <Standing draft={draft} name={key} />
        {question.scored && <Scored form={form} question={question} />}
      </div>
      <Drawer question={question.id} cited={cited} cite={cite} />
    </div>
  );
}

/** Another person's answer stands: one's own is laid beside it, and the gravest counts. */
function Otherwise({ question }: { question: Asking }) {
  const w = words().screening;
  const key = `view:${question.id}`;
  const draft = useDraft(key, { answer: "", rationale: "" }, (now) =>
    now.answer && now.rationale.trim() ? { views: [{ ...now, id: question.id }] } : null,
  );
  const says = SAYS.filter((one) => one !== "n/a" || question.may_not_apply).map((one): [string, string] => [one, w.says[one] ?? one]);
  return (
    <details class="part" open={draft.unsaved}>
      <summary>{w.otherwise(question.answer?.by ?? "")}</summary>
      <p class="note">{w.otherwiseNote}</p>
      <Choosing label={w.mine} value={draft.value.answer} among={says} change={(answer) => draft.change({ answer })} />
      <Writing label={w.reason} lines={2} value={draft.value.rationale} change={(rationale, rest) => draft.change({ rationale }, rest)} />
      <Standing draft={draft} name={key} />
    </details>
  );
}

function Why({ question }: { question: Asking }) {
  const w = words().screening;
  return (
    <details class="part">
      <summary>{w.whyAsked}</summary>
      <p lang={langOf(question.why)}>{question.why}</p>
      <ul>
        {question.basis.map((one) => (
          <li key={one.text}>
            <span lang={langOf(one.text)}>{one.text}</span>{" "}
            <span class={`badge ${one.mark === "unverified" ? "assumed" : ""}`}>{w.marks[one.mark]}</span>{" "}
            {one.source && (
              <span class="by" lang={langOf(one.source)}>
                {one.source}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

type Change = (part: Partial<Answering>, rest?: number) => void;

function Supported({ value, change }: { value: Answering; change: Change }) {
  const w = words().screening;
  const put = (ref: string, reply: string, rest: number) =>
    change({ support: value.support.map((one) => (one.ref === ref ? { ...one, reply } : one)) }, rest);
  return (
    <>
      <h4>{w.support}</h4>
      {value.support.length === 0 && <p class="note">{w.noSupport}</p>}
      <ul class="support">
        {value.support.map((one) => (
          <li key={one.ref}>
            <strong>{one.ref}</strong> <span lang={one.whole?.language ?? langOf(one.title)}>{one.title}</span>{" "}
            <button type="button" class="quiet" onClick={() => change({ support: value.support.filter((other) => other.ref !== one.ref) })}>
              {w.remove} <span class="hidden">{one.ref}</span>
            </button>
            {one.contrary && <Writing label={`${w.reply}: ${one.ref}`} lines={2} value={one.reply} change={(reply, rest) => put(one.ref, reply, rest)} />}
          </li>
        ))}
      </ul>
      <Document add={(one) => change({ support: [...value.support, one] })} taken={value.support.map((one) => one.ref)} />
    </>
  );
}

const BLANK = { ref: "", family: "" as Family | "", date: "", title: "", quote: "", span: "", language: "en", hash: "" };

/** A document of one's own: its file is hashed here, and goes nowhere. */
function Document({ add, taken }: { add: (one: Support) => void; taken: string[] }) {
  const w = words().screening;
  const [given, setGiven] = useState(BLANK);
  const id = useId();
  const set = (part: Partial<typeof BLANK>) => setGiven((old) => ({ ...old, ...part }));
  const whole = /^[A-Za-z][\w.-]*$/.test(given.ref) && !taken.includes(given.ref) && given.family && given.date && given.title && given.quote && given.span && given.hash;
  return (
    <details class="part">
      <summary>{w.document}</summary>
      <p class="note">{w.documentNote}</p>
      <div class="fields">
        <p class="field">
          <label for={id}>{w.file}</label>
          <input id={id} type="file" onChange={(event) => void hashed(event.currentTarget.files?.[0]).then((hash) => set({ hash }))} />
        </p>
        <Writing label={w.short} value={given.ref} change={(ref) => set({ ref })} />
        <Choosing
          label={w.family}
          value={given.family}
          among={Object.entries(w.families).filter(([name]) => name !== "model")}
          change={(family) => set({ family: family as Family })}
        />
        <Dating label={w.date} value={given.date} change={(date) => set({ date })} />
        <Writing label={w.title} value={given.title} change={(title) => set({ title })} />
        <Writing label={w.languageOf} value={given.language} change={(language) => set({ language })} />
        <Writing label={w.span} value={given.span} change={(span) => set({ span })} />
      </div>
      <Writing label={w.quote} lines={2} value={given.quote} change={(quote) => set({ quote })} />
      <button
        type="button"
        class="chip"
        disabled={!whole}
        onClick={() => {
          const { family, ...rest } = given;
          add({ ref: given.ref, contrary: false, reply: "", title: `${given.title}: ${given.quote}`, whole: { ...rest, family: family as Family } });
          setGiven(BLANK);
        }}
      >
        {w.add}
      </button>
    </details>
  );
}

async function hashed(file: File | undefined): Promise<string> {
  if (!file) return "";
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, "0")).join("");
}

interface Scoring {
  likelihood: string;
  severity: string;
  proximity: string;
  mitigability: string;
  rationale: string;
}

function Scored({ form, question }: { form: Form; question: Asking }) {
  const w = words().screening;
  const row = form.risks.find((one) => one.question === question.id);
  const mine = row?.scores.find((one) => one.by === form.by);
  const key = `risk:${question.id}`;
  const before: Scoring = {
    likelihood: mine ? String(mine.likelihood) : "",
    severity: mine ? String(mine.severity) : "",
    proximity: mine?.proximity ?? "",
    mitigability: row?.mitigability ?? "medium",
    rationale: mine?.rationale ?? "",
  };
  const draft = useDraft<Scoring>(key, before, (now) =>
    now.likelihood && now.severity && now.proximity && now.rationale.trim()
      ? { risks: [{ ...now, question: question.id, likelihood: Number(now.likelihood), severity: Number(now.severity) }] }
      : null,
  );
  const { value, change } = draft;
  if (!row && !draft.unsaved && (!question.answer || ["no_concern", "n/a"].includes(question.answer.says))) return null;
  return (
    <div class="scoring">
      <h4>{w.score}</h4>
      <p class="note">{w.scoreNote}</p>
      <div class="fields">
        <Choosing label={w.likelihood} value={value.likelihood} among={bands(form.scales.likelihood)} change={(likelihood) => change({ likelihood })} />
        <Choosing label={w.severity} value={value.severity} among={bands(form.scales.severity)} change={(severity) => change({ severity })} />
        <Choosing label={w.proximity} value={value.proximity} among={Object.entries(w.proximities)} change={(proximity) => change({ proximity: proximity as Proximity })} />
        <Choosing label={w.mitigability} value={value.mitigability} among={Object.entries(w.mitigabilities)} change={(mitigability) => change({ mitigability })} />
      </div>
      <Writing label={w.reason} lines={2} value={value.rationale} change={(rationale, rest) => change({ rationale }, rest)} />
      {row && row.scores.some((one) => one.by !== form.by) && (
        <p class="note">
          {w.scoredBy}: {row.scores.map((one) => `${one.by} ${one.likelihood}×${one.severity}, ${w.proximities[one.proximity]}`).join("; ")}
        </p>
      )}
      <Standing draft={draft} name={key} />
    </div>
  );
}

export function bands(among: Record<string, string>): [string, string][] {
  return Object.entries(among).map(([band, text]) => [band, `${band}: ${text}`]);
}
