import { type Content, partsOfFile } from "../../files/reading/content.js";
import { Problems } from "../../files/reading/problems.js";
import { readRows } from "../../files/reading/sheet.js";
import * as messages from "./dhis2.messages.js";
import { isUid } from "./uid.js";

/** What the file may be about. */
const MAPPED = ["ORG_UNIT", "DATA_ELEMENT"] as const;
type Mapped = (typeof MAPPED)[number];

/** What a code of ours is called in another DHIS2: what is blank there is as it is here. */
export interface MappedCode {
  type: Mapped;
  code: string;
  uid: string | null;
  dhis2Code: string | null;
  /** Of a data element: the disaggregation of it that is meant, by its id or code. */
  categoryOptionCombo: string | null;
}

export type CodeMap = readonly MappedCode[];

const COLUMNS = { columns: ["type", "code"], optional: ["dhis2_id", "dhis2_code", "category_option_combo"] };
const LONGEST = 230;

/** The codes in a file; what is wrong with it is told as of any file (`ImportRefused`). */
export async function readCodeMap(file: string, content: Content = partsOfFile(file)): Promise<CodeMap> {
  const problems = new Problems();
  const codes: MappedCode[] = [];
  const taken = new Set<string>();
  for await (const rows of readRows({ file, content }, COLUMNS, problems)) {
    for (const row of rows) {
      const type = row.choice("type", MAPPED);
      const code = row.required("code");
      const uid = row.text("dhis2_id");
      const dhis2Code = row.short("dhis2_code", LONGEST);
      const categoryOptionCombo = row.short("category_option_combo", LONGEST);
      if (uid !== null && !isUid(uid)) row.problem("dhis2_id", "INCONSISTENT", messages.noUid(uid));
      const names = [["code", code] as const, ["dhis2_id", uid] as const, ["dhis2_code", dhis2Code] as const];
      for (const [column, name] of names) {
        const meant = `${type} ${column} ${name} ${column === "code" ? "" : categoryOptionCombo}`;
        if (name !== null && taken.size === taken.add(meant).size)
          row.problem(column, "DUPLICATE", messages.mappedTwice);
      }
      codes.push({ type, code, uid, dhis2Code, categoryOptionCombo });
    }
  }
  await problems.refuse();
  return codes;
}
