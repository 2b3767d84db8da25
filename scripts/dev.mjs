// `npm run dev`: the server out of its sources, started again whenever one changes.
import { ensureInstalled, ensurePagesBuilt, run } from "./ensure.mjs";

ensureInstalled();
ensurePagesBuilt();
run("npx", ["--no-install", "tsx", "watch", "--clear-screen=false", "server/main.ts"]);
