import { useState } from "preact/hooks";
import type { CasesShown, Difference, Form } from "../api/types";
import { langOf } from "../parts/text";
import { coded, plainly, words } from "../words";
import { desk } from "./desk";
import { levelWord } from "./level";
import { Unlock } from "./unlock";

/** What the open case has otherwise than another version of it, and whether the result is another. */
export function Versions({ form, listed }: { form: Form; listed: CasesShown }) {
  const w = words().screening;
  const others = listed.cases.filter((one) => one !== form.name);
  const [found, setFound] = useState<{ name: string; told: Difference }>();
  if (!others.length) return null;
  const compare = async (name: string, passphrase: string) => {
    try {
      setFound({ name, told: await desk.compare<Difference>(name, passphrase) });
    } catch (error) {
      setFound(undefined);
      throw error;
    }
  };
  return (
    <details class="versions">
      <summary>{w.versions}</summary>
      <Unlock
        cases={others}
        note={w.versionsNote}
        which={w.versionsOther}
        passphrase={{ label: w.versionsSecret, required: false }}
        send={{ label: w.versionsCompare, sending: w.versionsCompare }}
        unlock={compare}
      />
      {found && <Told form={form} name={found.name} found={found.told} />}
    </details>
  );
}

function Told({ form, name, found }: { form: Form; name: string; found: Difference }) {
  const w = words().screening;
  const level = (said: string, least: string) => (said === "incomplete" ? w.atLeast(levelWord(least)) : levelWord(said));
  const [was, now] = [level(found.level_was, found.at_least_was), level(found.level_now, found.at_least_now)];
  return (
    <section>
      <p role="status" class="bold">
        {was === now ? w.versionsSame(was) : w.versionsLevels(was, now)}
      </p>
      {!found.same_case && <p class="caution">{w.versionsOtherCase}</p>}
      {found.changes.length ? (
        <div class="rows" tabIndex={0} role="region" aria-label={w.versions}>
          <table data-changes={found.changes.length}>
            <thead>
              <tr>
                <th scope="col">{w.versionsWhere}</th>
                <th scope="col">{name}</th>
                <th scope="col">{form.name}</th>
              </tr>
            </thead>
            <tbody>
              {found.changes.map((one) => (
                <tr key={one.where}>
                  <th scope="row">
                    <Where form={form} where={one.where} />
                  </th>
                  {[one.was, one.now].map((said, place) => (
                    <td key={place} lang={langOf(saidAs(one.where, said))}>
                      {saidAs(one.where, said)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p>{w.versionsNone}</p>
      )}
    </section>
  );
}

/** What stood there: an answer and its certainty in words, anything else as the case has it. */
function saidAs(where: string, said: string): string {
  return where.endsWith(".confidence") ? coded(said) : where.startsWith("answers.") ? (words().screening.says[said] ?? said) : said;
}

/** A place such as `answers.Q1.4.rationale`, in words: the question by its number and title, then the field. */
function Where({ form, where }: { form: Form; where: string }) {
  const w = words().screening;
  const question = form.questions.find((one) => where.startsWith(`answers.${one.id}`) || where.startsWith(`risks.${one.id}`));
  if (!question) {
    const [part = where, ...rest] = where.split(".");
    return <>{[w.versionsParts[part] ?? plainly(part), ...rest.map(coded)].join(" · ")}</>;
  }
  const [part = "", rest = ""] = [where.split(".")[0], where.slice(where.indexOf(question.id) + question.id.length + 1)];
  return (
    <>
      {question.id} <span lang={langOf(question.title)}>{question.title}</span>
      {" · "}
      {rest ? (w.versionsParts[rest] ?? coded(rest)) : (w.versionsParts[part] ?? plainly(part))}
    </>
  );
}
