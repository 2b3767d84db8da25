import { describe, expect, it } from "@jest/globals";
import { listsIn } from "../../playground/src/answer-lists.js";

const WORDS = ["Không", "Có"] as const;

describe("The lists of an answer", () => {
  it("are tables, nested objects as columns, and a list within a list has the columns of both", () => {
    const nodes = [
      { code: "A", name: "Một", area: { name: "Phú Vang" }, needs: [{ system: { labelVi: "HIS" }, needed: true }] },
      {
        ...{ code: "B", name: null, area: null },
        needs: [
          { system: { labelVi: "LIS" }, needed: false },
          { system: { labelVi: "EMR" }, needed: null },
        ],
      },
    ];
    expect(listsIn({ facilities: { totalCount: 2, nodes } }, WORDS)).toEqual([
      {
        path: "facilities",
        columns: ["code", "name", "area.name"].map((header) => ({ header, holds: "TEXT" })),
        lines: [
          ["A", "Một", "Phú Vang"],
          ["B", null, null],
        ],
      },
      {
        path: "facilities.needs",
        columns: ["code", "name", "area.name", "needs.system.labelVi", "needs.needed"].map((header) => ({
          ...{ header, holds: "TEXT" },
        })),
        lines: [
          ["A", "Một", "Phú Vang", "HIS", "Có"],
          ["B", null, null, "LIS", "Không"],
          ["B", null, null, "EMR", null],
        ],
      },
    ]);
  });

  it("know numbers and days by what stands in them, and join words", () => {
    const series = [
      { on: "2022-10-27", value: 1.5, reasons: ["một", "hai"], more: [{ text: "ba" }] },
      { on: "2022-11-01", value: null, reasons: [], more: [] },
    ];
    const [list] = listsIn({ metric: { series } }, WORDS);
    expect(list).toEqual({
      path: "metric.series",
      columns: [
        { header: "on", holds: "DAY" },
        { header: "value", holds: "NUMBER" },
        { header: "reasons", holds: "TEXT" },
        { header: "more", holds: "TEXT" },
      ],
      lines: [
        ["2022-10-27", 1.5, "một; hai", "ba"],
        ["2022-11-01", null, "", ""],
      ],
    });
  });

  it("are those of edges too, and of plain values; without any there is none", () => {
    const edges = [{ cursor: "x", node: { code: "A" } }];
    expect(listsIn({ areas: { edges }, aliases: ["a", "b"] }, WORDS)).toEqual([
      {
        path: "areas",
        columns: ["cursor", "code"].map((header) => ({ header, holds: "TEXT" })),
        lines: [["x", "A"]],
      },
      { path: "aliases", columns: [{ header: "aliases", holds: "TEXT" }], lines: [["a"], ["b"]] },
    ]);
    for (const data of [undefined, null, { facility: { name: "x" } }, { facilities: { nodes: [] } }])
      expect(listsIn(data, WORDS)).toEqual([]);
  });
});
