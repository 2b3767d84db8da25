// Bundles the server into the files that server/start.cjs starts; scripts/ensure.mjs runs it.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const SERVER = "dist/server.cjs";
/** The bundle while it is being made. */
const BUNDLED = `dist/server.${process.pid}.cjs`;

/**
 * Packages that no start needs, by what they are bundled as: each has a file of its own, which is read when somebody
 * needs it. So a start neither reads them nor keeps their text in memory.
 */
const LATE = {
  "class-validator": "class-validator",
  "zxcvbn-core": "@zxcvbn-ts/core",
  "zxcvbn-language": "@zxcvbn-ts/language-common",
  ioredis: "ioredis",
  yazl: "yazl",
  // What Apollo reports to its makers, which is never switched on, and texts that are not in UTF-8.
  "apollo-reports": "@apollo/usage-reporting-protobuf",
  "iconv-encodings": "iconv-lite/encodings/index.js",
};

const fileOf = (name) => `./late/${name}.cjs`;

const loadLate = {
  name: "late",
  setup({ onResolve }) {
    for (const [name, entry] of Object.entries(LATE)) {
      const asked = name === "iconv-encodings" ? /^\.\.\/encodings$/ : new RegExp(`^${entry}$`);
      onResolve({ filter: asked }, ({ kind }) =>
        kind === "entry-point" ? undefined : { path: fileOf(name), external: true },
      );
    }
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
  plugins: [loadLate],
  banner: { js: "(function (exports, require, module) {" },
  footer: { js: "})" },
});
inAscii(BUNDLED);
// Whoever starts meanwhile, or after a build that was broken off, never finds half of it.
renameSync(BUNDLED, SERVER);
