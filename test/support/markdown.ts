/** A fenced code block, and the words between it and the block before. */
export interface Block {
  lang: string;
  text: string;
  line: number;
  before: string;
}

const BLOCK = /^```(.*)\n([\s\S]*?)^```$/gm;

export function blocksOf(markdown: string): Block[] {
  let end = 0;
  return [...markdown.matchAll(BLOCK)].map((found) => {
    const [whole, lang = "", text = ""] = found;
    const before = markdown.slice(end, found.index);
    end = found.index + whole.length;
    return { lang, text, line: markdown.slice(0, found.index).split("\n").length, before };
  });
}

/** The cells of every table row, without the header's underline. */
export const rowsOf = (markdown: string): string[][] =>
  [...markdown.matchAll(/^\| (.*) \|$/gm)]
    .map(([, row = ""]) => row.split(" | ").map((cell) => cell.trim()))
    .filter(([first]) => !/^-+$/.test(first ?? ""));

/** What is written between back quotes, outside of blocks. */
export const quotedIn = (markdown: string): string[] =>
  [...markdown.replace(BLOCK, "").matchAll(/`([^`]+)`/g)].map(([, quoted = ""]) => quoted);

/** The files and folders that its links lead to, as written; addresses elsewhere left out. */
export const linksIn = (markdown: string): string[] =>
  [...markdown.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = ""]) => path);
