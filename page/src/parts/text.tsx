import type { Citation, Link, Number as NumberIn, Reference } from "../api/types";
import { store } from "../state/store";

/** On a page in another language, words that are in English are marked as such. */
export function langOf(text: string): "en" | undefined {
  const foreign = store.state.lang !== "en" && /[A-Za-z]{3}/.test(text) && !/[\u0400-\u04ff]/.test(text) && text !== text.toUpperCase();
  return foreign ? "en" : undefined;
}

/** Text in which no option of the command line is broken where a line ends. */
export function Unbroken({ text }: { text: string }) {
  return (
    <>
      {text.split(/(--[a-z][a-z-]*)/).map((part, place) =>
        place % 2 ? (
          <span key={place} class="whole">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}

export type Inline = string | NumberIn | Reference | Citation | Link;

/** Running text whose numbers lead to their findings, and whose citations lead to their acts. */
export function Text({ text }: { text: readonly Inline[] }) {
  return (
    <>
      {text.map((part, place) => (
        <Part key={place} part={part} />
      ))}
    </>
  );
}

function Part({ part }: { part: Inline }) {
  if (typeof part === "string") {
    const lang = langOf(part);
    return lang ? <span lang={lang}>{part}</span> : <>{part}</>;
  }
  if ("finding" in part) return <Figure id={part.finding} text={part.text} basis={part.basis} />;
  if ("source" in part) {
    const source = part.source;
    if (!/^(CH|EV)\d+$/.test(source)) return <span class="cite">{part.text}</span>;
    return (
      <button type="button" class="cite link" onClick={() => store.set({ act: source }, true)}>
        {part.text}
      </button>
    );
  }
  if ("url" in part)
    return (
      <a href={part.url} rel="noreferrer noopener" target="_blank">
        {part.text}
      </a>
    );
  return <>{part.text}</>;
}

/** A number: one click from its source. */
export function Figure({ id, text, basis = "estimated" }: { id: string; text: string; basis?: string }) {
  return (
    <button type="button" class={`figure-link ${basis}`} data-finding={id} onClick={() => store.set({ finding: id }, true)}>
      {text}
    </button>
  );
}
