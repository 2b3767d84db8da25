// schema.graphql out of the code, the SDK and the keys for caches out of schema.graphql, and the pages of its operations out of calls to the
// real server. With --check: fails where they are not up to date.
import { ensureInstalled, run } from "./ensure.mjs";

const check = process.argv.includes("--check") ? ["--check"] : [];

ensureInstalled();
run("npx", ["--no-install", "tsx", "scripts/emit-schema.ts", ...check]);
run("npx", ["--no-install", "tsx", "scripts/emit-key-fields.ts", ...check]);
run("npx", ["--no-install", "graphql-codegen", "--config", "codegen.yml", ...check]);
run("npx", ["--no-install", "tsx", "scripts/emit-sdk-docs.ts", ...check]);
