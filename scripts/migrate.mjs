// `npm run migrate`: brings the database into the shape of this version, and looks whether it has it.
import { ensureRunnable } from "./ensure.mjs";

ensureRunnable();
await import("../dist/server/commands/migrate.js");
