// The numbers of versions: their order, and which may come next.

/** How far a version goes beyond the one before it. */
export type Step = "patch" | "minor" | "major";

const STEPS: readonly Step[] = ["patch", "minor", "major"];

type Version = readonly [major: number, minor: number, patch: number];

/** `0.2.0`, and nothing beside the three numbers: releases are not tried out before they are made. */
function parsed(version: string): Version {
  const [, ...numbers] = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(version) ?? [];
  const [major, minor, patch] = numbers.map(Number);
  if (major === undefined || minor === undefined || patch === undefined)
    throw new Error(`"${version}" is no version; one is three numbers, such as 0.2.0.`);
  return [major, minor, patch];
}

/** For sorting: the older version first. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parsed(a), parsed(b)];
  for (const place of [0, 1, 2] as const) if (left[place] !== right[place]) return left[place] - right[place];
  return 0;
}

/** https://semver.org, 4, 6–8: before 1.0.0 nothing is promised for ever, and what breaks is the next minor version. */
export function nextVersion(version: string, step: Step): string {
  const [major, minor, patch] = parsed(version);
  if (step === "major" && major > 0) return `${major + 1}.0.0`;
  return step === "patch" ? `${major}.${minor}.${patch + 1}` : `${major}.${minor + 1}.0`;
}

/**
 * Refuses a version that does not follow the last one, or says less than what has changed needs. It may say more: an
 * SDK grows where the schema does not, and 1.0.0 is a promise and no change.
 */
export function refuseMisfit(version: string, last: string, needed: Step): void {
  const fitting = STEPS.slice(STEPS.indexOf(needed)).map((step) => nextVersion(last, step));
  if (last.startsWith("0.")) fitting.push("1.0.0");
  parsed(version);
  if (!fitting.includes(version))
    throw new Error(
      `${version} does not fit: after ${last} a change that needs a ${needed} version makes it ${[...new Set(fitting)].join(" or ")}.`,
    );
}
