// `npm run build`: the server, the playground and the SDK.
import { ensureInstalled, ensurePlaygroundBuilt, ensureServerBuilt, run } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
ensurePlaygroundBuilt();
run("npm", ["run", "build", "--silent", "--workspace", "client-sdk"]);
