import { store } from "../state/store";
import { en, type Words } from "./en";
import { ru } from "./ru";

/** The words of the language that was chosen. */
export function words(): Words {
  return store.state.lang === "ru" ? ru : en;
}

/** A family of sources, a mechanism or a degree of confidence, in the page's language. */
export function coded(name: string): string {
  return words().codes[name] ?? plainly(name);
}

export function plainly(name: string): string {
  return name.replaceAll("_", " ");
}
