import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { ahead, type Heard, Latest, useLine } from "../api/client";
import type { Described, Dose, SimulateAsked, Simulated } from "../api/types";
import { useRegion } from "../region";
import { nothingBeside, worldOf } from "../state/asked";
import { store } from "../state/store";

const PAUSE = 120; // milliseconds after which a hand that holds a lever may be about to let go

/** Futures of the plan that is being moved, and those of doing nothing behind it. */
export function useFutures(): { drawn: Simulated | undefined; error: Error | undefined; ghost: Simulated | undefined; slow: boolean } {
  const region = useRegion();
  const up = useLine() === "up";
  const [error, setError] = useState<Error>();
  const [drawn, setDrawn] = useState<Simulated>();
  const [ghost, setGhost] = useState<Simulated>();
  const [slow, setSlow] = useState(false);
  const behind = useRef<{ world: string; there: boolean }>({ world: "", there: false });
  const hear = useRef<(heard: Heard) => void>(() => undefined);
  hear.current = ({ asked, found, caused, kept }) => {
    setError(undefined);
    const [atRest, mine] = [found.futures === region.futures_at_rest, nothingBeside(asked) === behind.current.world];
    if ((asked.doses ?? []).length) {
      setDrawn(found);
      // The question for doing nothing may have been overtaken while it waited.
      if (atRest && mine && !behind.current.there) latest.current?.askIfFree({ ...asked, doses: [] });
    } else {
      if (atRest && mine) {
        behind.current.there = true;
        setGhost(found);
      }
      if (!store.state.plans[store.state.active]?.doses.length) setDrawn(found);
    }
    // At rest the picture is the one that was asked for, however long it took.
    setSlow(!atRest && performance.now() - caused > 1500);
    // The benchmark reads, picture by picture, how long ago the lever was moved that made it.
    requestAnimationFrame(() =>
      setTimeout(() =>
        dispatchEvent(new CustomEvent("lab-picture", { detail: { caused, drawn: performance.now(), futures: found.futures, kept } })),
      ),
    );
  };
  const latest = useRef<Latest | undefined>(undefined);
  latest.current ??= new Latest(
    (heard) => hear.current(heard),
    (refused) => {
      setError(refused);
      setDrawn(undefined);
    },
  );
  useLayoutEffect(() => {
    if (!up) return;
    let last = "";
    let pause = 0;
    behind.current.world = "";
    const follow = () => {
      const { state, dragged } = store;
      const asked = { ...worldOf(state, region), doses: state.plans[state.active]?.doses ?? [] };
      const world = nothingBeside(asked);
      clearTimeout(pause);
      if (world !== behind.current.world) {
        behind.current = { world, there: false };
        setGhost(undefined);
        if (dragged === undefined) latest.current?.ask({ ...asked, doses: [], futures: region.futures_at_rest });
      }
      const question = { ...asked, futures: dragged === undefined ? region.futures_at_rest : region.futures_dragging };
      const key = JSON.stringify(question);
      if (key !== last) latest.current?.ask(question, dragged);
      last = key;
      if (dragged !== undefined) pause = setTimeout(() => restAhead(asked, region), PAUSE) as unknown as number;
    };
    follow();
    const stop = store.subscribe(follow);
    return () => {
      clearTimeout(pause);
      stop();
    };
  }, [up]);
  return { drawn, error, ghost, slow };
}

/** A hand pauses, perhaps before it lets go: the question that it will then ask can be begun. */
function restAhead(asked: Partial<SimulateAsked> & { doses: Dose[] }, region: Described): void {
  const first = asked.doses[0];
  if (first) ahead({ ...asked, futures: region.futures_at_rest, lever: first.lever, places: [first.level] });
}
