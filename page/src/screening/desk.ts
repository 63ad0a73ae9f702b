import { useEffect, useState } from "preact/hooks";
import { post, type Problem, Refused } from "../api/client";
import type { DeskShown, Form } from "../api/types";
import { store } from "../state/store";

type Edits = Record<string, unknown>;

/** What was written and is not on disk yet; without `edits` while something is lacking. */
export interface Draft {
  value: unknown;
  edits: Edits | null;
  stamp: number;
  problems: Problem[];
}

type Standing = "open" | "changed" | "shut";

const KEPT = "regimelab-desk"; // in the tab's own memory: the word of the desk, never the passphrase
const AGAIN = 3000; // milliseconds until a save that did not reach the server is tried again

/** One case in work: its form, what is not saved yet, and the one save that is under way. */
class Desk {
  form: Form | undefined;
  drafts: Record<string, Draft> = {};
  standing: Standing = "open";
  busy = false;
  problems: Problem[] = [];
  private word = "";
  private stamp = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor() {
    addEventListener("beforeunload", (event) => {
      if (Object.keys(this.drafts).length) event.preventDefault();
    });
  }

  /** Take up the desk that this tab had open before it was loaded anew. */
  async resume(): Promise<void> {
    const word = sessionStorage.getItem(KEPT);
    if (!word || this.form) return;
    try {
      this.take(await post<DeskShown>("/screening/form", { desk: word }));
    } catch {
      sessionStorage.removeItem(KEPT);
    }
  }

  /** Have the case told in the language of the page, once no save is under way. */
  async retell(): Promise<void> {
    if (!this.form || this.busy || this.standing !== "open" || this.form.language === store.state.lang) return;
    this.busy = true;
    try {
      this.take(await post<DeskShown>("/screening/form", { desk: this.word }));
    } catch (error) {
      if (error instanceof Refused) this.standing = "shut";
    }
    this.busy = false;
    this.soon(AGAIN / 10);
    this.tell();
  }

  async open(name: string, passphrase: string, by: string): Promise<void> {
    if (this.form && this.form.name !== name) this.drafts = {};
    this.take(await post<DeskShown>("/screening/open", { case: name, passphrase, by }));
    this.standing = "open";
    this.soon(0);
  }

  async close(): Promise<void> {
    const word = this.word;
    clearTimeout(this.timer);
    this.form = undefined;
    this.drafts = {};
    this.problems = [];
    this.word = "";
    sessionStorage.removeItem(KEPT);
    this.tell();
    await post("/screening/close", { desk: word });
  }

  /** Read the case from its file again; what was written here stays, and is saved on top of it. */
  async reread(): Promise<void> {
    try {
      this.take(await post<DeskShown>("/screening/reread", { desk: this.word }));
      this.standing = "open";
      this.problems = [];
      this.soon(0);
    } catch (error) {
      this.problems = problemsOf(error);
    }
    this.tell();
  }

  /** Note what a hand wrote; it is saved once the hand rests for so many milliseconds. */
  write(key: string, value: unknown, edits: Edits | null, rest: number): void {
    this.drafts = { ...this.drafts, [key]: { value, edits, stamp: ++this.stamp, problems: [] } };
    this.tell();
    this.soon(rest);
  }

  /** Forget what was written under a key and is not saved. */
  drop(key: string): void {
    const { [key]: _, ...rest } = this.drafts;
    this.drafts = rest;
    this.tell();
  }

  soon(rest: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.work(), rest);
  }

  drawer<Found>(question: string, limit: number): Promise<Found> {
    return post<Found>("/screening/drawer", { desk: this.word, question, limit });
  }

  /** What the case on disk has otherwise than another; its passphrase is given only if it is another one. */
  compare<Found>(other: string, passphrase: string): Promise<Found> {
    return post<Found>("/screening/compare", { desk: this.word, other, passphrase });
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private take(found: DeskShown): void {
    this.word = found.desk;
    this.form = found.form;
    sessionStorage.setItem(KEPT, found.desk);
    this.tell();
  }

  private async work(): Promise<void> {
    if (this.busy || this.standing !== "open") return;
    let next = this.next();
    while (next && this.form) {
      this.busy = true;
      this.tell();
      const [key, draft] = next;
      const done = await this.save(key, draft);
      this.busy = false;
      next = done ? this.next() : undefined;
    }
    this.tell();
    void this.retell();
  }

  private next(): [string, Draft] | undefined {
    return Object.entries(this.drafts).find(([, draft]) => draft.edits && !draft.problems.length);
  }

  private async save(key: string, draft: Draft): Promise<boolean> {
    try {
      const asked = { desk: this.word, head: this.form?.head ?? "", edits: draft.edits };
      const found = await post<DeskShown>("/screening/save", asked);
      if (this.drafts[key]?.stamp === draft.stamp) this.drop(key);
      this.take(found);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) {
        this.soon(AGAIN);
        return false;
      }
      if (error.status === 409 || error.status === 410) {
        this.standing = error.status === 409 ? "changed" : "shut";
        this.problems = error.problems;
        return false;
      }
      const now = this.drafts[key];
      if (now?.stamp === draft.stamp) this.drafts = { ...this.drafts, [key]: { ...now, problems: error.problems } };
      return true;
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export function problemsOf(error: unknown): Problem[] {
  if (error instanceof Refused) return error.problems;
  return [{ where: "server", what: String(error), remedy: "" }];
}

export const desk = new Desk();

/** The desk, and a new drawing whenever it changes. */
export function useDesk(): Desk {
  const [, turn] = useState(0);
  useEffect(() => desk.subscribe(() => turn((old) => old + 1)), []);
  return desk;
}

export const TYPING = 3000; // milliseconds a hand rests before half a sentence is a line of the log
export const CHOSEN = 500;

/** A value in work, from its draft or from the form; changes are saved once nothing is lacking. */
export function useDraft<Value>(key: string, held: Value, edits: (value: Value) => Edits | null) {
  const draft = useDesk().drafts[key];
  const value = (draft?.value as Value | undefined) ?? held;
  const change = (part: Partial<Value>, rest = CHOSEN) => {
    const now = { ...((desk.drafts[key]?.value as Value | undefined) ?? held), ...part };
    desk.write(key, now, edits(now), rest);
  };
  return { value, change, problems: draft?.problems ?? [], unsaved: draft !== undefined, lacking: draft !== undefined && draft.edits === null };
}
