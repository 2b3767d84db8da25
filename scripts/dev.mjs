import { ensureInstalled, ensurePlaygroundBuilt, run } from "./ensure.mjs";

ensureInstalled();
ensurePlaygroundBuilt();
run("npx", ["--no-install", "tsx", "watch", "--clear-screen=false", "server/main.ts"]);
