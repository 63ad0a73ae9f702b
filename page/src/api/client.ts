import { useEffect, useState } from "preact/hooks";
import { store } from "../state/store";
import type { AheadAsked, SimulateAsked, Simulated } from "./types";

const API = "/api/v1";
export const CLIENT = crypto.randomUUID();

export interface Problem {
  where: string;
  what: string;
  remedy: string;
}

/** What the server refused, in its words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problems: Problem[],
  ) {
    super(problems.map((one) => `${one.where}: ${one.what} ${one.remedy}`).join("\n"));
  }
}

/** Whether the server can be reached, for all who want to know. */
type Line = "up" | "lost" | "shut";
let line: Line = "up";
const watchers = new Set<(line: Line) => void>();

function tell(now: Line): void {
  if (now === line) return;
  line = now;
  for (const watcher of watchers) watcher(now);
  if (now === "lost") void reconnect();
}

async function reconnect(): Promise<void> {
  while (line === "lost") {
    await new Promise((done) => setTimeout(done, 1500));
    try {
      const answer = await fetch(`${API}/status`);
      tell(answer.status === 401 ? "shut" : "up");
    } catch {
      /* still lost: try again */
    }
  }
}

export function useLine(): Line {
  const [now, setNow] = useState<Line>(line);
  useEffect(() => {
    watchers.add(setNow);
    return () => void watchers.delete(setNow);
  }, []);
  return now;
}

/** Exchange the token in the fragment for a cookie, and take it out of the address. */
export async function enter(): Promise<void> {
  const token = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (!token) return;
  history.replaceState(null, "", location.pathname + location.search);
  await ask("/enter", { method: "POST", body: JSON.stringify({ token: decodeURIComponent(token) }) });
}

let asked = 0; // questions so far: the server takes the newest, whichever way they overtake each other

const ofCase = (path: string): boolean => path.startsWith("/screening");

/** The path of a question, with the language in which its words are wanted; that of a case says nothing. */
function spoken(path: string): string {
  const lang = store.state.lang;
  return lang === "en" || ofCase(path) ? path : `${path}${path.includes("?") ? "&" : "?"}lang=${lang}`;
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(API + path, {
      ...init,
      headers: { "content-type": "application/json", "x-client": CLIENT, "x-number": String(++asked) },
    });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    tell("lost");
    throw error;
  }
  tell(answer.status === 401 ? "shut" : "up");
  if (!answer.ok) {
    const told = (await answer.json().catch(() => ({}))) as { problems?: Problem[] };
    throw new Refused(answer.status, told.problems ?? [{ where: "server", what: `it answered ${answer.status}.`, remedy: "" }]);
  }
  return answer;
}

interface Kept {
  found: Promise<unknown>;
  readers: number;
  stop: AbortController | undefined;
}
const kept = new Map<string, Kept>();

/** Get something once, and keep it while the page is open; it is not waited for when all its readers have left. */
export function get<Found>(path: string): { found: Promise<Found>; leave: () => void } {
  const stop = new AbortController();
  const one = kept.get(path) ?? {
    found: ask(path, { signal: stop.signal }).then((answer) => answer.json() as Promise<Found>),
    readers: 0,
    stop,
  };
  if (!kept.has(path)) {
    kept.set(path, one);
    one.found.then(
      () => (one.stop = undefined),
      () => kept.get(path) === one && kept.delete(path),
    );
  }
  one.readers += 1;
  const leave = () => {
    one.readers -= 1;
    if (one.readers || !one.stop) return;
    kept.delete(path);
    one.stop.abort();
  };
  return { found: one.found as Promise<Found>, leave };
}

export interface Got<Found> {
  found: Found | undefined;
  error: Error | undefined;
  late: boolean;
}

