// `npm run import`: reads a file into the database.
import { ensureRunnable } from "./ensure.mjs";

ensureRunnable();
await import("../dist/server/commands/import.js");
