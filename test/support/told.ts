import type { Log } from "../../server/core/log/log.js";

export interface Line extends Record<string, unknown> {
  level: string;
  msg: string;
}

/** A log that keeps its lines for a test. */
export class Told implements Log {
  lines: Line[] = [];

  readonly error = this.#at("error");
  readonly warn = this.#at("warn");
  readonly info = this.#at("info");
  readonly debug = this.#at("debug");
  readonly isLevelEnabled = () => true;

  #at(level: string) {
    return (fields: object, msg: string): void => {
      // As it is written: what is undefined is not there.
      this.lines.push({ level, msg, ...JSON.parse(JSON.stringify(fields)) });
    };
  }

  /** The lines since it was asked last. */
  take(): Line[] {
    return this.lines.splice(0);
  }
}
