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
  findings: Record<string, string>;
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

export type Action = "intercede" | "pause" | "withdraw";

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

export interface AheadAsked {
  assumed: Record<string, number>;
  futures: number;
  months: number;
  seed: number;
  without: string[];
  as_of?: string | null;
  scenario: string;
  doses: DoseAsked[];
  members: boolean;
  lever?: string | null;
  label?: string | null;
  places: number[];
}

export interface Alternative {
  portfolio: string;
  title: string;
  worse: string[];
  better: string[];
}

export interface AnswerShown {
  id: string;
  title: string;
  answer: string;
  given: string;
  held_back: string;
  rationale: string;
  confidence: string;
  by: string;
  evidence: string[];
  contrary: string[];
  views: string[];
  unverified: boolean;
}

export interface Asking {
  id: string;
  stage: string;
  title: string;
  question: string;
  why: string;
  means: Record<string, string>;
  basis: Basis[];
  unverified: boolean;
  unknown_counts_as: string;
  may_not_apply: boolean;
  scored: boolean;
  flags: FlagAsked[];
  answer: Given | null;
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

export interface Assurances {
  question: "E1" | "E6";
  binding: boolean;
  terms: string;
  factors: Record<string, Factor>;
  by: string;
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

export interface Basis {
  text: string;
  mark: "sourced" | "unverified" | "own";
  source: string;
}

export interface CaseLayer {
  pseudonym: string;
  facts: string[];
  requesting_state?: string | null;
  treaty: string;
  channel: string;
  assurances: Assurances[];
}

export interface CaseOpened {
  lang: string;
  case: string;
  passphrase: string;
  by: string;
}

export interface CaseSaved {
  lang: string;
  desk: string;
  head: string;
  edits: Record<string, unknown>;
}

export interface CasesCompared {
  lang: string;
  desk: string;
  other: string;
  passphrase: string;
}

export interface CasesShown {
  place: string;
  cases: string[];
  begin: string;
  notice: string;
}

export interface Change {
  where: string;
  was: string;
  now: string;
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

export interface Checked {
  id: string;
  title: string;
  kind: string;
  hosts: string[];
  depth: string;
  as_of: string;
  evidence_release: string;
  bank_version: number;
  status: string;
  level: string | null;
  at_least: string;
  stands: string | null;
  overridden: boolean;
  fragile: boolean;
  bars: string[];
  findings: Record<string, string>[];
  rows: RowShown[];
  answers: AnswerShown[];
  stages: StageShown[];
  missing: Missing[];
  gone: string[];
  changed: string[];
  reputation: string | null;
  not_engaging: string | null;
  regime_effect: RegimeEffect | null;
  assurances: ScoreShown[];
  decision: Decision | null;
  signatures: SignOff[];
  void_signatures: SignOff[];
  open_roles: string[];
  alarms: Fired[];
  unverified: string[];
  head: string;
  exit_code: number;
  notice: string;
}

export interface Citation {
  source: string;
  text: string;
}

export interface Cited {
  ref: string;
  kind: "act" | "document" | "figure" | "model";
  family: Family;
  language: string;
  date: string;
  hash: string;
  title: string;
  quote: string;
  span: string;
  release: string;
  address: string;
  contrary: boolean;
  reply: string;
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
  world_alone: boolean;
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

export interface Decision {
  outcome: "approve" | "refuse" | "alternative";
  reason: string;
  by: string;
  on: string;
  alternative: string;
  override?: Override | null;
}

export interface Described {
  code: string;
  name: string;
  brief_title: string;
  brief_author: string;
  brief_publisher: string;
  brief_of: string;
  coded: string;
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

export interface DeskAsked {
  lang: string;
  desk: string;
}

export interface DeskShown {
  desk: string;
  form: Form;
}

export interface Difference {
  same_case: boolean;
  changes: Change[];
  level_was: string;
  level_now: string;
  at_least_was: string;
  at_least_now: string;
  notice: string;
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

export interface DrawerAsked {
  lang: string;
  desk: string;
  question: string;
  limit: number;
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

export interface EffectRow {
  scenario: string;
  scenario_title: string;
  outcome: string;
  title: string;
  side: string;
  better: string;
  unit: string;
  estimate: number | null;
  low: number | null;
  high: number | null;
  probability_better: number;
  moves: number;
  basis: string;
  assumed_share?: number | null;
}

export interface EnterAsked {
  token: string;
}

export interface Estimate {
  estimate: number | null;
  low: number | null;
  high: number | null;
  unit: string;
  method: string;
  data: string;
  basis: "estimated" | "pooled" | "assumed";
  level: number;
  sources: string[];
}

export interface Event {
  number: number;
  at: string;
  by: string;
  what: string;
  detail: string;
  state: string;
  previous: string;
  hash: string;
}

export interface Factor {
  met: Met;
  note: string;
}

export interface FactorAsked {
  id: string;
  text: string;
  gate: boolean;
}

export type Family = "official" | "igo" | "court" | "academic" | "ngo_advocacy" | "media" | "model" | "unclassified";

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

export interface Fired {
  trigger: string;
  title: string;
  why: string;
  acts: string[];
  named: string[];
  action: Action;
  deadline: string;
  reports: number;
}

export interface FlagAsked {
  name: string;
  question: string;
  bars_on: string;
}

export interface Flow {
  state: string;
  source_state: string;
  laws: number;
  credited: number;
  first: string;
  last: string;
}

export interface Form {
  name: string;
  by: string;
  head: string;
  language: string;
  checked: Checked;
  cautions: string[];
  proposal: Proposal;
  person: CaseLayer | null;
  questions: Asking[];
  risks: RiskRow[];
  losses: Loss[];
  mitigations: Mitigation[];
  triggers: Trigger[];
  scales: Scales;
  library: Remedying[];
  stops: Stopping[];
  treaties: TreatyOffered[];
  factors: FactorAsked[];
  log: Event[];
  lines: number;
  sign: string;
  simulate: string;
}

export interface Given {
  given: string;
  says: string;
  held_back: string;
  rationale: string;
  confidence: string;
  by: string;
  flags: Record<string, string>;
  evidence: Cited[];
  views: string[];
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

export interface Item {
  ref: string;
  kind: string;
  date: string;
  family: string;
  publisher: string;
  text: string;
  address: string;
  contrary: boolean;
  must_answer: boolean;
  stale: boolean;
  cited: boolean;
}

export interface KindShown {
  name: string;
  title: string;
  family: string;
  meaning: string;
}

export interface LawCard {
  title: string;
  facts: [string, string][];
}

export interface LawLink {
  law: string;
  source: string;
  share: number;
  without_boilerplate: number;
  credited: number;
  passages: number;
  possible: boolean | null;
  rival: string;
}

export interface LawShown {
  id: string;
  name: string;
  title: string;
  state: string;
  written: string;
  words: number;
  borrowed: number;
  main_source: string;
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

export interface Loss {
  kind: "influence" | "substitution" | "unprotected";
  likelihood: number;
  severity: number;
  rationale: string;
  by: string;
}

export interface Meant {
  forecast: number;
  observed: number;
  number: number;
}

export type Met = "met" | "not_met" | "unknown";

export interface Missing {
  stage: string;
  where: string;
  what: string;
}

export type Mitigability = "high" | "medium" | "low" | "none";

export interface Mitigation {
  id: string;
  key: string;
  title: string;
  rows: string[];
  owner: string;
  due?: string | null;
  shown_by: string;
  cost: string;
  verified_by: string;
  verified_on?: string | null;
  evidence: Cited[];
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

export interface Opened {
  id: string;
  stage: string;
  title: string;
  question: string;
  why: string;
  means: Record<string, string>;
  basis: Basis[];
  unverified: boolean;
  flags: Record<string, string>;
  answer: string;
  held_back: string;
  items: Item[];
  total: number;
  notice: string;
}

export type Opinion = "approve" | "refuse";

export interface OutcomeShown {
  name: string;
  title: string;
  meaning: string;
  unit: string;
  better: string;
  side: string;
  judged: boolean;
}

export interface Override {
  reason: string;
  by: string;
  seconded_by: string;
  on: string;
}

export interface Overview {
  leads: ((string | Number | Reference | Citation | Link)[])[];
  states: State[];
  strength: Strength | null;
  parts: Part[];
  verdicts: Verdicts;
  since: Since;
}

export interface PairShown {
  law: LawCard;
  source: LawCard;
  headline: string;
  direction: string;
  back: string;
  language: string;
  thresholds: Threshold[];
  passages: Row[];
  left_out: number;
  notes: string[];
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

export interface Piece {
  text: string;
  same: boolean;
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

export interface Proposal {
  title: string;
  summary: string;
  kind: string;
  region: string;
  hosts: string[];
  recipient: string;
  portfolio: string;
  person_specific: boolean;
  public_title: string;
  terms: string[];
}

export type Proximity = "direct" | "significant" | "indirect" | "remote";

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

export interface RecordedShown {
  outcome: string;
  actor: string | null;
  values: number[];
}

export interface Reference {
  anchor: string;
  text: string;
}

export interface RegimeEffect {
  run_id: string;
  portfolio: string;
  against: string;
  seed: number;
  futures: number;
  months: number;
  release: string;
  model: string;
  contains: string;
  made_on: string;
  rows: EffectRow[];
  portfolio_title: string;
  against_title: string;
  alternatives: Alternative[];
}

export interface Regret {
  portfolio: string;
  outcome: string;
  scenario: string;
  regret: number;
}

export interface Remedying {
  key: string;
  title: string;
  shown_by: string;
}

export interface RiskRow {
  id: string;
  question: string;
  title: string;
  scores: Score[];
  mitigability: Mitigability;
}

export interface Row {
  number: number;
  article: string;
  source_article: string;
  left: Piece[];
  right: Piece[];
  words: number;
  reworded: boolean;
  substantive: string;
}

export interface RowShown {
  id: string;
  question: string;
  title: string;
  likelihood: [number, number];
  severity: [number, number];
  proximity: string[];
  mitigability: string;
  inherent: string;
  lowered: number;
  residual: string;
  one_band_up: string;
  one_band_down: string;
  disagreed: boolean;
}

export interface Said {
  title: string;
  text: (string | Number | Reference | Citation | Link)[];
}

export interface Scales {
  likelihood: Record<string, string>;
  severity: Record<string, string>;
  grade: Record<string, string[]>;
}

export interface ScanShown {
  place: string;
  how: string[];
  headline: string;
  subtitle: string;
  notes: string[];
  laws: LawShown[];
  links: LawLink[];
  flows: Flow[];
  left_out: number;
}

export interface ScenarioShown {
  name: string;
  title: string;
  description: string;
  start: string;
}

export interface Score {
  by: string;
  likelihood: number;
  severity: number;
  proximity: Proximity;
  rationale: string;
}

export interface ScoreShown {
  question: string;
  met: string[];
  failed: string[];
  lowers: boolean;
  why: string;
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

export interface SignOff {
  role: string;
  by: string;
  on: string;
  opinion: Opinion;
  note: string;
  level: string;
  body: string;
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

export interface Since {
  release: string;
  before: string | null;
  added: number;
  removed: number;
  changed: number;
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

export interface StageShown {
  stage: string;
  asked: number;
  answered: number;
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

export interface Stopping {
  key: string;
  title: string;
}

export interface Strength {
  unit: string;
  quarters: Quarter[];
  loadings: Loading[];
  onset_earliest: string | null;
  onset_latest: string | null;
  shading: string;
}

export interface Threshold {
  least: number;
  share: Estimate;
  without_boilerplate: Estimate;
  word_for_word: number;
  passages: number;
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

export interface TreatyOffered {
  id: string;
  name: string;
  grade: string;
  finding: string;
}

export interface Trigger {
  id: string;
  key: string;
  title: string;
  watch?: Watch | null;
  states: string[];
  names: string[];
  threshold: number;
  report: boolean;
  effect: boolean;
  action: Action;
  days: number;
  seen: string[];
  band?: Record<string, [number, number]>;
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

export interface Watch {
  kinds: string[];
  mechanisms: string[];
  words: string[];
  tones: number[];
}
