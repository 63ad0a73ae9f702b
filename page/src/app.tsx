import { useEffect, useRef, useState } from "preact/hooks";
import { useGet, useLine } from "./api/client";
import type { Described } from "./api/types";
import { Act } from "./parts/act";
import { copyText } from "./parts/copy";
import { FindingDialog } from "./parts/finding";
import { Waiting } from "./parts/waiting";
import { RegionHere } from "./region";
import { ROOMS } from "./rooms";
import { START, type State } from "./state/state";
import { store, useCalm } from "./state/store";
import { coded, words } from "./words";

export function App() {
  const { state } = useCalm();
  const w = words();
  const region = useGet<Described>("/region");
  const line = useLine();
  useEffect(() => {
    document.documentElement.lang = state.lang;
    if (state.theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = state.theme;
    document.documentElement.classList.toggle("embedded", state.embed);
  }, [state.lang, state.theme, state.embed]);
  useEffect(() => {
    if (region.found) store.pin({ version: region.found.version, release: region.found.release });
  }, [region.found]);
  useEffect(() => {
    document.title = `${w.rooms[state.room] ?? "regimelab"} · ${region.found?.name ?? "regimelab"}`;
  }, [state.room, state.lang, region.found]);
  useKeys();
  const room = ROOMS.find(([name]) => name === state.room) ?? ROOMS[0];
  const Room = room?.[1];
  return (
    <>
      <a class="skip" href="#room">
        {w.skip}
      </a>
      {!state.embed && <Head state={state} region={region.found} />}
      {line !== "up" && (
        <p class="notice" role="alert">
          {line === "lost" ? w.lost : w.shut}
        </p>
      )}
      {region.found && <Notices region={region.found} />}
      {(state.without.length > 0 || state.asOf) && (
        <p class="notice" role="status">
          {w.view(state.without.map(coded).join(", "), state.asOf)}{" "}
          <button type="button" class="quiet" onClick={() => store.set({ without: [], asOf: "" })}>
            {w.viewAll}
          </button>
        </p>
      )}
      {region.found?.coded && <p class="notice coded">{w.coded(region.found.coded)}</p>}
      <main id="room" tabIndex={-1} data-room={room?.[0]}>
        <Waiting got={region} height={480}>
          {(found) => (
            <RegionHere.Provider value={found}>
              {Room && <Room key={room?.[0]} />}
              {state.finding && <FindingDialog id={state.finding} />}
              {state.act && <Act id={state.act} />}
            </RegionHere.Provider>
          )}
        </Waiting>
      </main>
      <footer>
        {region.found && (
          <p>
            {`${region.found.name} · regimelab ${region.found.version} · ${w.evidence(region.found.release)} · ${w.seed(state.seed || region.found.seed)}`}
          </p>
        )}
        <Printed />
      </footer>
    </>
  );
}

/** On paper: the day on which it was printed, and the address that shows the same. */
function Printed() {
  const w = words();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const stamp = () => setNow(new Date());
    addEventListener("beforeprint", stamp);
    return () => removeEventListener("beforeprint", stamp);
  }, []);
  return (
    <p class="printed">
      {w.printed(now.toLocaleDateString(w.locale, { day: "numeric", month: "long", year: "numeric" }))} {location.href}
    </p>
  );
}

function Head({ state, region }: { state: State; region: Described | undefined }) {
  const w = words();
  const [said, setSaid] = useState("");
  return (
    <header class="head">
      <p class="name">
        <a href={store.address({ ...START, lang: state.lang, theme: state.theme })} onClick={visit({ room: "overview" })}>
          {region?.name ?? "regimelab"}
        </a>
      </p>
      <nav aria-label={w.nav}>
        {ROOMS.map(([name]) => (
          <a
            key={name}
            href={store.address({ room: name, finding: "", act: "" })}
            aria-current={name === state.room ? "page" : undefined}
            onClick={visit({ room: name, finding: "", act: "" })}
          >
            {w.rooms[name] ?? name}
          </a>
        ))}
      </nav>
      <div class="tools">
        <button type="button" class="quiet turn" title={`${w.undo} (Ctrl+Z)`} disabled={!store.canUndo} onClick={() => store.undo()}>
          <Turn name={w.undo} />
        </button>
        <button type="button" class="quiet turn" title={`${w.redo} (Ctrl+Y)`} disabled={!store.canRedo} onClick={() => store.redo()}>
          <Turn name={w.redo} back />
        </button>
        <button
          type="button"
          class="quiet"
          onClick={() => store.set({ ...START, room: state.room, lang: state.lang, theme: state.theme })}
        >
          {w.reset}
        </button>
        <button
          type="button"
          class="quiet"
          title={w.shareNote}
          onClick={() => void copyText(location.href).then((done) => setSaid(done ? w.copied : w.copiedNot))}
        >
          {w.share}
        </button>
        <button type="button" class="quiet" onClick={() => print()}>
          {w.print}
        </button>
        <label>
          <span class="hidden">{w.language}</span>
          <select value={state.lang} onChange={(event) => store.set({ lang: event.currentTarget.value as State["lang"] })}>
            <option value="en">English</option>
            <option value="ru">Русский</option>
          </select>
        </label>
        <label>
          <span class="hidden">{w.theme}</span>
          <select value={state.theme} onChange={(event) => store.set({ theme: event.currentTarget.value as State["theme"] })}>
            {Object.entries(w.themes).map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <span role="status" class="hidden">
          {said}
        </span>
      </div>
    </header>
  );
}

/** An arrow that turns back, or the other way. */
function Turn({ name, back = false }: { name: string; back?: boolean }) {
  return (
    <>
      <svg viewBox="0 0 16 16" aria-hidden="true" style={back ? { transform: "scaleX(-1)" } : {}}>
        <path d="M6 2.5 2.5 6 6 9.5M3 6h6a4 4 0 0 1 0 8H6.5" />
      </svg>
      <span class="hidden">{name}</span>
    </>
  );
}

/** Follow a link inside the page; with a key held, the browser opens it as it always does. */
function visit(change: Partial<State>) {
  return (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    store.set(change, true);
    scrollTo(0, 0);
    document.getElementById("room")?.focus({ preventScroll: true });
  };
}

/** What a link was made with, where that is not what is here. */
function Notices({ region }: { region: Described }) {
  const w = words();
  const asked = useRef(store.state.room);
  const lines = [
    ...(store.linked.version && store.linked.version !== region.version ? [w.newer(store.linked.version, region.version)] : []),
    ...(store.linked.release && store.linked.release !== region.release
      ? [w.otherEvidence(store.linked.release, region.release)]
      : []),
    ...(store.refused.length ? [w.tampered(store.refused.join(", "))] : []),
    ...(ROOMS.some(([name]) => name === asked.current) ? [] : [w.otherRegion(asked.current)]),
  ];
  const [shown, setShown] = useState(true);
  if (!shown || !lines.length) return null;
  return (
    <div class="notice" role="status">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <button type="button" class="quiet" onClick={() => setShown(false)}>
        {w.close}
      </button>
    </div>
  );
}

function useKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const at = event.target;
      const writing = at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && at.type !== "range");
      if (!(event.ctrlKey || event.metaKey) || writing) return;
      if (event.key.toLowerCase() === "z") {
        event.preventDefault();
        if (event.shiftKey) store.redo();
        else store.undo();
      } else if (event.key.toLowerCase() === "y") {
        event.preventDefault();
        store.redo();
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
}
