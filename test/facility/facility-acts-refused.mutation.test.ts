import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase } from "../support/database.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

const TODAY = "2026-06-15";
const UNIT = { facilityType: "POLYCLINIC", ownership: "PRIVATE", area: "46", openedOn: "2025-09-01" };
const REASON = { reason: "Thử." };

describe("An act on the register of facilities is refused", () => {
  let server: TestServer;
  let department: Acting;
  let editor: Record<string, string>;

  beforeAll(async () => {
    server = await serve(await loadedDatabase(), { now: () => Date.parse(`${TODAY}T08:00:00+07:00`) });
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    editor = (await signedIn(server, "mắt")).headers;
    department = new Acting(server, (await signedIn(server, "sở")).headers, { facility: "id code version" });
    for (const [code, managedBy] of [
      ["SYNTHETIC-TOP", null],
      ["SYNTHETIC-MIDDLE", "SYNTHETIC-TOP"],
      ["SYNTHETIC-LOW", "SYNTHETIC-MIDDLE"],
      ["SYNTHETIC-ENDED", null],
    ]) {
      await department.done("facilityAdd", { ...UNIT, code, name: `Cơ sở ${code}`, managedBy });
    }
    await department.done("facilityClose", { ...(await at("SYNTHETIC-ENDED")), on: "2026-01-01", ...REASON });
  });
  afterAll(() => server.close());

  const at = async (code: string): Promise<{ id: string; expectedVersion: number }> => {
    const { facility } = await dataOf(server, `{ facility(code: "${code}") { id version } }`);
    return { id: facility.id, expectedVersion: facility.version };
  };
  const messageOf = async (field: string, input: object): Promise<string> =>
    (await department.payload(field, input)).userErrors[0].message;
  const everything = async (): Promise<Data> => [
    await dataOf(server, "{ facilities(first: 100) { nodes { code name version parent { code } closedOn aliases } } }"),
    await server.db.query("SELECT COUNT(*) AS n FROM audit_entry"),
  ];

  /** What is tried, and on which field of the input it is refused with which code. */
  type Case = readonly [what: string, field: string, code: string | null, input: object, mistakes: [string, string][]];
  const NEW = { ...UNIT, code: "SYNTHETIC-NEW", name: "Cơ sở SYNTHETIC-NEW" };
  const CASES: readonly Case[] = [
    ["a code of small letters", "facilityAdd", null, { ...NEW, code: "synthetic" }, [["code", "INVALID"]]],
    ["a code that begins with a digit", "facilityAdd", null, { ...NEW, code: "46-A" }, [["code", "INVALID"]]],
    ["a code that somebody has", "facilityAdd", null, { ...NEW, code: "BV-MAT" }, [["code", "TAKEN"]]],
    ["a code that is another's spelling", "facilityAdd", null, { ...NEW, code: "SỞ" }, [["code", "INVALID"]]],
    ["the code of an area", "facilityAdd", null, { ...NEW, code: "VN" }, [["code", "TAKEN"]]],
    [
      "a former name of another",
      "facilityAdd",
      null,
      { ...NEW, name: "bệnh viện  lao và bệnh phổi" },
      [["name", "TAKEN"]],
    ],
    [
      "a spelling of another",
      "facilityAdd",
      null,
      { ...NEW, spellings: ["TTYThuyện Phú Vang"] },
      [["spellings", "TAKEN"]],
    ],
    ["a blank name", "facilityAdd", null, { ...NEW, name: " … " }, [["name", "INVALID"]]],
    [
      "words that nobody knows",
      "facilityAdd",
      null,
      { ...NEW, facilityType: "CLINIC", hospitalClass: "CLASS_9" },
      [
        ["facilityType", "NOT_FOUND"],
        ["hospitalClass", "NOT_FOUND"],
      ],
    ],
    [
      "an area that has ended",
      "facilityAdd",
      null,
      { ...NEW, area: "478", openedOn: "2022-01-01" },
      [["area", "INVALID"]],
    ],
    ["an area of another day", "facilityAdd", null, { ...NEW, area: "478" }, [["area", "NOT_FOUND"]]],
    [
      "a managing body that closed",
      "facilityAdd",
      null,
      { ...NEW, managedBy: "SYNTHETIC-ENDED" },
      [["managedBy", "ILLEGAL_STATE"]],
    ],
    [
      "a managing body not yet there",
      "facilityAdd",
      null,
      { ...NEW, managedBy: "SYNTHETIC-TOP", openedOn: "2020-01-01" },
      [["managedBy", "INVALID"]],
    ],
    ["a first day in the future", "facilityAdd", null, { ...NEW, on: "2026-06-16" }, [["on", "INVALID"]]],
    ["known before it opened", "facilityAdd", null, { ...NEW, on: "2025-08-31" }, [["openedOn", "INVALID"]]],
    ["half a bed", "facilityAdd", null, { ...NEW, actualBeds: -1 }, [["actualBeds", "INVALID"]]],

    ["a name that another has", "facilityRename", "BV-MAT", { name: "Bệnh viện Phổi", on: TODAY }, [["name", "TAKEN"]]],
    ["its own name", "facilityRename", "BV-MAT", { name: "Bệnh viện Mắt Huế", on: TODAY }, [["name", "INVALID"]]],
    ["a day in the future", "facilityRename", "BV-MAT", { name: "SYNTHETIC", on: "2026-06-16" }, [["on", "INVALID"]]],
    [
      "a day before the last name",
      "facilityRename",
      "BV-PHOI",
      { name: "SYNTHETIC", on: "2022-09-15" },
      [["on", "INVALID"]],
    ],
    [
      "the day of the last name",
      "facilityRename",
      "BV-PHOI",
      { name: "SYNTHETIC", on: "2022-09-16" },
      [["on", "INVALID"]],
    ],
    [
      "a day before it opened",
      "facilityRename",
      "SYNTHETIC-TOP",
      { name: "SYNTHETIC", on: "2025-08-31" },
      [["on", "INVALID"]],
    ],
    [
      "a name after the end",
      "facilityRename",
      "SYNTHETIC-ENDED",
      { name: "SYNTHETIC", on: "2026-01-01" },
      [["on", "ILLEGAL_STATE"]],
    ],
    [
      "a law that nobody knows",
      "facilityRename",
      "BV-MAT",
      { name: "SYNTHETIC", on: TODAY, legalDocument: "1/QĐ" },
      [["legalDocument", "NOT_FOUND"]],
    ],

    ["where it stands already", "facilityMove", "BV-MAT", { area: "46", on: TODAY }, [["area", "INVALID"]]],
    [
      "a day before the last place",
      "facilityMove",
      "TTYT-PHUVANG",
      { area: "46", on: "2025-06-30" },
      [["on", "INVALID"]],
    ],

    ["managed by itself", "facilityReassign", "BV-MAT", { managedBy: "BV-MAT", on: TODAY }, [["managedBy", "INVALID"]]],
    [
      "managed by its child",
      "facilityReassign",
      "SYNTHETIC-TOP",
      { managedBy: "SYNTHETIC-MIDDLE", on: TODAY },
      [["managedBy", "INVALID"]],
    ],
    [
      "managed by its child's child",
      "facilityReassign",
      "SYNTHETIC-TOP",
      { managedBy: "SYNTHETIC-LOW", on: TODAY },
      [["managedBy", "INVALID"]],
    ],
    [
      "managed by one that closed",
      "facilityReassign",
      "SYNTHETIC-LOW",
      { managedBy: "SYNTHETIC-ENDED", on: TODAY },
      [["managedBy", "ILLEGAL_STATE"]],
    ],
    [
      "managed by nobody on record",
      "facilityReassign",
      "BV-MAT",
      { managedBy: "SYNTHETIC-TOPP", on: TODAY },
      [["managedBy", "NOT_FOUND"]],
    ],
    [
      "guided by who manages it",
      "facilityReassign",
      "BV-MAT",
      { guidedBy: "SYT", on: TODAY },
      [["guidedBy", "INVALID"]],
    ],
    ["managed as before", "facilityReassign", "BV-MAT", { managedBy: "SYT", on: TODAY }, [["", "INVALID"]]],
    ["neither managed nor guided anew", "facilityReassign", "BV-MAT", { on: TODAY }, [["", "INVALID"]]],

    ["what it is already", "facilityProfileChange", "BV-BINHDIEN", { actualBeds: 65, on: TODAY }, [["", "INVALID"]]],
    [
      "null for a type, which is what was left out",
      "facilityProfileChange",
      "BV-BINHDIEN",
      { facilityType: null, on: TODAY },
      [["", "INVALID"]],
    ],
    [
      "a day before the survey",
      "facilityProfileChange",
      "BV-BINHDIEN",
      { actualBeds: 60, on: "2022-09-01" },
      [["on", "INVALID"]],
    ],

    ["into itself", "facilityMerge", "BV-MAT", { into: "BV-MAT", on: TODAY, ...REASON }, [["into", "INVALID"]]],
    [
      "into one that closed",
      "facilityMerge",
      "BV-MAT",
      { into: "SYNTHETIC-ENDED", on: TODAY, ...REASON },
      [["into", "ILLEGAL_STATE"]],
    ],
    [
      "into one that it manages",
      "facilityMerge",
      "SYNTHETIC-TOP",
      { into: "SYNTHETIC-LOW", on: TODAY, ...REASON },
      [["into", "ILLEGAL_STATE"]],
    ],
    [
      "a merging of what is merged",
      "facilityMerge",
      "BV-CHANMAY",
      { into: "BV-MAT", on: TODAY, ...REASON },
      [["id", "ILLEGAL_STATE"]],
    ],
    [
      "a merging without a reason",
      "facilityMerge",
      "BV-MAT",
      { into: "BV-PHOI", on: TODAY, reason: " " },
      [["reason", "INVALID"]],
    ],
    [
      "an end before its last change",
      "facilityClose",
      "TTYT-PHUVANG",
      { on: "2025-06-30", ...REASON },
      [["on", "INVALID"]],
    ],
    [
      "an end before another went into it",
      "facilityClose",
      "TTYT-PHULOC",
      { on: "2021-04-08", ...REASON },
      [["on", "INVALID"]],
    ],
    [
      "the end of who manages others",
      "facilityClose",
      "SYNTHETIC-TOP",
      { on: TODAY, ...REASON },
      [["id", "ILLEGAL_STATE"]],
    ],
    ["a second end", "facilityClose", "SYNTHETIC-ENDED", { on: TODAY, ...REASON }, [["id", "ILLEGAL_STATE"]]],
    ["the reopening of what is open", "facilityReopen", "BV-MAT", REASON, [["id", "ILLEGAL_STATE"]]],

    [
      "a name that never changed",
      "facilityWithdrawChange",
      "BV-MAT",
      { aspect: "NAME", ...REASON },
      [["aspect", "ILLEGAL_STATE"]],
    ],
    [
      "a place in an area that has ended",
      "facilityWithdrawChange",
      "TTYT-PHUVANG",
      { aspect: "PLACE", ...REASON },
      [["aspect", "ILLEGAL_STATE"]],
    ],
    [
      "management since ever",
      "facilityWithdrawChange",
      "BV-MAT",
      { aspect: "MANAGEMENT", ...REASON },
      [["aspect", "ILLEGAL_STATE"]],
    ],
    ["nothing to correct", "facilityCorrect", "BV-MAT", REASON, [["", "INVALID"]]],
    [
      "what is on record already",
      "facilityCorrect",
      "BV-MAT",
      { ownership: "PUBLIC", openedOn: null, noteVi: " ", addSpellings: ["Bệnh Viện Mắt Huế"], ...REASON },
      [["", "INVALID"]],
    ],
    ["another's name", "facilityCorrect", "BV-MAT", { name: "Bệnh viện Phổi", ...REASON }, [["name", "TAKEN"]]],
    [
      "another's spelling",
      "facilityCorrect",
      "BV-MAT",
      { addSpellings: ["TTYThuyện Phú Vang", "phòng khám Mắt SYNTHETIC", "BV-PHOI"], ...REASON },
      [
        ["addSpellings", "TAKEN"],
        ["addSpellings", "TAKEN"],
      ],
    ],
    [
      "a spelling that it has not",
      "facilityCorrect",
      "BV-MAT",
      { removeSpellings: ["BV Tai"], ...REASON },
      [["removeSpellings", "NOT_FOUND"]],
    ],
    [
      "opened after its first change",
      "facilityCorrect",
      "BV-PHOI",
      { openedOn: "2022-09-17", ...REASON },
      [["openedOn", "INVALID"]],
    ],
    [
      "opened after its end",
      "facilityCorrect",
      "BV-CHANMAY",
      { openedOn: "2021-04-08", ...REASON },
      [["openedOn", "INVALID"]],
    ],
  ];

  it.each(CASES)("for %s (%s)", async (_what, field, code, input, mistakes) => {
    const before = await everything();
    const target = code === null ? {} : await at(code);
    expect(await department.refused(field, { ...target, ...input })).toEqual(mistakes);
    expect(await everything()).toEqual(before);
  });

  it("in a sentence that says what stands against it, in both languages", async () => {
    const circle = { ...(await at("SYNTHETIC-TOP")), managedBy: "SYNTHETIC-LOW", on: TODAY };
    expect(await messageOf("facilityReassign", circle)).toBe(
      '"SYNTHETIC-TOP" itself manages "SYNTHETIC-LOW" on 2026-06-15, directly or not; management would go in a circle.',
    );
    const early = { ...(await at("BV-PHOI")), name: "SYNTHETIC", on: "2022-09-15" };
    expect(await messageOf("facilityRename", early)).toBe(
      "Its name has a change on record on 2022-09-16; a change on 2022-09-15 would come before it. Record a later day, or correct what is recorded wrongly.",
    );
    const managing = { ...(await at("SYT")), on: TODAY, ...REASON };
    expect(await messageOf("facilityClose", managing)).toMatch(
      /^"SYT" manages 25 on 2026-06-15 or later: [A-Z-]+(, [A-Z-]+){4}, …\. Give them/,
    );
    const inVietnamese = { ...department.headers, "accept-language": "vi" };
    const { userErrors } = await department.payload("facilityRename", early, inVietnamese);
    expect(userErrors[0].message).toMatch(/^Tên gọi đã có thay đổi ghi ngày 16\/09\/2022;/);
  });

  it("with the object as it is, where another version was seen, and alike where there is none", async () => {
    const { id } = await at("BV-MAT");
    const stale = await department.payload("facilityClose", { id, expectedVersion: 7, on: TODAY, ...REASON });
    expect(stale).toMatchObject({
      facility: { id, code: "BV-MAT", version: 1 },
      userErrors: [{ path: ["expectedVersion"], code: "CONFLICT" }],
    });
    for (const nothing of ["x", Buffer.from("Facility:999999").toString("base64url")]) {
      expect(
        await department.payload("facilityClose", { id: nothing, expectedVersion: 1, on: TODAY, ...REASON }),
      ).toMatchObject({ facility: null, userErrors: [{ path: ["id"], code: "NOT_FOUND" }] });
    }
  });

  it("to editors, also for their own facility", async () => {
    const { errors } = await department.ask(
      "facilityCorrect",
      { ...(await at("BV-MAT")), actualBeds: 1, ...REASON },
      editor,
    );
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("where two would make a circle together: one of them is", async () => {
    for (const code of ["SYNTHETIC-LEFT", "SYNTHETIC-RIGHT"]) {
      await department.done("facilityAdd", { ...UNIT, code, name: `Cơ sở ${code}` });
    }
    const [left, right] = [await at("SYNTHETIC-LEFT"), await at("SYNTHETIC-RIGHT")];
    const payloads = await Promise.all([
      department.payload("facilityReassign", { ...left, managedBy: "SYNTHETIC-RIGHT", on: TODAY }),
      department.payload("facilityReassign", { ...right, managedBy: "SYNTHETIC-LEFT", on: TODAY }),
    ]);
    expect(payloads.map(({ userErrors }) => userErrors.map(({ code }: Data) => code).join()).sort()).toEqual([
      "",
      "INVALID",
    ]);
  });

  it("where two take the same name or code at the same time: one of them is", async () => {
    const codes = ["SYNTHETIC-1", "SYNTHETIC-1", "SYNTHETIC-2", "SYNTHETIC-3"];
    const payloads = await Promise.all(
      codes.map((code) => department.payload("facilityAdd", { ...UNIT, code, name: "Cơ sở SYNTHETIC cùng tên" })),
    );
    expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(payloads.flatMap(({ userErrors }) => userErrors).every(({ code }: Data) => code === "TAKEN")).toBe(true);
  });

  it("never leaves a half-changed register behind: nobody manages himself, and each has one latest state", async () => {
    for (const table of ["facility_name", "facility_profile", "facility_place"]) {
      expect(
        await server.db.query(
          `SELECT f.code FROM facility f LEFT JOIN ${table} t ON t.facility_id = f.id AND t.latest = 1 GROUP BY f.code HAVING COUNT(t.id) <> 1`,
        ),
      ).toEqual([]);
    }
    expect(server.reported).toEqual([]);
  });
});
