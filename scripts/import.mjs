import { ensureInstalled, ensureServerBuilt } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
await import("../dist/server/commands/import.js");
