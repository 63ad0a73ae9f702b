import type { ComponentChildren } from "preact";
import type { Got } from "../api/client";
import { useGet } from "../api/client";
import { Refused } from "../api/client";
import type { Status } from "../api/types";
import { words } from "../words";
import { Unbroken } from "./text";
import { useEffect, useState } from "preact/hooks";

/** What is there, or a frame of its size that says what is being done. */
export function Waiting<Found>({ got, height = 240, doing, children }: { got: Got<Found>; height?: number; doing?: string; children: (found: Found) => ComponentChildren }) {
  const w = words();
  if (got.found !== undefined) return <>{children(got.found)}</>;
  if (got.error instanceof Refused)
    return (
      <div class="refused" role="alert">
        {got.error.problems.map((one) => (
          <p key={one.where + one.what}>
            <strong>{one.where}</strong>: <Unbroken text={`${one.what} ${one.remedy}`} />
          </p>
        ))}
      </div>
    );
  return (
    <div class="frame" style={{ minHeight: `${height}px` }} aria-busy="true">
      <p>{got.late ? <Doing said={doing ?? w.working} /> : w.coming}</p>
    </div>
  );
}

/** What the server's study is at; asked for once a second. */
function Doing({ said }: { said: string }) {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((old) => old + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const { found } = useGet<Status>(`/status?turn=${turn}`);
  const [last, setLast] = useState<Status>();
  useEffect(() => {
    if (found) setLast(found);
  }, [found]);
  if (!last?.stage || last.done >= 1) return <>{said}</>;
  return <>{`${said} ${last.stage}, ${Math.round(last.done * 100)} %`}</>;
}
