import type { Dose } from "../api/types";

/** What the page shows; all of it stands in the address, with readable keys. */
export interface State {
  room: string;
  lang: "en" | "ru";
  theme: "auto" | "light" | "dark";
  scenario: string;
  plans: Plan[];
  active: number;
  assumed: Record<string, number>;
  without: string[];
  asOf: string;
  seed: number;
  outcome: string;
  actor: string;
  layer: string;
  from: string;
  to: string;
  claim: number;
  finding: string;
  act: string;
  law: string;
  source: string;
  facets: Record<string, string>;
  text: string;
  sort: string;
  page: number;
  embed: boolean;
}

export interface Plan {
  title: string;
  doses: Dose[];
}

/** What the address says of the run it was made with. */
export interface Pins {
  version: string;
  release: string;
}

export const START: State = {
  room: "overview",
  lang: "en",
  theme: "auto",
  scenario: "baseline",
  plans: [{ title: "A", doses: [] }],
  active: 0,
  assumed: {},
  without: [],
  asOf: "",
  seed: 0,
  outcome: "",
  actor: "",
  layer: "",
  from: "",
  to: "",
  claim: 0,
  finding: "",
  act: "",
  law: "",
  source: "",
  facets: {},
  text: "",
  sort: "-date",
  page: 0,
  embed: false,
};

export const FACETS = ["kind", "state", "year", "family", "confidence", "mechanism"] as const;
const WORDS = ["room", "scenario", "outcome", "actor", "layer", "from", "to", "finding", "act", "law", "source", "text", "sort"] as const;
const SAFE = /^[\p{L}\p{N} _.,:;+()'’“”&/<>!?*=@~-]{0,200}$/u;
const DAY = /^\d{4}(-\d{2}){0,2}$/;

/** Write a state as the query of an address; what is as at the start is left out. */
export function written(state: State, pins: Pins): string {
  const query = new URLSearchParams();
  for (const key of WORDS) if (state[key] !== START[key]) query.set(key, state[key]);
  if (state.lang !== START.lang) query.set("lang", state.lang);
  if (state.theme !== START.theme) query.set("theme", state.theme);
  state.plans.forEach((plan, place) => {
    if (plan.doses.length || state.plans.length > 1) query.set(`plan${place + 1}`, planWritten(plan));
  });
  if (state.active) query.set("active", String(state.active + 1));
  for (const [label, mean] of Object.entries(state.assumed)) query.append("assumed", `${label}=${mean}`);
  for (const family of state.without) query.append("without", family);
  if (state.asOf) query.set("as_of", state.asOf);
  if (state.seed) query.set("seed", String(state.seed));
  if (state.claim) query.set("claim", String(state.claim));
  for (const [name, value] of Object.entries(state.facets)) query.set(name, value);
  if (state.page) query.set("page", String(state.page + 1));
  if (state.embed) query.set("embed", "1");
  if (pins.version) query.set("v", pins.version);
  if (pins.release) query.set("evidence", pins.release);
  return query.toString();
}

/** Read a state from a query: what cannot be read is left out and named. */
export function read(query: string): { state: State; pins: Pins; refused: string[] } {
  const state: State = { ...START, plans: [], assumed: {}, facets: {} };
  const pins: Pins = { version: "", release: "" };
  const refused: string[] = [];
  const plans: (Plan | undefined)[] = [];
  for (const [key, value] of new URLSearchParams(query)) {
    if (!SAFE.test(value) || !readOne(state, pins, plans, key, value)) refused.push(key);
  }
  state.plans = plans.filter((plan): plan is Plan => plan !== undefined).slice(0, 4);
  if (!state.plans.length) state.plans = [{ title: "A", doses: [] }];
  state.active = Math.min(state.active, state.plans.length - 1);
  return { state, pins, refused: [...new Set(refused)] };
}

function readOne(state: State, pins: Pins, plans: (Plan | undefined)[], key: string, value: string): boolean {
  if ((WORDS as readonly string[]).includes(key)) {
    state[key as (typeof WORDS)[number]] = value;
    return true;
  }
  if ((FACETS as readonly string[]).includes(key)) {
    state.facets[key] = value;
    return true;
  }
  const plan = /^plan([1-4])$/.exec(key);
  if (plan) {
    const made = planRead(value);
    plans[Number(plan[1]) - 1] = made;
    return made !== undefined;
  }
  return readRest(state, pins, key, value);
}

function readRest(state: State, pins: Pins, key: string, value: string): boolean {
  const count = /^\d{1,10}$/.test(value) ? Number(value) : undefined;
  switch (key) {
    case "lang":
      if (value !== "en" && value !== "ru") return false;
      state.lang = value;
      return true;
    case "theme":
      if (value !== "light" && value !== "dark" && value !== "auto") return false;
      state.theme = value;
      return true;
    case "assumed": {
      const cut = value.lastIndexOf("=");
      const mean = Number(value.slice(cut + 1));
      if (cut < 1 || value.slice(cut + 1) === "" || !(Math.abs(mean) <= 3)) return false;
      state.assumed[value.slice(0, cut)] = mean;
      return true;
    }
    case "without":
      state.without = [...new Set([...state.without, value])];
      return true;
    case "as_of":
      if (!DAY.test(value)) return false;
      state.asOf = value;
      return true;
    case "seed":
      if (count === undefined || count > 4294967295) return false;
      state.seed = count;
      return true;
    case "active":
    case "page":
      if (count === undefined || count < 1) return false;
      state[key] = count - 1;
      return true;
    case "claim":
      if (count === undefined) return false;
      state.claim = count;
      return true;
    case "embed":
      state.embed = value === "1";
      return true;
    case "v":
      pins.version = value;
      return true;
    case "evidence":
      pins.release = value;
      return true;
    default:
      return false;
  }
}

/** `Title~water=2@2023-09-01..2025-01-01!KGZ+TJK;statements=1*trigger_that_begins_it&trigger_that_ends_it` */
export function planWritten(plan: Plan): string {
  const doses = plan.doses.map((dose) => {
    const dates = dose.start || dose.end ? `@${dose.start ?? ""}${dose.end ? `..${dose.end}` : ""}` : "";
    const hosts = dose.hosts.length ? `!${dose.hosts.join("+")}` : "";
    const waits = `${dose.when ? `*${dose.when}` : ""}${dose.until ? `&${dose.until}` : ""}`;
    return `${dose.lever}=${dose.level}${dates}${hosts}${waits}`;
  });
  return `${plan.title}~${doses.join(";")}`;
}

export function planRead(value: string): Plan | undefined {
  const cut = value.indexOf("~");
  if (cut < 0) return undefined;
  const doses: Dose[] = [];
  for (const part of value.slice(cut + 1).split(";").filter(Boolean)) {
    const found =
      /^([a-z][a-z0-9_]*)=(\d+(?:\.\d+)?)(?:@(\d{4}-\d{2}-\d{2})?(?:\.\.(\d{4}-\d{2}-\d{2}))?)?(?:!([A-Z+]+))?(?:\*([a-z][a-z0-9_]*))?(?:&([a-z][a-z0-9_]*))?$/.exec(part);
    if (!found?.[1]) return undefined;
    doses.push({
      lever: found[1],
      level: Number(found[2]),
      start: found[3] ?? null,
      end: found[4] ?? null,
      hosts: found[5] ? found[5].split("+") : [],
      when: found[6] ?? null,
      until: found[7] ?? null,
    });
  }
  return { title: value.slice(0, cut).slice(0, 40) || "A", doses };
}
