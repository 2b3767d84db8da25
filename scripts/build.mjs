import { ensureInstalled, ensurePlaygroundBuilt, ensureServerBuilt, run } from "./ensure.mjs";

ensureInstalled();
ensureServerBuilt();
ensurePlaygroundBuilt();
run("npm", ["run", "build", "--silent", "--workspace", "client-sdk"]);
