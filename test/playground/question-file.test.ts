import { describe, expect, it } from "@jest/globals";
import { questionFile } from "../../playground/src/question-file.js";

describe("A question as a file", () => {
  it("is what stands in the editor, with its comments, called after its first query", () => {
    const text =
      "# Giường\nquery Beds { facilities { nodes { actualBeds } } }\nquery Names { facilities { nodes { name } } }";
    expect(questionFile(`${text}\n\n\n`)).toEqual({ is: "file", name: "Beds.graphql", text: `${text}\n` });
    expect(questionFile(text, "Other")).toMatchObject({ name: "Beds.graphql" });
  });

  it.each([
    ["{ facilities { totalCount } }", "query Count { facilities { totalCount } }"],
    ["# Đếm\nquery{ facilities { totalCount } }", "# Đếm\nquery Count{ facilities { totalCount } }"],
    [
      "query ($area: String!) { facilities(filter: { areaCode: $area }) { ...F } } fragment F on FacilityConnection { totalCount }",
      "query Count ($area: String!) { facilities(filter: { areaCode: $area }) { ...F } } fragment F on FacilityConnection { totalCount }",
    ],
    [
      "fragment F on FacilityConnection { totalCount } { facilities { ...F } }",
      "fragment F on FacilityConnection { totalCount } query Count { facilities { ...F } }",
    ],
  ])("gets the name that was asked for where it has none: %s", (text, named) => {
    expect(questionFile(text)).toEqual({ is: "nameless", suggested: "Facilities" });
    expect(questionFile(text, "Count")).toEqual({ is: "file", name: "Count.graphql", text: `${named}\n` });
    for (const wrong of ["", "1st", "Giường", "a b", "../x", "Q".repeat(61)])
      expect(questionFile(text, wrong)).toMatchObject({ is: "nameless" });
  });

  it("is none of a question that is not finished, and of an act", () => {
    for (const text of ["", "query Beds {", "fragment F on Facility { name }"])
      expect(questionFile(text)).toEqual({ is: "unfinished" });
    expect(questionFile('mutation M { sessionEnd(input: { refreshToken: "x" }) { ended } }')).toEqual({ is: "act" });
  });
});
