import { readFileSync } from "node:fs";
import { expect, it } from "@jest/globals";

interface Locked {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

/** Where Node looks for a package that another one asks for: beside it, and in each folder above. */
function placesOf(name: string, from: string): string[] {
  const folders = from.split("/node_modules/");
  return folders.map((_, i) => [...folders.slice(0, folders.length - i), name].join("/node_modules/"));
}

const WHY = "has the optional packages of every machine, without which `npm ci` refuses there";
it.each(["package-lock.json", "test/clients/package-lock.json"])(`%s ${WHY}`, (file) => {
  const { packages } = JSON.parse(readFileSync(file, "utf8")) as Locked;
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => ![...placesOf(name, path), `node_modules/${name}`].some((place) => place in packages))
      .map((name) => `${path} needs ${name}`),
  );
  // It is made whole by: rm -rf node_modules && npm install
  expect(missing).toEqual([]);
});
