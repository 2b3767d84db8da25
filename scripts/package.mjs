// `npm run package`: one archive that starts with Node.js alone, on machines of this kind, without a registry.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled, ensurePagesBuilt, ensureServerBuilt, run } from "./ensure.mjs";
import { closureOf, licencesOf } from "./production-packages.mjs";

/** What the server reads while it runs, and what whoever runs it does. */
const FILES = [
  ...["dist/server.cjs", "dist/parent.cjs", "dist/late", "dist/server", "server/start.cjs"],
  ...["portal/dist", "playground/dist", "data", "client-sdk/generated/persisted-documents.json", "client-sdk/releases"],
  ...["operations", "docs/operations.md", "docs/security.md", "README.md", "README.vi.md", "CHANGELOG.md"],
];
/** What packages bring for whoever writes code with them. */
const LEFT_OUT = /\.(?:d\.[cm]?ts|[cm]?ts|map|tsbuildinfo|flow)$|\/\.bin\/|\/\.package-lock\.json$/;
/** Of which the pages are made. */
const OF_PAGES = {
  portal: ["preact", "wouter-preact"],
  playground: ["graphiql", "@graphiql/react", "@graphiql/toolkit", "graphql", "react", "react-dom"],
};
const COMMANDS = ["account", "audit", "backup", "import", "migrate", "restore"];

ensureInstalled();
ensureServerBuilt();
ensurePagesBuilt();

const { name, version, type, engines, dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
const archive = `${name}-${version}-${process.platform}-${process.arch}`;
const packages = closureOf(lock, "", Object.keys(dependencies)).filter((folder) => existsSync(folder));
const pages = Object.entries(OF_PAGES)
  .flatMap(([folder, names]) => closureOf(lock, folder, names))
  .filter((folder) => existsSync(folder));

const made = mkdtempSync(join(tmpdir(), "hue-package-"));
try {
  write("package.json", `${JSON.stringify(manifest(), null, 2)}\n`);
  write("LICENCES.txt", licencesOf(lock, [...new Set([...packages, ...pages])].sort()));
  const parts = {
    server: listed(FILES.filter((file) => /^(?:dist|server|client-sdk)/.test(file))),
    pages: listed(["portal/dist", "playground/dist"]),
    data: listed(["data"]),
    papers: listed(FILES.filter((file) => /^(?:operations|docs|[A-Z])/.test(file))),
    packages: packages.flatMap((folder) => listed([folder], /\/node_modules(?:\/|$)/)),
  };
  const files = Object.values(parts).flat().sort();
  writeFileSync(join(made, "files"), `${files.join("\n")}\n`);
  // Whoever makes it, on whatever day, from the same sources and packages: it is the same to the byte.
  const same = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", `--mtime=@${timeOfSources()}`];
  run("tar", [
    ...["--create", `--file=${archive}.tar.gz`, "--use-compress-program=gzip -n", "--no-recursion", ...same],
    ...["--format=gnu", "--mode=a+rX,u+w,go-w", `--transform=s,^,${archive}/,S`],
    ...["-C", made, "package.json", "LICENCES.txt", "-C", process.cwd(), `--files-from=${join(made, "files")}`],
  ]);
  const sizes = Object.entries(parts).map(([part, own]) => `${part} ${megabytes(sizeOf(own))}`);
  console.log(
    `${archive}.tar.gz: ${megabytes(statSync(`${archive}.tar.gz`).size)}; unpacked ${megabytes(sizeOf(files))}: ${sizes.join(", ")}.`,
  );
} finally {
  rmSync(made, { recursive: true });
}

function manifest() {
  const commands = COMMANDS.map((command) => [command, `node dist/server/commands/${command}.js`]);
  const start = "node --max-semi-space-size=8 server/start.cjs";
  return { name, version, private: true, type, engines, scripts: { start, ...Object.fromEntries(commands) } };
}

function write(file, text) {
  writeFileSync(join(made, file), text);
}

/** All files in these files and folders, but what is left out. */
function listed(paths, except = /$^/) {
  return paths.flatMap((path) => {
    if (LEFT_OUT.test(path)) return [];
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
      .map((entry) => join(path, entry))
      .filter((entry) => !except.test(entry.slice(path.length)))
      .flatMap((entry) => listed([entry], except));
  });
}

function timeOfSources() {
  if (process.env.SOURCE_DATE_EPOCH) return process.env.SOURCE_DATE_EPOCH;
  const { status, stdout } = spawnSync("git", ["log", "-1", "--format=%ct"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : 0;
}

function sizeOf(files) {
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
