// `npm run release -- 0.2.0` makes the present state that version. What is to be committed is left to be looked at.
import { release } from "./growth/release.js";
import { RELEASES } from "./growth/releases.js";

const [version = ""] = process.argv.slice(2);
try {
  await release(".", version);
  console.log(`${version} is in ${RELEASES}/${version}, CHANGELOG.md and the packages; look at it and commit it.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
