import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { words } from "../words";

/** A sheet beside the room; Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, close, children }: { title: string; close: () => void; children: ComponentChildren }) {
  const place = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    place.current?.showModal();
    return () => before?.focus?.();
  }, []);
  return (
    <dialog
      ref={place}
      class="sheet"
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => event.target === place.current && close()}
    >
      <div class="sheet-head">
        <h2 id="sheet-title">{title}</h2>
        <button type="button" class="quiet" onClick={close}>
          {words().close}
        </button>
      </div>
      <div class="sheet-body" tabIndex={0} role="region" aria-label={title}>
        {children}
      </div>
    </dialog>
  );
}
