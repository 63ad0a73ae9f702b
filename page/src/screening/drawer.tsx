import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../api/client";
import type { Item, Opened } from "../api/types";
import { langOf } from "../parts/text";
import { useStore } from "../state/store";
import { words } from "../words";
import { desk, problemsOf } from "./desk";
import { Problems } from "./field";

const FIRST = 12;
const ALL = 400;

/** The evidence beside a question: what comfort must answer first, then what speaks against it, then the rest. */
export function Drawer({ question, cited, cite }: { question: string; cited: Set<string>; cite: (item: Item) => void }) {
  const w = words().screening;
  const { lang } = useStore();
  const [opened, setOpened] = useState<Opened>();
  const [limit, setLimit] = useState(FIRST);
  const [failed, setFailed] = useState<Problem[]>([]);
  useEffect(() => {
    let live = true;
    desk
      .drawer<Opened>(question, limit)
      .then((found) => live && setOpened(found))
      .catch((error: unknown) => live && setFailed(problemsOf(error)));
    return () => {
      live = false;
    };
  }, [question, limit, lang]);
  return (
    <aside class="drawer" aria-label={w.drawer} aria-busy={!opened && !failed.length}>
      <h4>{w.drawer}</h4>
      <Problems found={failed} />
      {opened && opened.total === 0 && <p class="note">{w.drawerEmpty}</p>}
      {opened && opened.total > 0 && <p class="note">{w.drawerNote(opened.items.length, opened.total)}</p>}
      <ul>
        {opened?.items.map((item) => (
          <li key={item.ref} class={item.contrary ? "contrary" : ""}>
            <p class="by">
              {item.date} · {w.families[item.family] ?? item.family}
              {item.contrary && <> · {item.must_answer ? <strong>{w.must}</strong> : w.against}</>}
              {item.stale && <> · {w.stale}</>}
            </p>
            <p lang={langOf(item.text)}>{item.text}</p>
            <p class="by">
              <button type="button" class="chip" aria-pressed={cited.has(item.ref)} onClick={() => cite(item)}>
                {cited.has(item.ref) ? w.cited : w.cite} <span class="hidden">{item.ref}</span>
              </button>{" "}
              {item.ref} {item.address.startsWith("https://") && (
                <a href={item.address} target="_blank" rel="noreferrer" aria-label={`${w.source}: ${item.publisher}`}>
                  {w.source}
                </a>
              )}
            </p>
          </li>
        ))}
      </ul>
      {opened && opened.items.length < opened.total && (
        <button type="button" class="quiet" onClick={() => setLimit(ALL)}>
          {w.more}
        </button>
      )}
    </aside>
  );
}
