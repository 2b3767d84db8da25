// `npm run account`: adds accounts and sets passwords, from the command line.
import { ensureRunnable } from "./ensure.mjs";

ensureRunnable();
await import("../dist/server/commands/account.js");
