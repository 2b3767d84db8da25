/** How many answers are kept: those of a file's names and days, not those of a file whose cells never come again. */
const KEPT = 50_000;

/** The same function, which remembers what it answered to the texts that it was asked of late. */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || answers.has(text)) return known as T;
    if (answers.size >= KEPT) answers.clear();
    const found = answer(text);
    answers.set(text, found);
    return found;
  };
}
