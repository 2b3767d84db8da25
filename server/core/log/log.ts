/**
 * What the server tells whoever runs it, a line each: a message that is always the same, and fields. No field holds what
 * somebody has sent: no token, no variable, no value of an input, no text of a document.
 */
export interface Log {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
  debug(fields: object, message: string): void;
  /** Whether anybody reads what is told so. */
  isLevelEnabled(level: Level): boolean;
}

export const LEVELS = ["error", "warn", "info", "debug", "silent"] as const;
export type Level = (typeof LEVELS)[number];

const nothing = (): void => undefined;

/** Where nobody listens: commands, and tests that do not ask for it. */
export const NO_LOG: Log = {
  error: nothing,
  warn: nothing,
  info: nothing,
  debug: nothing,
  isLevelEnabled: () => false,
};
