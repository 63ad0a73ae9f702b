import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { ahead, type Heard, Latest, useLine } from "../api/client";
import type { Described, Dose, SimulateAsked, Simulated } from "../api/types";
import { useRegion } from "../region";
import { nothingBeside, worldOf } from "../state/asked";
import { store } from "../state/store";

const PAUSE = 120; // milliseconds after which a hand that holds a lever may be about to let go
const SLOW = 1500; // milliseconds after which a picture is that of a moment ago

/** What is to be drawn: futures of the plan, those of doing nothing behind it, or why there are none. */
export interface Seen {
  drawn?: Simulated | undefined;
  ghost?: Simulated | undefined;
  error?: Error | undefined;
  slow?: boolean;
}

type Asked = Partial<SimulateAsked> & { doses: Dose[] };

/** Futures of the plan that is being moved, and those of doing nothing behind it. */
export function useFutures(): Seen {
  const region = useRegion();
  const up = useLine() === "up";
  const [seen, setSeen] = useState<Seen>({});
  const hand = useRef<Following | undefined>(undefined);
  hand.current ??= new Following(region, (change) => setSeen((before) => ({ ...before, ...change })));
  useLayoutEffect(() => (up ? hand.current?.begin() : undefined), [up]);
  return seen;
}

/** Asks what the state of the page asks for, as it changes, and shows what is heard. */
class Following {
  private readonly latest = new Latest(
    (heard) => this.hear(heard),
    (error) => this.show({ error, drawn: undefined }),
  );
  private world = ""; // what doing nothing depends on
  private behind = false; // whether doing nothing was heard for it
  private last = "";
  private pause: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly region: Described,
    private readonly show: (change: Seen) => void,
  ) {}

  /** Follow the state until the function that is given back is called. */
  begin(): () => void {
    this.world = this.last = "";
    this.ask();
    const stop = store.subscribe(() => this.ask());
    return () => {
      clearTimeout(this.pause);
      stop();
      this.latest.leave();
    };
  }

  private ask(): void {
    const { state, dragged } = store;
    const { futures_at_rest, futures_dragging } = this.region;
    const asked: Asked = { ...worldOf(state, this.region), doses: state.plans[state.active]?.doses ?? [] };
    this.askBehind(asked, dragged === undefined);
    const question = { ...asked, futures: dragged === undefined ? futures_at_rest : futures_dragging };
    const key = JSON.stringify(question);
    if (key !== this.last) this.latest.ask(question, dragged);
    this.last = key;
    clearTimeout(this.pause);
    if (dragged !== undefined) this.pause = setTimeout(() => this.restAhead(asked), PAUSE);
  }

  /** In another world doing nothing is another: it is asked for at rest, before the plan. */
  private askBehind(asked: Asked, resting: boolean): void {
    const world = nothingBeside(asked);
    if (world === this.world) return;
    [this.world, this.behind] = [world, false];
    this.show({ ghost: undefined });
    if (resting) this.latest.ask({ ...asked, doses: [], futures: this.region.futures_at_rest });
  }

  private hear({ asked, found, caused, kept }: Heard): void {
    const atRest = found.futures === this.region.futures_at_rest;
    const mine = atRest && nothingBeside(asked) === this.world;
    const doing = (asked.doses ?? []).length > 0;
    // At rest the picture is the one that was asked for, however long it took.
    this.show({ error: undefined, slow: !atRest && performance.now() - caused > SLOW });
    if (doing || !store.state.plans[store.state.active]?.doses.length) this.show({ drawn: found });
    if (mine && !doing) {
      this.behind = true;
      this.show({ ghost: found });
    }
    // The question for doing nothing may have been overtaken while it waited.
    if (mine && doing && !this.behind) this.latest.askIfFree({ ...asked, doses: [] });
    tell({ caused, futures: found.futures, kept });
  }

  /** A hand pauses, perhaps before it lets go: the question that it will then ask can be begun. */
  private restAhead(asked: Asked): void {
    const first = asked.doses[0];
    if (first) ahead({ ...asked, futures: this.region.futures_at_rest, lever: first.lever, places: [first.level] });
  }
}

/** The benchmark reads, picture by picture, how long ago the lever was moved that made it. */
function tell(picture: { caused: number; futures: number; kept: boolean }): void {
  requestAnimationFrame(() =>
    setTimeout(() => dispatchEvent(new CustomEvent("lab-picture", { detail: { ...picture, drawn: performance.now() } }))),
  );
}
