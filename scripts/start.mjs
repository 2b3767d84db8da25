import { ensureInstalled, ensurePlaygroundBuilt, ensureServerBuilt } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
ensurePlaygroundBuilt();
await import("../dist/server/main.js");
