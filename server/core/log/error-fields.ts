/** What is told of an error: of what kind it is, and where it was thrown. */
interface ErrorFields {
  type: string;
  message: string;
  code?: string | number;
  /** Of a database: the statement, in which values never stand. */
  sql?: string;
  stack?: string;
  cause?: ErrorFields;
}

const MOST_CAUSES = 5;
const LONGEST_SQL = 500;

/**
 * What may stand in the log of an error. Its message is somebody else's sentence, which may quote what was sent: quoted
 * texts are left out of it, and of what drivers and parsers hang on to an error only the code and the statement is taken.
 */
export function errorFields(thrown: unknown, deep = 0): ErrorFields {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: "" };
  const { name, message, stack, cause, originalError, code, sql } = thrown as Thrown;
  const within = cause ?? originalError;
  const type = thrown.constructor.name || name;
  return {
    type,
    message: withoutQuoted(message),
    ...((typeof code === "string" || typeof code === "number") && { code }),
    ...(typeof sql === "string" && { sql: sql.slice(0, LONGEST_SQL) }),
    ...(stack && { stack: framesIn(stack) }),
    ...(within instanceof Error && within !== thrown && deep < MOST_CAUSES && { cause: errorFields(within, deep + 1) }),
  };
}

type Thrown = Error & { originalError?: unknown; code?: unknown; sql?: unknown };

/** In whatever quotes; from the first to the last of a kind, since what is quoted may have some in itself. */
const withoutQuoted = (message: string): string =>
  message.replace(/"[\s\S]*"|`[\s\S]*`|'[\s\S]*'|“[\s\S]*”|[{[][\s\S]*[}\]]/g, "…").slice(0, LONGEST_SQL);

/** The lines that say where; the first ones repeat the message. */
const framesIn = (stack: string): string =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
