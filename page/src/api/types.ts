// Written by scripts/page_types.py from the interface's description. Do not edit.

export interface About {
  cautions: Said[];
  run: [string, string][];
  command: string;
  licence: string;
  evidence_licence: string;
}

export interface ActInFull {
  act: ActShown;
  pairs: Record<string, unknown>[];
  why_no_pair: string;
  corrected: string[];
  citation: string;
  findings: string[];
}

export interface ActShown {
  id: string;
  start: string;
  end: string;
  precision: string;
  kind: string;
  actor: string;
  target: string;
  states: string;
  location: string;
  intensity: number | null;
  deaths_low: number | null;
  deaths_high: number | null;
  tone: number | null;
  description: string;
  mechanism: string;
  confidence: string;
  publisher: string;
  family: string;
  published: string;
  urls: string[];
  licence: string;
  in_brief: boolean;
}

export interface Actor {
  code: string;
  name: string;
  role: string;
}

export interface Acts {
  release: string;
  total: number;
  facets: Record<string, Record<string, number>>;
  acts: ActShown[];
}

export interface AdviceShown {
  outcome: string;
  scenario: string;
  difference: number;
  error: number;
  futures: number;
  tippings: TippingShown[];
}

export interface AssumptionShown {
  label: string;
  owner: string;
  title: string;
  kinds: string[];
  mean: number;
  sd: number;
  basis: "estimated" | "pooled" | "assumed";
  reason: string;
  source: string;
}

export interface Band {
  outcome: string;
  actor: string | null;
  q05: number[];
  q25: number[];
  q50: number[];
  q75: number[];
  q95: number[];
}

export interface Change {
  release: string;
  before: string | null;
  added: number;
  removed: number;
  changed: number;
}

export interface ChangeOf {
  outcome: string;
  actor: string | null;
  estimate: number;
  low: number;
  high: number;
  probability_better: number;
  moves: number;
  assumed_share: number | null;
  portfolio: string;
  against: string;
  scenario: string;
}

export interface ChangeShown {
  outcome: string;
  actor: string | null;
  estimate: number;
  low: number;
  high: number;
  probability_better: number;
  moves: number;
  assumed_share: number | null;
}

export interface Citation {
  source: string;
  text: string;
}

export interface ClaimEntry {
  id: number;
  title: string;
  passage: string;
  line: number;
  verdict: string;
  probability: Number | null;
  effect: Number | null;
  estimand: string;
  unit: string;
  method: (string | Number | Reference | Citation | Link)[];
  data: string;
  alternatives: string[];
  would_change: string;
  chronicle_only: boolean;
  needs: string;
  readings: [string, Number][];
}

export interface CompareAsked {
  assumed: Record<string, number>;
  futures: number;
  months: number;
  seed: number;
  without: string[];
  as_of?: string | null;
  portfolios: PortfolioAsked[];
  scenarios: string[];
}

export interface CostShown {
  portfolio: string;
  lever: string;
  estimate: number;
  low: number;
  high: number;
  unit: string;
}

export interface Described {
  code: string;
  name: string;
  brief_title: string;
  brief_author: string;
  brief_publisher: string;
  period_start: string;
  period_end: string;
  first_day: string;
  months: number;
  members: Actor[];
  outside: Actor[];
  kinds: KindShown[];
  outcomes: OutcomeShown[];
  levers: LeverShown[];
  portfolios: PortfolioShown[];
  scenarios: ScenarioShown[];
  assumptions: AssumptionShown[];
  families: Record<string, string>;
  version: string;
  release: string;
  seed: number;
  futures_dragging: number;
  futures_at_rest: number;
  most_portfolios: number;
}

export interface Dose {
  lever: string;
  level: number;
  start?: string | null;
  end?: string | null;
  hosts: string[];
  when?: string | null;
  until?: string | null;
}

export interface DoseAsked {
  lever: string;
  level: number;
  start?: string | null;
  end?: string | null;
  hosts: string[];
  when?: string | null;
  until?: string | null;
}

export interface DrivenShown {
  outcome: string;
  actor: string | null;
  total: number;
  drivers: DriverShown[];
}

export interface DriverShown {
  effect: string;
  title: string;
  mean: number;
  low: number;
  high: number;
}

export interface EnterAsked {
  token: string;
}

export interface FindingShown {
  id: string;
  sentence: string;
  text: string;
  estimate: number | null;
  low: number | null;
  high: number | null;
  level: number;
  unit: string;
  method: string;
  data: string;
  basis: "estimated" | "pooled" | "assumed";
  probability: number | null;
  probability_text: string | null;
  detail: string;
  sources: Source[];
}

export interface HTTPValidationError {
  detail?: ValidationError[];
}

export interface HarmShown {
  member: string;
  portfolio: string;
  scenario: string;
  estimate: number;
  low: number;
  high: number;
  probability_worse: number;
}

export interface KindShown {
  name: string;
  family: string;
  meaning: string;
}

export interface Level {
  outcome: string;
  actor: string | null;
  estimate: number;
  low: number;
  high: number;
}

export interface LevelOf {
  outcome: string;
  actor: string | null;
  estimate: number;
  low: number;
  high: number;
  portfolio: string;
  scenario: string;
}

