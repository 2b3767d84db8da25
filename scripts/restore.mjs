// `npm run restore`: puts such a copy back, once it has been checked.
import { ensureInstalled, ensureServerBuilt } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
await import("../dist/server/commands/restore.js");
