// The portal: the pages that everybody sees, and the workplace behind the sign-in.
import { render } from "preact";
import { serverAddress } from "./address.js";
import { App } from "./app.js";
import "./portal.css";
import { restore } from "./session.js";

const root = document.getElementById("portal");
if (!root) throw new Error('index.html has no element with the id "portal".');
restore();
// Only where the browser trusts the way here: over HTTPS, or on this machine.
addEventListener("load", () => navigator.serviceWorker?.register(serverAddress("sw.js")));
render(<App />, root);
