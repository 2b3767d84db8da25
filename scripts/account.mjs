// `npm run account`: adds accounts and sets passwords, from the command line.
import { ensureInstalled, ensureServerBuilt } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
await import("../dist/server/commands/account.js");
