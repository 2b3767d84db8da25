import { ensureInstalled, ensurePlaygroundBuilt, ensureServerBuilt } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
ensurePlaygroundBuilt();
await import("../server/start.cjs");
