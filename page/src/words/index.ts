import { store } from "../state/store";
import { en, type Words } from "./en";
import { ru } from "./ru";

/** The words of the language that was chosen. */
export function words(): Words {
  return store.state.lang === "ru" ? ru : en;
}

/** A name in the page's language, or as the region's files have it. */
export function named(among: Record<string, string>, name: string, otherwise: string): string {
  return among[name] ?? otherwise;
}

export function plainly(name: string): string {
  return name.replaceAll("_", " ");
}
