import { posix } from "node:path";
import { isDateFormat, isPercentFormat, type Shown } from "./cell-value.js";
import { noWorkbook, tooLarge } from "./unreadable.js";
import { attribute, hearAll } from "./xml.js";
import type { Zip } from "./zip.js";

const LARGEST_INDEX = 8 * 2 ** 20;
const LARGEST_TEXTS = 64 * 2 ** 20;
const MOST_TEXTS = 2_000_000;
/** As many as there may be parts. */
const MOST_RELATIONS = 2_000;
/** Of a text that is longer than any cell that is kept only this much is held. */
export const LONGEST_TEXT = 20_001;

/** A sheet by its name, and the part in which it stands. */
export interface SheetPart {
  name: string;
  part: string;
}

/** Which sheets are shown, and what their cells refer to. */
export interface Workbook {
  sheets: readonly SheetPart[];
  /** Whether days are counted from 1904 instead of 1900. */
  since1904: boolean;
  texts: readonly string[];
  styles: readonly Shown[];
}

export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const root = await relationsOf(zip, "");
  const main = root.find(({ type }) => type === "officeDocument")?.target;
  if (main === undefined || !zip.has(main)) throw noWorkbook();
  const { shown, since1904 } = await readMain(zip, main);
  const relations = await relationsOf(zip, main);
  const sheets = shown.flatMap(({ id, name }) => {
    const part = relations.find((each) => each.id === id && each.type === "worksheet")?.target;
    return part !== undefined && zip.has(part) ? { name, part } : [];
  });
  if (sheets.length === 0) throw noWorkbook();
  const partOf = (kind: string) => relations.find(({ type }) => type === kind)?.target;
  return {
    sheets,
    since1904,
    texts: await readTexts(zip, partOf("sharedStrings")),
    styles: await readStyles(zip, partOf("styles")),
  };
}

interface Relation {
  id: string;
  type: string;
  target: string;
}

/** What a part refers to, by names as the package has them. */
async function relationsOf(zip: Zip, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part);
  const name = posix.join(folder, "_rels", `${posix.basename(part)}.rels`);
  const found: Relation[] = [];
  const { bytes } = await zip.read(name, LARGEST_INDEX);
  await hearAll(bytes, {
    open(tag, { Id: id = "", Type: type = "", Target: target = "", TargetMode: mode = "" }) {
      if (tag !== "Relationship" || mode === "External") return;
      if (found.some((each) => each.id === id) || found.length >= MOST_RELATIONS) throw noWorkbook();
      const path = target.startsWith("/") ? target.slice(1) : posix.join(folder, target);
      found.push({ id, type: type.slice(type.lastIndexOf("/") + 1), target: path });
    },
  });
  return found;
}

/** The sheets that are shown, in their order. */
async function readMain(
  zip: Zip,
  main: string,
): Promise<{ shown: { id: string | undefined; name: string }[]; since1904: boolean }> {
  const shown: { id: string | undefined; name: string }[] = [];
  let since1904 = false;
  const { bytes } = await zip.read(main, LARGEST_INDEX);
  await hearAll(bytes, {
    open(tag, attributes) {
      if (tag === "workbookPr") since1904 = ["1", "true"].includes(attributes.date1904 ?? "");
      const isShown = (attributes.state ?? "visible") === "visible";
      if (tag === "sheet" && isShown && shown.length < MOST_RELATIONS)
        shown.push({ id: attribute(attributes, "id"), name: attributes.name ?? "" });
    },
  });
  return { shown, since1904 };
}

/** The texts that cells refer to by number. */
async function readTexts(zip: Zip, name: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (name === undefined || !zip.has(name)) return texts;
  const { bytes } = await zip.read(name, LARGEST_TEXTS);
  const collected = new TextCollector();
  await hearAll(bytes, {
    open(tag) {
      if (tag === "si") collected.begin();
      collected.open(tag);
    },
    close(tag) {
      collected.close(tag);
      if (tag !== "si") return;
      if (texts.length >= MOST_TEXTS) throw tooLarge();
      texts.push(collected.text);
    },
    text: (text) => collected.add(text),
  });
  return texts;
}

/** A text out of its runs: what stands in `t`, but not how it is read aloud (`rPh`). */
export class TextCollector {
  text = "";
  #isText = false;
  #isPhonetic = false;

  begin(): void {
    this.text = "";
  }

  open(tag: string): void {
    if (tag === "t") this.#isText = true;
    else if (tag === "rPh") this.#isPhonetic = true;
  }

  close(tag: string): void {
    if (tag === "t") this.#isText = false;
    else if (tag === "rPh") this.#isPhonetic = false;
  }

  add(text: string): void {
    if (this.#isText && !this.#isPhonetic && this.text.length < LONGEST_TEXT) this.text += text.slice(0, LONGEST_TEXT);
  }
}

/** How each style of a cell shows a number. */
async function readStyles(zip: Zip, name: string | undefined): Promise<Shown[]> {
  const styles: Shown[] = [];
  if (name === undefined || !zip.has(name)) return styles;
  const own = new Map<number, string>();
  let isCellStyle = false;
  const { bytes } = await zip.read(name, LARGEST_INDEX);
  await hearAll(bytes, {
    open(tag, { numFmtId = "0", formatCode = "" }) {
      if (tag === "numFmt") own.set(Number(numFmtId), formatCode);
      else if (tag === "cellXfs") isCellStyle = true;
      else if (tag === "xf" && isCellStyle) styles.push(shownBy(Number(numFmtId), own.get(Number(numFmtId))));
    },
    close(tag) {
      if (tag === "cellXfs") isCellStyle = false;
    },
  });
  return styles;
}

function shownBy(id: number, code: string | undefined): Shown {
  if (isDateFormat(id, code)) return "DATE";
  return isPercentFormat(id, code) ? "PERCENT" : "NUMBER";
}
