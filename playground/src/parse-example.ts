// Reads one sample question.

/** A sample question: what people read in the list, and what the editors get. */
export interface Example {
  title: string;
  about: string;
  query: string;
  /** Indented JSON, or "" where the query takes no variables. */
  variables: string;
  /** Where in the variables the code of a facility stands that somebody may choose. */
  facility: readonly string[] | undefined;
}

/**
 * Reads one file of `playground/examples/`. Its first lines are comments, in Vietnamese and in English: `# title: …`,
 * `# title-en: …`, `# about: …`, `# about-en: …`, where the query takes variables `# variables: {…}` on one line, and
 * where a facility can be chosen `# facility: input.facility`. The title stays above the query, so that a copied query
 * still says what it asks.
 */
export function parseExample(text: string, language: "vi" | "en" = "vi"): Example {
  const ending = language === "en" ? "-en" : "";
  const title = header(text, `title${ending}`);
  const about = header(text, `about${ending}`);
  if (!title || !about) {
    throw new Error(
      `A sample question starts with "# title${ending}: …" and "# about${ending}: …"; this one starts "${firstLine(text)}".`,
    );
  }

  const variables = header(text, "variables");
  const body = text.replace(/^(#.*\r?\n|\s*\r?\n)*/, "").trimEnd();
  return {
    title,
    about,
    query: `# ${title}\n${body}\n`,
    variables: variables ? JSON.stringify(JSON.parse(variables), null, 2) : "",
    facility: header(text, "facility")?.split("."),
  };
}

function header(text: string, name: string): string | undefined {
  return new RegExp(`^# ${name}: (.+)$`, "m").exec(text)?.[1]?.trim();
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
