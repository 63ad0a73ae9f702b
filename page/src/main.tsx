import { render } from "preact";
import "virtual:tokens.css";
import "./style.css";
import { enter } from "./api/client";
import { App } from "./app";

const place = document.getElementById("page");
if (place) {
  // A token that is refused is told by the first question of the page.
  void enter()
    .catch(() => undefined)
    .finally(() => render(<App />, place));
}
