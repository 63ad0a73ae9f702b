import { useEffect, useState } from "preact/hooks";
import { post } from "../api/client";

/** What was asked once the hand had rested, or why there is no answer. */
export interface Rested<Found> {
  found?: Found;
  error?: Error;
}

/** Ask when a hand has rested for so many milliseconds; a new key, or none, ends what is under way and clears it. */
export function useRested<Found>(key: string | null, pause: number, path: string, asked: () => object): Rested<Found> {
  const [got, setGot] = useState<Rested<Found>>({});
  useEffect(() => {
    setGot({});
    if (key === null) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      post<Found>(path, asked(), stop.signal)
        .then((found) => setGot({ found }))
        .catch((error: Error) => stop.signal.aborted || setGot({ error }));
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key]);
  return got;
}
