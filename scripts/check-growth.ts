// Says what has become of the schema since the last release; fails where that breaks one, or clients are not told.
import { judge } from "./growth/judgement.js";
import { RELEASES, releasesIn } from "./growth/releases.js";
import { stateOf } from "./growth/state.js";

const { told, failures } = await judge(releasesIn(RELEASES), stateOf("."));
for (const sentence of told) console.log(sentence);
for (const sentence of failures) console.error(sentence);
process.exitCode = failures.length > 0 ? 1 : 0;
