import { useEffect, useState } from "preact/hooks";
import { type Pins, read, type State, written } from "./state";

type Listener = () => void;

/** The one state of the page, its past and its future; the address follows it. */
class Store {
  state: State;
  /** The state, but as it was when a hand took hold of a lever, until it lets go. */
  calm: State;
  /** When the lever was moved last that a hand holds, by the page's clock; none holds one otherwise. */
  dragged: number | undefined;
  readonly linked: Pins;
  readonly refused: string[];
  pins: Pins = { version: "", release: "" };
  private past: State[] = [];
  private future: State[] = [];
  private settled: State;
  private readonly listeners = new Set<Listener>();
  private readonly close = new Set<Listener>();

  constructor() {
    const found = read(location.search);
    this.state = found.state;
    this.linked = found.pins;
    this.refused = found.refused;
    this.settled = this.calm = this.state;
    addEventListener("popstate", () => {
      this.state = read(location.search).state;
      this.settled = this.state;
      this.tell();
    });
  }

  /** Change the state for the moment, as while a film runs: nothing is remembered. */
  move(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    this.tell();
  }

  /** Change the state while a hand moves a lever: only those who follow every move are told. */
  drag(change: Partial<State>, moment: number): void {
    const begins = this.dragged === undefined;
    this.state = { ...this.state, ...change };
    this.dragged = moment;
    for (const listener of this.close) listener();
    if (begins) for (const listener of this.listeners) listener();
  }

  /** Change the state for good: it can be undone, and stands in the address. */
  set(change: Partial<State>, visit = false): void {
    this.state = { ...this.state, ...change };
    if (JSON.stringify(this.state) === JSON.stringify(this.settled)) {
      this.tell();
      return;
    }
    this.past = [...this.past.slice(-99), this.settled];
    this.future = [];
    this.settle(visit);
  }

  undo(): void {
    const before = this.past.pop();
    if (!before) return;
    this.future.push(this.settled);
    this.state = before;
    this.settle(false);
  }

  redo(): void {
    const after = this.future.pop();
    if (!after) return;
    this.past.push(this.settled);
    this.state = after;
    this.settle(false);
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** The address of the page as it is, with what it was made with. */
  address(change: Partial<State> = {}): string {
    const query = written({ ...this.state, ...change }, this.pins);
    return query ? `?${query}` : location.pathname;
  }

  pin(pins: Pins): void {
    this.pins = pins;
    history.replaceState(null, "", this.address());
  }

  subscribe(listener: Listener, closely = true): () => void {
    const among = closely ? this.close : this.listeners;
    among.add(listener);
    return () => among.delete(listener);
  }

  private settle(visit: boolean): void {
    this.settled = this.state;
    if (visit) history.pushState(null, "", this.address());
    else history.replaceState(null, "", this.address());
    this.tell();
  }

  private tell(): void {
    this.dragged = undefined;
    this.calm = this.state;
    for (const listener of [...this.close, ...this.listeners]) listener();
  }
}

export const store = new Store();

/** The state, and a new drawing whenever it changes. */
export function useStore(): State {
  const [state, setState] = useState(store.state);
  useEffect(() => store.subscribe(() => setState(store.state)), []);
  return state;
}

/** The state as it was before a hand took hold of a lever, whether one does, and a new drawing when it lets go. */
export function useCalm(): { state: State; dragging: boolean } {
  const [, setSeen] = useState({});
  useEffect(() => store.subscribe(() => setSeen({}), false), []);
  return { state: store.calm, dragging: store.dragged !== undefined };
}
