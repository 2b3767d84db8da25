import { describe, expect, it } from "@jest/globals";
import { changesBetween } from "../../server/core/mutation/audit-entry.js";
import { undo } from "../../server/core/mutation/state-before.js";

interface Figure {
  id: number;
  value: number | null;
  noteVi: string | null;
  version: number;
}

const entry = (version: number, before: Figure | null, after: Figure | null) => ({
  version,
  changes: JSON.stringify(changesBetween(before, after)),
});

describe("Undoing what the trail tells", () => {
  const made: Figure = { id: 7, value: 5, noteVi: null, version: 1 };
  const corrected: Figure = { ...made, value: 6, noteVi: "Đếm lại.", version: 2 };
  const again: Figure = { ...corrected, value: null, version: 3 };
  const recorded = entry(1, null, made);
  const first = entry(2, made, corrected);
  const second = entry(3, corrected, again);

  it("leaves a row alone that nothing became of since", () => {
    expect(undo(again, [])).toEqual(again);
  });

  it.each([
    ["the last change", [second], corrected],
    ["two changes, told newest first", [second, first], made],
    ["two changes, told oldest first", [first, second], made],
    ["all of it, and it was not there", [recorded, first, second], null],
  ])("takes back %s", (_title, entries, was) => {
    expect(undo(again, entries)).toEqual(was);
  });

  it("brings back what was withdrawn, as it was", () => {
    const withdrawn = entry(4, again, null);
    expect(undo({ ...again, version: 4 }, [withdrawn])).toEqual(again);
    expect(undo({ ...again, version: 4 }, [withdrawn, second])).toEqual(corrected);
  });

  it("does not touch the row that it is given", () => {
    undo(again, [second]);
    expect(again.value).toBeNull();
  });
});
