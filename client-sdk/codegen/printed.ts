// Prints a value for a page of client-sdk/docs.

const WIDTH = 100;

interface Style {
  /** Whether it is code, whose names need no quotes. */
  isCode: boolean;
  /** How many entries of a list are shown. */
  most: number;
}

/**
 * A value as JSON or as a literal of TypeScript, on one line where it fits. A list that is longer than what is shown
 * says so in a comment.
 */
export function printed(value: unknown, style: Style, indent = ""): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const inline = inlined(value, style);
  if (inline !== null && indent.length + inline.length <= WIDTH) return inline;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const entries = partsOf(value, style).map(([name, each]) => `${inner}${name}${printed(each, style, inner)}`);
  const left = leftOut(value, style);
  const end = left > 0 ? `\n${inner}// … ${left} more\n` : "\n";
  return `${open}\n${entries.join(",\n")}${end}${indent}${close}`;
}

/** Without line breaks; null where something is left out of it. */
function inlined(value: unknown, style: Style): string | null {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (leftOut(value, style) > 0) return null;
  const parts = partsOf(value, style).map(([name, each]) => {
    const text = inlined(each, style);
    return text === null ? null : name + text;
  });
  if (parts.includes(null)) return null;
  if (Array.isArray(value)) return `[${parts.join(", ")}]`;
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

/** What is shown of it: with the name that stands before each, or nothing in a list. */
function partsOf(value: object, { isCode, most }: Style): (readonly [name: string, value: unknown])[] {
  if (Array.isArray(value)) return value.slice(0, most).map((each) => ["", each] as const);
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([name, each]) => [`${isCode ? name : JSON.stringify(name)}: `, each] as const);
}

const leftOut = (value: object, { most }: Style): number => (Array.isArray(value) ? value.length - most : 0);
