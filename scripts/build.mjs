// `npm run build`: the server, the portal, the playground and the SDK.
import { ensureInstalled, ensurePagesBuilt, ensureServerBuilt, run } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
ensurePagesBuilt();
run("npm", ["run", "build", "--silent", "--workspace", "client-sdk"]);
