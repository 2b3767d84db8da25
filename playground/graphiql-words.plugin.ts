// Puts calls of `graphiqlWord` in the place of the words that GraphiQL shows. A word that is no longer where it was ends
// the build: whoever takes a newer GraphiQL hears of it.
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const MODULE = fileURLToPath(new URL("src/graphiql-words.ts", import.meta.url));

/** Texts as they stand in the code, each wherever it is in the file. */
type Word = string | readonly [code: string, instead: string];

/** `"…"` as a value, or as a key of an object. */
const word = (english: string) => `graphiqlWord(${JSON.stringify(english)})`;
/** At the beginning of a template. */
const begin = (english: string): Word => [`\`${english} `, `\`\${${word(english)}} `];

const FILES: Readonly<Record<string, readonly Word[]>> = {
  "graphiql/dist/GraphiQL.js": [
    ...["New tab", "Show", "Hide", "Editor Commands", "Operation Editor", "Variables", "Headers"],
    "Select active operation",
    ["} editor tools`", `} \${${word("editor tools")}}\``],
  ],
  "graphiql/dist/ui/toolbar.js": [begin("Prettify query"), begin("Merge fragments into query"), begin("Copy query")],
  "graphiql/dist/ui/sidebar.js": [
    begin("Re-fetch GraphQL schema"),
    ...["Open short keys dialog", "Open settings dialog", "Hide", "Show", "Short Keys", "Settings", "Theme", "System"],
    "This modal provides a list of available keyboard shortcuts and their functions.",
    "This modal lets you adjust header persistence, interface theme, and clear local storage.",
    ...["Adjust how the interface appears.", "Light", "Dark", "Clear storage", "Cleared data", "Failed", "Clear data"],
    "Remove all locally stored data and start fresh.",
  ],
  "graphiql/dist/ui/short-keys.js": [
    ...[
      "Execute query",
      "Prettify editors",
      "Copy query",
      "Re-fetch schema using introspection",
      "Short Key",
      "Function",
    ],
    "Open the Command Palette (you must have focus in the editor)",
    ...["Search in documentation", "Search in editor", "Merge fragments definitions into operation definition"],
  ],
  "@graphiql/react/dist/components/execute-button/index.js": [
    ['"Stop" : "Execute"} query (', `${word("Stop query")} : ${word("Execute query")}} (`],
  ],
  "@graphiql/react/dist/components/response-editor.js": ["Result Window"],
  "@graphiql/react/dist/components/tabs/index.js": ["Close Tab"],
  "@graphiql/react/dist/components/dialog/index.js": ["Close dialog"],
  "@graphiql/plugin-history/dist/index.js": ["History"],
  "@graphiql/plugin-history/dist/components.js": [
    ...["History", "Cleared", "Failed to Clear", "Clear", "Type a label", "Save", "Set active", "Edit label"],
    ...["Remove favorite", "Add favorite", "Delete from history"],
  ],
  "@graphiql/plugin-doc-explorer/dist/context.js": [
    ['title: "Documentation Explorer"', `title: ${word("Documentation Explorer")}`],
    ['name: "Docs"', `name: ${word("Docs")}`],
    [
      `'.graphiql-sidebar button[aria-label="Show Documentation Explorer"]'`,
      `\`.graphiql-sidebar button[aria-label="\${${word("Show")}} \${${word("Documentation Explorer")}}"]\``,
    ],
  ],
  "@graphiql/plugin-doc-explorer/dist/components/doc-explorer.js": [
    ...["Documentation Explorer", "Error fetching schema", "No GraphQL schema available"],
    begin("Go back to"),
  ],
  "@graphiql/plugin-doc-explorer/dist/components/search.js": [begin("Search"), "No results found", "Other results"],
  "@graphiql/plugin-doc-explorer/dist/components/schema-documentation.js": [
    "A GraphQL schema provides a root type for each kind of operation.",
  ],
  // By its English title a section finds its icon.
  "@graphiql/plugin-doc-explorer/dist/components/section.js": [["      title\n", "      graphiqlWord(title)\n"]],
  "@graphiql/plugin-doc-explorer/dist/components/argument.js": ["Deprecated"],
  "@graphiql/plugin-doc-explorer/dist/components/deprecation-reason.js": ["Deprecated"],
  "@graphiql/plugin-doc-explorer/dist/components/field-documentation.js": ["Show Deprecated Arguments"],
  "@graphiql/plugin-doc-explorer/dist/components/type-documentation.js": [
    "Show Deprecated Fields",
    "Show Deprecated Values",
  ],
};

function inPlace(code: string, english: Word, file: string): string {
  const [found, instead] = typeof english === "string" ? [JSON.stringify(english), word(english)] : english;
  if (!code.includes(found))
    throw new Error(`GraphiQL has no ${found} in ${file}: see playground/graphiql-words.plugin.ts.`);
  const asKey = code.replaceAll(new RegExp(`${escaped(found)}(?=:)`, "g"), () => `[${instead}]`);
  return asKey.replaceAll(new RegExp(`(?<!\\[graphiqlWord\\()${escaped(found)}`, "g"), () => instead);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export function graphiqlWords(): Plugin {
  const left = new Set(Object.keys(FILES));
  return {
    name: "graphiql-words",
    enforce: "pre",
    transform(code, id) {
      const file = Object.keys(FILES).find((each) => id.endsWith(`/node_modules/${each}`));
      if (!file) return undefined;
      left.delete(file);
      const own = (FILES[file] ?? []).reduce<string>((text, english) => inPlace(text, english, file), code);
      return { code: `import { graphiqlWord } from ${JSON.stringify(MODULE)};\n${own}`, map: null };
    },
    buildEnd(error) {
      if (!error && left.size > 0) throw new Error(`GraphiQL has no ${[...left].join(", ")}.`);
    },
  };
}
