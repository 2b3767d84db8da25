// `npm run restore`: puts such a copy back, once it has been checked.
import { ensureRunnable } from "./ensure.mjs";

ensureRunnable();
await import("../dist/server/commands/restore.js");
