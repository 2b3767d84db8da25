// Reads and writes the parts of CHANGELOG.md.

const UNRELEASED = "## Unreleased";

/** Where the part of what is not released yet begins and ends, in the text of CHANGELOG.md. */
function placeOf(changelog: string): [start: number, end: number] {
  const heading = changelog.indexOf(`${UNRELEASED}\n`);
  if (heading < 0) throw new Error(`CHANGELOG.md has no part "${UNRELEASED}".`);
  const start = heading + UNRELEASED.length;
  const next = changelog.indexOf("\n## ", start);
  return [start, next < 0 ? changelog.length : next];
}

/** What clients will notice of the next version, as CHANGELOG.md says it; empty: nothing yet. */
export const unreleasedIn = (changelog: string): string => changelog.slice(...placeOf(changelog)).trim();

/** The same text with what was not released as the part of this version. */
export function withRelease(changelog: string, version: string): string {
  const [start, end] = placeOf(changelog);
  const part = `${UNRELEASED}\n\n## ${version}\n\n${unreleasedIn(changelog)}\n`;
  return changelog.slice(0, start - UNRELEASED.length) + part + changelog.slice(end);
}

/** Whether a part of CHANGELOG.md names a coordinate, and not only a longer one: `Facility.name`, not `Facility.names`. */
export const names = (part: string, coordinate: string): boolean =>
  part.split(/[^\w.@]+/).some((word) => word.replace(/\.$/, "") === coordinate);
