import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { importLines } from "../support/importing.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const DOCUMENT =
  "id number kind { code } issuedOn inForceOn titleVi repealedOn repealedBy { number } noteVi noteEn targets { year } version";
const NEW = { number: "1/2026/SYNTHETIC", kind: "DECISION", titleVi: "Quyết định SYNTHETIC" };

describe("A legal document", () => {
  let server: TestServer;
  let department: Acting;
  let editor: Record<string, string>;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    editor = (await signedIn(server, "mắt")).headers;
    department = new Acting(server, (await signedIn(server, "sở")).headers, { legalDocument: DOCUMENT });
  });
  afterAll(() => server.close());

  const onRecord = async (number: string): Promise<Data> =>
    (await dataOf(server, `{ legalDocuments { ${DOCUMENT} } }`)).legalDocuments.find(
      (each: Data) => each.number === number,
    );
  const at = async (number: string) => {
    const { id, version } = await onRecord(number);
    return { id, expectedVersion: version };
  };

  it("is added with what is known of it, and can be cited at once", async () => {
    const added = await department.done("legalDocumentAdd", {
      ...{ ...NEW, number: " 1/2026/SYNTHETIC ", issuedOn: "2026-01-05", inForceOn: "2026-02-01", noteVi: " Thử. " },
    });
    expect(added).toEqual({
      ...{ id: expect.any(String), number: "1/2026/SYNTHETIC", kind: { code: "DECISION" }, issuedOn: "2026-01-05" },
      ...{ inForceOn: "2026-02-01", titleVi: "Quyết định SYNTHETIC", repealedOn: null, repealedBy: null },
      ...{ noteVi: "Thử.", noteEn: null, targets: [], version: 1 },
    });
    expect(await onRecord("1/2026/SYNTHETIC")).toEqual(added);
    await importLines(server.db, "targets", "own-targets.csv", [
      "document,year,due_on,statement,metric,value,count,note_vi,note_en",
      "1/2026/SYNTHETIC,2027,,Mục tiêu SYNTHETIC,,,,,",
    ]);
    expect((await onRecord("1/2026/SYNTHETIC")).targets).toEqual([{ year: 2027 }]);
  });

  it("is corrected for a reason; its former number goes on naming it in imports", async () => {
    const corrected = await department.done("legalDocumentCorrect", {
      ...{ ...(await at("1/2026/SYNTHETIC")), number: "01/2026/SYNTHETIC", titleVi: "Quyết định đúng SYNTHETIC" },
      ...{ inForceOn: null, reason: "Chép sai số." },
    });
    expect(corrected).toMatchObject({
      number: "01/2026/SYNTHETIC",
      inForceOn: null,
      issuedOn: "2026-01-05",
      version: 2,
    });
    expect(await onRecord("01/2026/SYNTHETIC")).toEqual(corrected);
    await importLines(server.db, "targets", "own-targets-2.csv", [
      "document,year,due_on,statement,metric,value,count,note_vi,note_en",
      "1/2026/synthetic,2028,,Mục tiêu SYNTHETIC,,,,,",
    ]);
    expect((await onRecord("01/2026/SYNTHETIC")).targets).toEqual([{ year: 2027 }, { year: 2028 }]);
    const [entry] = await server.db.query<{ reason: string; changes: string }>(
      "SELECT reason, changes FROM audit_entry WHERE object_type = 'LegalDocument' AND version = 2",
    );
    expect([entry?.reason, JSON.parse(entry?.changes ?? "{}").number]).toEqual([
      "Chép sai số.",
      ["1/2026/SYNTHETIC", "01/2026/SYNTHETIC"],
    ]);
  });

  it("is repealed by another one on record; the checks of what is printed see it at once", async () => {
    const repealed = await department.done("legalDocumentCorrect", {
      ...{
        ...(await at("831/QĐ-BYT")),
        repealedOn: "2026-02-01",
        repealedBy: "01/2026/SYNTHETIC",
        reason: "Bị bãi bỏ.",
      },
    });
    expect(repealed).toMatchObject({
      repealedOn: "2026-02-01",
      repealedBy: { number: "01/2026/SYNTHETIC" },
      version: 2,
    });
    const dates = async () =>
      (
        await dataOf(
          server,
          "{ discrepancies(filter: { kind: [DATE] }) { status stated subject { ... on LegalDocument { number } } } }",
        )
      ).discrepancies.filter(({ subject }: Data) => subject?.number === "5316/QĐ-BYT");
    const before = await dates();
    await department.done("legalDocumentCorrect", {
      ...(await at("5316/QĐ-BYT")),
      issuedOn: "2020-10-21",
      reason: "Thử.",
    });
    expect(before.map(({ status }: Data) => status)).not.toEqual((await dates()).map(({ status }: Data) => status));
  });

  it("is refused with all that is wrong, and nothing is written", async () => {
    const count = async () => (await dataOf(server, "{ legalDocuments { id version } }")).legalDocuments;
    const before = await count();
    const add = (input: object) =>
      department.refused("legalDocumentAdd", { ...NEW, number: "2/2026/SYNTHETIC", ...input });
    expect(await add({ number: "54/2017/tt-byt" })).toEqual([["number", "TAKEN"]]);
    expect(await add({ number: "thông tư số 54/2017/TT-BYT" })).toEqual([["number", "TAKEN"]]);
    expect(await add({ number: " ", titleVi: "x".repeat(401), kind: "LAW" })).toEqual([
      ["number", "INVALID"],
      ["titleVi", "INVALID"],
    ]);
    expect(await add({ kind: "LAW", repealedBy: "3/2026" })).toEqual([
      ["kind", "NOT_FOUND"],
      ["repealedBy", "NOT_FOUND"],
    ]);
    expect(await add({ issuedOn: "2026-02-01", inForceOn: "2026-01-31", repealedOn: "2026-01-30" })).toEqual([
      ["inForceOn", "INVALID"],
      ["repealedOn", "INVALID"],
    ]);
    const known = await at("54/2017/TT-BYT");
    const correct = (input: object) =>
      department.refused("legalDocumentCorrect", { ...known, reason: "Thử.", ...input });
    expect(await correct({ number: "5316/QĐ-BYT" })).toEqual([["number", "TAKEN"]]);
    expect(await correct({ repealedBy: "54/2017/TT-BYT" })).toEqual([["repealedBy", "INVALID"]]);
    expect(await correct({})).toEqual([["", "INVALID"]]);
    expect(await correct({ titleVi: "Tên khác", reason: "" })).toEqual([["reason", "INVALID"]]);
    expect(await correct({ id: "x", titleVi: "Tên khác" })).toEqual([["id", "NOT_FOUND"]]);
    const stale = await department.payload("legalDocumentCorrect", {
      ...known,
      expectedVersion: 9,
      titleVi: "x",
      reason: "Thử.",
    });
    expect(stale).toMatchObject({ legalDocument: { version: 1 }, userErrors: [{ code: "CONFLICT" }] });
    expect(await count()).toEqual(before);
    const { errors } = await department.ask("legalDocumentAdd", { ...NEW, number: "3/2026/SYNTHETIC" }, editor);
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("is added once by many who add it at the same time, and changed by one of many", async () => {
    const added = await Promise.all(
      Array.from({ length: 8 }, () => department.payload("legalDocumentAdd", { ...NEW, number: "4/2026/SYNTHETIC" })),
    );
    expect(added.map(({ userErrors }) => userErrors[0]?.code ?? "").sort()).toEqual(["", ...Array(7).fill("TAKEN")]);
    const seen = await at("4/2026/SYNTHETIC");
    const changed = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        department.payload("legalDocumentCorrect", { ...seen, noteVi: `Lần ${i}`, reason: "Thử đồng thời." }),
      ),
    );
    expect(changed.map(({ userErrors }) => userErrors[0]?.code ?? "").sort()).toEqual([
      "",
      ...Array(7).fill("CONFLICT"),
    ]);
    const now = await onRecord("4/2026/SYNTHETIC");
    for (const { legalDocument } of changed) expect(legalDocument).toEqual(now);
    expect(server.reported).toEqual([]);
  });
});
