// Makes the editors fit for Vietnamese. GraphiQL's own Fira Code, like DejaVu Sans Mono, has no "ế" and sets the tone
// mark beside the letter; a font below that lacks it altogether leaves it to the Roboto that GraphiQL brings. Monaco
// frames the dash of "2022–2030" as a suspicious character, and cuts long lines.
import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

const options = {
  fontFamily:
    'Consolas, "SF Mono", ui-monospace, "Noto Sans Mono", "Liberation Mono", "Courier New", Roboto, monospace',
  unicodeHighlight: { ambiguousCharacters: false },
  wordWrap: "on",
  wrappingIndent: "indent",
} as const;

/** Renders nothing; it stands inside GraphiQL because only there the editors can be reached. */
export function EditorText() {
  const editors = useGraphiQL((state) => [
    state.queryEditor,
    state.variableEditor,
    state.headerEditor,
    state.responseEditor,
  ]);

  useEffect(() => {
    for (const editor of editors) editor?.updateOptions(options);
  }, [editors]);

  return null;
}
