// `npm start`: builds what is not built yet, and starts the server.
import { ensureInstalled, ensurePlaygroundBuilt, ensureServerBuilt } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
ensurePlaygroundBuilt();
await import("../server/start.cjs");
