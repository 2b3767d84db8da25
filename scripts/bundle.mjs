// Bundles the server into the files that server/start.cjs starts; scripts/ensure.mjs runs it.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";

const SERVER = "dist/server.cjs";
/** The bundle while it is being made. */
const BUNDLED = `dist/server.${process.pid}.cjs`;

/** Packages that no start needs: each is a file of its own, so that a start neither reads it nor keeps its text in memory. */
const LATE = {
  "class-validator": "class-validator",
  "zxcvbn-core": "@zxcvbn-ts/core",
  "zxcvbn-language": "@zxcvbn-ts/language-common",
  ioredis: "ioredis",
  yazl: "yazl",
  // What Apollo reports to its makers, which is never switched on.
  "apollo-reports": "@apollo/usage-reporting-protobuf",
};

/** They stay where they are: databases that are not in UTF-8. */
const TABLES = /^\.\/tables\/.*\.json$/;

const late = {
  name: "late",
  setup({ onResolve }) {
    for (const [name, entry] of Object.entries(LATE)) {
      onResolve({ filter: new RegExp(`^${entry}$`) }, ({ kind }) =>
        kind === "entry-point" ? undefined : { path: `./late/${name}.cjs`, external: true },
      );
    }
    onResolve({ filter: TABLES }, ({ path, resolveDir }) => ({
      path: `./${relative("dist", join(resolveDir, path)).replaceAll("\\", "/")}`.replace("./../", "../"),
      external: true,
    }));
  },
};

/**
 * What type-graphql does slowly at each start: for each field of the schema it asks every method whose it is. Asked for its
 * name first, nearly all of them need not be asked for more.
 */
const SLOW = [
  'fieldResolvers.filter(it => it.kind === "internal" || resolvers.includes(it.target));',
  "filteredFieldResolversMetadata.find(it => it.getObjectType() === field.target && it.methodName === field.name);",
];
const FAST = [
  "fieldResolvers;",
  'filteredFieldResolversMetadata.find(it => it.methodName === field.name && (it.kind === "internal" || resolvers.includes(it.target)) && it.getObjectType() === field.target);',
];

const faster = {
  name: "faster",
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /schema-generator\.js$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      if (SLOW.some((part) => text.split(part).length !== 2))
        throw new Error(`${path} is not as scripts/bundle.mjs knows it.`);
      return { contents: SLOW.reduce((done, part, i) => done.replace(part, () => FAST[i]), text) };
    });
    // Apollo looks for the hashes of Node.js in a way that no bundle has, and takes some in JavaScript instead.
    onResolve({ filter: /^sha\.js$/ }, () => ({ path: "hashes", namespace: "faster" }));
    onLoad({ filter: /^hashes$/, namespace: "faster" }, () => ({
      contents: 'module.exports = require("node:crypto").createHash;',
    }));
  },
};

const COMMON = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  // graphql as modules: bundled as CommonJS, every file that imports it would copy all of its names at each start.
  mainFields: ["module", "main"],
  // Names stay, since type-graphql names types by classes.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  logLevel: "warning",
  // Drivers of databases and the hash of passwords bring binaries, and typeorm finds its own files: they stay packages.
  external: ["libsql", "typeorm", "@node-rs/argon2"],
  supported: { "dynamic-import": false },
};

/** esbuild writes all but regular expressions in ASCII; a text that is wholly so takes half the memory. */
const inAscii = (file) => writeFileSync(file, readFileSync(file, "utf8").replace(/[^\0-\x7f]/g, escaped));
const escaped = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;

await build({ ...COMMON, entryPoints: LATE, outdir: "dist/late", outExtension: { ".js": ".cjs" } });
/*
 * The bundler renames classes whose names meet, and type-graphql names types by classes: test/start compares what is
 * served. All of it is one function, as start.cjs calls it: to put that around so long a text it would have to be copied.
 */
await build({
  ...COMMON,
  entryPoints: ["server/main.ts"],
  outfile: BUNDLED,
  plugins: [late, faster],
  banner: { js: "(function (exports, require, module) {" },
  footer: { js: "})" },
});
inAscii(BUNDLED);
// Whoever starts meanwhile, or after a build that was broken off, never finds half of it.
renameSync(BUNDLED, SERVER);
