import { ahead } from "../api/client";
import type { AheadAsked } from "../api/types";

const DWELL = 60; // milliseconds that a pointer stays on a lever that it does not only pass by

type Slider = HTMLInputElement;

let last = "";
let dwelling = 0;

/**
 * What a range input does when a hand comes near: tells the server the places where the hand can leave it.
 * `row` gives the question as it stands; `rounded` a place as it is asked for.
 */
export function foreseen(row: () => Partial<AheadAsked>, rounded: (place: number) => number) {
  const tell = (slider: Slider) => {
    const [low, high, step] = [Number(slider.min), Number(slider.max), Number(slider.step)];
    const places = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, place) => rounded(low + place * step));
    const asked = { ...row(), places };
    const key = JSON.stringify({ ...asked, doses: asked.doses?.filter((one) => one.lever !== asked.lever) });
    if (key === last) return;
    last = key;
    ahead(asked);
  };
  return {
    onFocus: (event: { currentTarget: Slider }) => tell(event.currentTarget),
    onPointerDown: (event: { currentTarget: Slider }) => tell(event.currentTarget),
    onPointerEnter: (event: { currentTarget: Slider }) => {
      const slider = event.currentTarget;
      dwelling = setTimeout(() => tell(slider), DWELL) as unknown as number;
    },
    onPointerLeave: () => clearTimeout(dwelling),
  };
}
