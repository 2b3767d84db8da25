import type { Encryption } from "./encryption.js";

/** A server of MariaDB or MySQL, and how connections to it are encrypted; left out: not at all. */
export interface ServerAddress {
  kind: "mysql";
  url: string;
  name: string;
  encryption?: Encryption;
}

export type DatabaseAddress = ({ kind: "embedded"; file: string } | ServerAddress) & {
  /** What its trail is sealed with, the newest first; left out: an embedded database keeps one, any other has none. */
  auditSecrets?: readonly string[];
};

/** Every problem of the configuration at once, a sentence each. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
