// Which packages something needs to run, by package-lock.json, and their licences.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The folders of these packages, as `from` finds them, and of all that they need; optional ones that are not installed too. */
export function closureOf(lock, from, names) {
  const found = new Set();
  const add = (asker, name, isOptional) => {
    const folder = folderOf(lock, asker, name);
    if (folder === undefined && isOptional) return;
    if (folder === undefined)
      throw new Error(`${asker || "The server"} needs ${name}, which is not in package-lock.json.`);
    if (found.has(folder)) return;
    found.add(folder);
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      peerDependenciesMeta = {},
    } = lock[folder];
    for (const each of Object.keys(dependencies)) add(folder, each, each in optionalDependencies);
    for (const each of Object.keys(optionalDependencies)) add(folder, each, true);
    for (const each of Object.keys(peerDependencies))
      if (!peerDependenciesMeta[each]?.optional) add(folder, each, true);
  };
  for (const name of names) add(from, name, false);
  return [...found];
}

/** As Node.js looks for it: beside whoever asks, and then further up. */
function folderOf(lock, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf("/node_modules/"), 0))) {
    const candidate = [folder, "node_modules", name].filter((part) => part !== "").join("/");
    if (lock[candidate] && !lock[candidate].link) return candidate;
    if (folder === "") return undefined;
  }
}

/** Name, version and licence of each, with the words that come with it; the same words once. */
export function licencesOf(lock, folders) {
  const by = new Map();
  for (const folder of folders) {
    const { version, license } = lock[folder];
    const title = `${folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length)} ${version}: ${license ?? "see below"}`;
    const words = readdirSync(folder)
      .filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
      .sort()
      .map((file) => readFileSync(join(folder, file), "utf8").trim())
      .join("\n\n");
    by.set(words, [...(by.get(words) ?? []), title]);
  }
  const parts = [...by].map(
    ([words, titles]) => `${titles.join("\n")}\n\n${words || "(It brings no text of its licence.)"}\n`,
  );
  return `Packages that are part of this archive, and their licences.\n\n${parts.join(`\n${"=".repeat(80)}\n\n`)}`;
}
