import { useBefore } from "../charts/record";
import { Changes } from "../options/changes";
import { useFutures } from "../options/futures";
import { Fans, Now } from "../options/pictures";
import { Policies } from "../options/policies";
import { SideBySide } from "../options/sidebyside";
import { Tipping } from "../options/tipping";
import { Worlds } from "../options/worlds";
import { Assumptions } from "../parts/assumptions";
import { Waiting } from "../parts/waiting";
import { useRegion } from "../region";
import { useCalm } from "../state/store";
import { words } from "../words";

/** Plans moved by hand in a world nobody controls, and what they change at once. */
export function Options() {
  const w = words();
  const region = useRegion();
  const { state } = useCalm();
  const before = useBefore(state);
  const { drawn, error, ghost, slow } = useFutures();
  return (
    <>
      <h1>{w.options.lead}</h1>
      <div class="desk">
        <Now drawn={drawn} />
        <div class="levers">
          <Policies />
          <Worlds scenario={state.scenario} region={region} w={w} />
          <Assumptions />
        </div>
        <div class="pictures" aria-busy={!drawn && !error}>
          {error ? (
            <Waiting got={{ found: undefined, error, late: false }}>{() => null}</Waiting>
          ) : (
            <>
              <p class="note">
                {drawn ? w.options.settled(drawn.futures) : w.coming} · {w.options.ghost} {w.futures.before(before.look)} {slow && w.slow}
              </p>
              <Fans drawn={drawn} ghost={ghost} before={before} />
            </>
          )}
          {drawn && drawn.changes.length > 0 && <Changes drawn={drawn} />}
        </div>
      </div>
      <SideBySide />
      <Tipping />
    </>
  );
}
