// `npm run dev`: the server out of its sources, started again whenever one changes.
import { ensureInstalled, ensurePlaygroundBuilt, run } from "./ensure.mjs";

ensureInstalled();
ensurePlaygroundBuilt();
run("npx", ["--no-install", "tsx", "watch", "--clear-screen=false", "server/main.ts"]);
