// `npm run audit`: verifies the trail.
import { ensureInstalled, ensureServerBuilt } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
await import("../dist/server/commands/audit.js");
