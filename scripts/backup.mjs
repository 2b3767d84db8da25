// `npm run backup`: copies an embedded database into a file, while the server goes on.
import { ensureRunnable } from "./ensure.mjs";

ensureRunnable();
await import("../dist/server/commands/backup.js");