export interface LeverShown {
  name: string;
  title: string;
  description: string;
  unit: string;
  low: number;
  high: number;
  cost_low: number;
  cost_high: number;
  cost_unit: string;
  cost_reason: string;
  lag_months: number;
  ramp_months: number;
  hosts: string[];
  consent: number | null;
  consent_reason: string;
}

export interface Link {
  url: string;
  text: string;
}

export interface Loading {
  label: string;
  estimate: number;
  low: number;
  high: number;
  text: string;
  finding: string;
}

export interface Meant {
  forecast: number;
  observed: number;
  number: number;
}

export interface Named {
  name: string;
  title: string;
  doses: Dose[];
}

export interface Number {
  finding: string;
  text: string;
  basis: "estimated" | "pooled" | "assumed";
}

export interface OutcomeShown {
  name: string;
  title: string;
  meaning: string;
  unit: string;
  better: string;
  side: string;
  judged: boolean;
}

export interface Overview {
  leads: ((string | Number | Reference | Citation | Link)[])[];
  states: State[];
  strength: Strength | null;
  parts: Part[];
  verdicts: Verdicts;
  since: Change;
}

export interface Part {
  name: string;
  title: string;
  sentence: (string | Number | Reference | Citation | Link)[];
  caution: string;
  finding: string;
  text: string;
  unit: string;
}

export interface PortfolioAsked {
  name: string;
  title: string;
  doses: DoseAsked[];
}

export interface PortfolioShown {
  name: string;
  title: string;
  description: string;
  doses: Dose[];
  triggers: Record<string, string>;
}

export interface Quarter {
  start: string;
  end: string;
  estimate: number;
  low: number;
  high: number;
  quarter_low: number;
  quarter_high: number;
  finding: string;
}

export interface Reading {
  outcome: string;
  title: string;
  recorded: number;
  estimate: number;
  low: number;
  high: number;
  way: "up" | "down" | "level";
}

export interface Reference {
  anchor: string;
  text: string;
}

export interface Regret {
  portfolio: string;
  outcome: string;
  scenario: string;
  regret: number;
}

export interface Said {
  title: string;
  text: (string | Number | Reference | Citation | Link)[];
}

export interface ScenarioShown {
  name: string;
  title: string;
  description: string;
  start: string;
}

export interface Scored {
  fitted_to: string;
  scored_to: string;
  acts: number;
  gain: number;
  low: number;
  high: number;
  ahead_gain: number | null;
  ahead_low: number | null;
  ahead_high: number | null;
}

export interface SideBySide {
  portfolios: Named[];
  scenarios: string[];
  levels: LevelOf[];
  changes: ChangeOf[];
  harmed: HarmShown[];
  costs: CostShown[];
  regrets: Regret[];
  flags: string[];
  contains: string;
  futures: number;
  months: number;
  seed: number;
  release: string;
}

export interface SimulateAsked {
  assumed: Record<string, number>;
  futures: number;
  months: number;
  seed: number;
  without: string[];
  as_of?: string | null;
  scenario: string;
  doses: DoseAsked[];
  members: boolean;
}

export interface Simulated {
  scenario: string;
  futures: number;
  months: number;
  seed: number;
  release: string;
  start: string;
  unit: string;
  basis: "estimated" | "pooled" | "assumed";
  contains: string;
  capped: number;
  bands: Band[];
  levels: Level[];
  changes: ChangeShown[];
}

export interface Source {
  id: string;
  title: string;
  start?: string | null;
  dated: string;
  kind: string;
  actors: string;
  description: string;
  publisher: string;
  published: string;
  urls: string[];
  confidence: string;
  licence: string;
  in_brief: boolean;
}

export interface State {
  code: string;
  name: string;
  sentence: string;
  readings: Reading[];
}

export interface Status {
  version: string;
  stage: string;
  done: number;
}

export interface Strength {
  unit: string;
  quarters: Quarter[];
  loadings: Loading[];
  onset_earliest: string | null;
  onset_latest: string | null;
}

export interface Tie {
  act: string;
  layer: string;
  kind: string;
  sender: string;
  receiver: string;
  month: string;
  weight: number;
  tone: number | null;
}

export interface Ties {
  release: string;
  first: string;
  last: string;
  layers: Record<string, string>;
  ties: Tie[];
}

export interface TippingAsked {
  assumed: Record<string, number>;
  futures: number;
  months: number;
  seed: number;
  without: string[];
  as_of?: string | null;
  scenario: string;
  doses: DoseAsked[];
  rival: DoseAsked[];
  outcome: string;
}

export interface TippingShown {
  label: string;
  title: string;
  mean: number;
  tipped: number;
  moved: number;
  there: number;
}

export interface TrackRecord {
  baseline: string;
  gain: number;
  low: number;
  high: number;
  crps_skill: number | null;
  brier_skill: number | null;
  coverage: Record<string, number>;
  origins: Scored[];
  calibration: Meant[];
}

export interface ValidationError {
  loc: (string | number)[];
  msg: string;
  type: string;
  input?: unknown;
  ctx?: Record<string, unknown>;
}

export interface Verdicts {
  supported: number;
  contradicted: number;
  undetermined: number;
  not_yet_tested: number;
}
