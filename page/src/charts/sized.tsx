import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Draw as wide as there is room, so that letters keep their size. */
export function Sized({ children, least = 280 }: { children: (width: number) => ComponentChildren; least?: number }) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const node = place.current;
    if (!node) return;
    setWidth(Math.floor(node.clientWidth));
    const watch = new ResizeObserver(() => setWidth(Math.floor(node.clientWidth)));
    watch.observe(node);
    return () => watch.disconnect();
  }, []);
  return <div ref={place}>{width > 0 && children(Math.max(width, least))}</div>;
}
