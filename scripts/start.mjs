// `npm start`: builds what is not built yet, and starts the server.
import { ensureRunnable } from "./ensure.mjs";

ensureRunnable({ pages: true });
await import("../server/start.cjs");