/** Get something for a drawing; `late` once it takes longer than a reader waits without a word. */
export function useGet<Found>(asked: string | null): Got<Found> {
  const path = asked === null ? null : spoken(asked);
  const [got, setGot] = useState<Got<Found> & { path: string | null }>({ found: undefined, error: undefined, late: false, path: null });
  const now = useLine();
  useEffect(() => {
    if (path === null || (now !== "up" && got.path === path && got.found)) return;
    let live = true;
    const slow = setTimeout(() => live && setGot((old) => ({ ...old, late: true })), 700);
    const { found, leave } = get<Found>(path);
    found
      .then((found) => live && setGot({ found, error: undefined, late: false, path }))
      .catch((error: Error) => live && setGot({ found: undefined, error, late: false, path }))
      .finally(() => clearTimeout(slow));
    return () => {
      live = false;
      clearTimeout(slow);
      leave();
    };
  }, [path, now]);
  return got;
}

export async function post<Found>(path: string, body: unknown, signal?: AbortSignal): Promise<Found> {
  const asked = ofCase(path) ? { ...(body as object), lang: store.state.lang } : body;
  const answer = await ask(spoken(path), { method: "POST", body: JSON.stringify(asked), ...(signal ? { signal } : {}) });
  return (await answer.json()) as Found;
}

/** Say what a hand on a lever may ask next, so that it is worked out in spare moments; nothing is lost if it is not. */
export function ahead(asked: Partial<AheadAsked>): void {
  ask("/ahead", { method: "POST", body: JSON.stringify(asked) }).catch(() => undefined);
}

/** A question, its answer, when its cause happened by the page's clock, and whether the server had the answer. */
export interface Heard {
  asked: Partial<SimulateAsked>;
  found: Simulated;
  caused: number;
  kept: boolean;
}

/** Which evidence a question looks at. */
const view = (asked: Partial<SimulateAsked>): string => JSON.stringify([asked.without, asked.as_of]);

interface Asking {
  asked: Partial<SimulateAsked>;
  caused: number;
}

/**
 * Ask for futures while a hand moves: one question is under way, the newest waits, those between are dropped.
 * Between moving and resting nothing waits: the server leaves what was asked before.
 */
export class Latest {
  private under: Asking | undefined;
  private stop = new AbortController();
  private waiting: Asking | undefined;
  private asked = 0;
  private heard = 0;

  constructor(
    private readonly hear: (heard: Heard) => void,
    private readonly fail: (error: Error) => void,
  ) {}

  ask(asked: Partial<SimulateAsked>, caused = performance.now()): void {
    this.waiting = { asked, caused };
    if (this.under && view(this.under.asked) !== view(asked)) this.leave(); // what was fitted for it is not waited for
    if (!this.under || this.under.asked.futures !== asked.futures) void this.work();
  }

  /** Wait no longer for what is under way, as when a page goes on. */
  leave(): void {
    this.stop.abort();
    this.stop = new AbortController();
    this.under = undefined;
  }

  /** Ask what nobody waits for: whatever a hand asked meanwhile goes first. */
  askIfFree(asked: Partial<SimulateAsked>): void {
    if (!this.waiting && this.under?.asked.futures === asked.futures) this.ask(asked);
  }

  private async work(): Promise<void> {
    while (this.waiting) {
      const own = this.waiting;
      this.under = own;
      this.waiting = undefined;
      await this.one(own, ++this.asked);
      if (this.under !== own) return;
    }
    this.under = undefined;
  }

  private async one({ asked, caused }: Asking, number: number): Promise<void> {
    const { signal } = this.stop;
    try {
      const answer = await ask(spoken("/simulate"), { method: "POST", body: JSON.stringify(asked), signal });
      if (answer.status === 204) return;
      const found = (await answer.json()) as Simulated;
      if (number < this.heard) return;
      this.heard = number;
      this.hear({ asked, found, caused, kept: answer.headers.get("server-timing")?.startsWith("kept") ?? false });
    } catch (error) {
      if (number === this.asked && !signal.aborted) this.fail(error as Error);
    }
  }
}
