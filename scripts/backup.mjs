// `npm run backup`: copies an embedded database into a file, while the server goes on.
import { ensureInstalled, ensureServerBuilt } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
await import("../dist/server/commands/backup.js");
