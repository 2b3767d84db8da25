export type DatabaseAddress = ({ kind: "embedded"; file: string } | { kind: "mysql"; url: string; name: string }) & {
  /** What its trail is sealed with, the newest first; left out: an embedded database keeps one, any other has none. */
  auditSecrets?: readonly string[];
};

/** Every problem of the configuration at once, a sentence each. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
