import { readFileSync } from "node:fs";
import { blocksOf } from "./markdown.js";

export const PAGE = "docs/operations.md";

/** The commands that stand on the page for whoever runs the server, under this heading and those below it. */
export function commandsUnder(heading: string): string[] {
  const text = readFileSync(PAGE, "utf8");
  const found = new RegExp(`^(#+) ${heading}$`, "m").exec(text);
  if (!found) throw new Error(`${PAGE} has no heading "${heading}".`);
  const [whole, level = ""] = found;
  const rest = text.slice(found.index + whole.length);
  const [part = ""] = rest.split(new RegExp(`^#{1,${level.length}} `, "m"));
  const commands = blocksOf(part)
    .filter(({ lang }) => lang === "sh")
    .flatMap(({ text: lines }) => lines.trim().split("\n"));
  if (commands.length === 0) throw new Error(`${PAGE} has no command under "${heading}".`);
  return commands;
}
