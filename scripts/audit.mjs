// `npm run audit`: verifies the trail.
import { ensureRunnable } from "./ensure.mjs";

ensureRunnable();
await import("../dist/server/commands/audit.js");
