// `npm run dev`: the server out of its sources, started again whenever one changes.
import { ensureInstalled, ensurePagesBuilt, ensureServerBuilt, run } from "./ensure.mjs";

ensureInstalled();
// The thread that writes what takes long runs what is built.
ensureServerBuilt();
ensurePagesBuilt();
run("npx", ["--no-install", "tsx", "watch", "--clear-screen=false", "server/main.ts"]);
