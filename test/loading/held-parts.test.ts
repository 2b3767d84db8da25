import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { importFile } from "../../server/concepts/import/importer.js";
import { SNAPSHOT_PARTS } from "../../server/concepts/index.js";
import type { Snapshot } from "../../server/core/context.js";
import type { Database } from "../../server/core/database/database.js";
import { bySystem, traced } from "../../server/core/mutation/trail.js";
import { Rows } from "../../server/core/snapshot/rows.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { loadedDatabase, type TestDatabase } from "../support/database.js";
import { FIGURES, listNamed, readerNamed } from "../support/importing.js";
import { rowsFound } from "../support/rows-found.js";
import { type Data, dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";
import { areaFieldsOf, heldBy, readAnew } from "../support/snapshot-fields.js";
import { addSyntheticCommunes } from "../support/synthetic.js";

const TODAY = "2026-07-02";
const OBJECTS = {
  ...{ area: "id version", milestone: "id version", target: "id version", metric: "id version" },
  ...{ legalDocument: "id version", campaign: "id version", round: "id version", progress: "id version" },
};
const BASIS = { noteVi: "Thử." };
const REASON = { reason: "Thử." };
const METRIC = {
  ...{ code: "SYNTHETIC_CALLS", nameVi: "Số cuộc gọi (chỉ số giả định)", nameEn: "Calls (a made-up metric)" },
  ...{ kind: "COUNT", subjectType: "FACILITY", direction: "MORE_IS_BETTER", programme: "PROJECT_06", unit: "LOOKUP" },
  ...{ counts: "WHOLE", rulesBasisVi: "Đếm từng cuộc gọi.", rulesBasisEn: "Counted call by call." },
  ...{ expectedOf: "ALL_SUBJECTS", expectedBasisVi: "Mọi cơ sở.", expectedBasisEn: "Every facility." },
};
const CAMPAIGN = {
  ...{ code: "THU", titleVi: "Báo cáo thử", recipients: [{ nameVi: "Mắt", units: [{ facility: "BV-MAT" }] }] },
  forms: [{ code: "Mẫu 1", titleVi: "Mẫu", columns: [{ number: "(1)", labelVi: "Lượt" }] }],
  demands: [{ recipient: "Mắt", form: "Mẫu 1", dueBefore: "2026-08-01" }],
};
const at = ({ id, version }: Data) => ({ id, expectedVersion: version });

/** What is made anew of the rest whenever anything has changed. */
const MADE_ANEW = ["assessments", "results"];

describe("What a server holds", () => {
  let database: TestDatabase;
  let server: TestServer;
  let department: Acting;
  const now = () => Date.parse(`${TODAY}T08:00:00+07:00`);

  beforeAll(async () => {
    database = await loadedDatabase();
    server = await serve(database, { now });
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, OBJECTS);
    // The first act of all makes the section of the register that it cites.
    await department.did("targetAdd", { legalDocument: "07/CT-TTg", year: 2026, statementVi: "Mục tiêu SYNTHETIC" });
  });
  afterAll(() => server.close());

  it("is loaded from the tables that each part names, and from no other", async () => {
    for (const { loaded = [], late = [] } of SNAPSHOT_PARTS) {
      for (const part of [...loaded, ...late]) {
        const read = new Set<string>();
        const watched: Database = {
          ...{ dialect: server.db.dialect },
          query(sql, params) {
            for (const [, table = ""] of sql.matchAll(/\b(?:FROM|JOIN) (\w+)/g)) read.add(table);
            return server.db.query(sql, params);
          },
        };
        await part.load(watched);
        expect([...read].sort()).toEqual([...part.tables].sort());
      }
    }
  });

  /** What is held and no longer the same after an act, each as a server reads it that has held nothing before. */
  async function changedBy(act: () => Promise<unknown>): Promise<string[]> {
    const before = await heldBy(server);
    await act();
    const [after, anew] = [await heldBy(server), await readAnew(server)];
    const days = [null, "2022-12-31", TODAY];
    expect(areaFieldsOf(after.areas, days)).toEqual(areaFieldsOf(anew.areas, days));
    const fields = Object.keys(after) as (keyof Snapshot)[];
    for (const field of fields) {
      const [held, read]: unknown[] = [after[field], anew[field]];
      if (held instanceof Rows && read instanceof Rows) expect([field, held.all()]).toEqual([field, read.all()]);
      if (Array.isArray(held)) expect([field, held]).toEqual([field, read]);
    }
    return fields.filter((field) => after[field] !== before[field] && !MADE_ANEW.includes(field)).sort();
  }

  const latest = async (question: string): Promise<Data> => Object.values(await dataOf(server, question))[0] as Data;
  const milestone = async () => (await latest("{ roadmap { milestones { id version } } }")).milestones[0];
  const target = async () => (await latest("{ targets { id version } }"))[0];
  const campaign = () => latest('{ reportingCampaign(code: "THU") { id version } }');
  const round = () => latest('{ assessmentRound(code: "2026") { id version } }');
  const area = (code: string) => latest(`{ area(code: "${code}") { id version } }`);
  const roadmap = ["milestones", "roadmapYears", "targets"];
  /** What first cites a section makes it; what all campaigns ask for names sections. */
  const section = ["asked", "citation", "sections"];

  it.each<[act: string, changed: string[], input: () => Promise<object> | object]>([
    [
      "areaAdd",
      ["areas", "asked"],
      () => ({ code: "THU", name: "Xã thử", areaType: "COMMUNE", parent: "46", on: "2026-06-01", ...BASIS }),
    ],
    ["areaRename", ["areas", "asked"], async () => ({ ...at(await area("THU")), on: TODAY, name: "Tên", ...BASIS })],
    [
      "areaCorrect",
      ["areas", "asked"],
      async () => ({ ...at(await area("THU")), addSpellings: ["xa thu"], ...REASON }),
    ],
    ["areaMove", ["areas", "asked"], async () => ({ ...at(await area("THU")), on: TODAY, parent: "VN", ...BASIS })],
    ["milestoneReplan", roadmap, async () => ({ ...at(await milestone()), year: 2029, ...REASON })],
    [
      "milestoneRecordProgress",
      roadmap,
      async () => {
        const { id, version } = await milestone();
        return { milestone: id, expectedVersion: version, on: "2026-06-01", status: "IN_PROGRESS" };
      },
    ],
    ["targetCorrect", roadmap, async () => ({ ...at(await target()), noteVi: "Ghi chú", ...REASON })],
    ["metricAdd", ["asked", "metrics"], () => METRIC],
    [
      "metricChange",
      ["asked", "metrics"],
      async () => ({
        ...at(await latest('{ metric(code: "SYNTHETIC_CALLS") { id version } }')),
        nameVi: "Số cuộc gọi đến (chỉ số giả định)",
        ...REASON,
      }),
    ],
    [
      "legalDocumentAdd",
      ["legalDocuments", "legalMentions"],
      () => ({ number: "1/2026/SYNTHETIC", kind: "DECISION", titleVi: "Quyết định SYNTHETIC" }),
    ],
    [
      "legalDocumentCorrect",
      ["legalDocuments", "legalMentions"],
      async () => ({
        ...at(await latest('{ legalDocument(number: "1/2026/SYNTHETIC") { id version } }')),
        ...{ number: "01/2026/SYNTHETIC", ...REASON },
      }),
    ],
    ["reportingCampaignOpen", ["reportingCampaigns", ...section], () => CAMPAIGN],
    ["reportingCampaignClose", ["reportingCampaigns", "asked"], async () => at(await campaign())],
    ["reportingCampaignReopen", ["reportingCampaigns", "asked"], async () => ({ ...at(await campaign()), ...REASON })],
    ["milestoneCancel", roadmap, async () => ({ ...at(await milestone()), ...REASON })],
    [
      "metricWithdraw",
      ["asked", "metrics"],
      async () => ({ ...at(await latest('{ metric(code: "SYNTHETIC_CALLS") { id version } }')), ...REASON }),
    ],
    [
      "areaClose",
      ["areas", "asked"],
      async () => {
        const added = { code: "THU2", name: "Xã thử hai", areaType: "COMMUNE", parent: "46", on: "2026-06-01" };
        await department.did("areaAdd", { ...added, ...BASIS });
        return { ...at(await area("THU2")), on: TODAY, ...BASIS };
      },
    ],
    ["assessmentRoundOpen", ["levels", "rounds"], () => ({ code: "2026", year: 2026, openedOn: "2026-01-05" })],
    ["assessmentRoundClose", ["levels", "rounds"], async () => ({ ...at(await round()), closedOn: "2026-06-01" })],
    ["assessmentRoundReopen", ["levels", "rounds"], async () => ({ ...at(await round()), ...REASON })],
  ])("stays what it is after %s, but %j", async (act, changed, inputOf) => {
    const input = await inputOf();
    expect(await changedBy(() => department.did(act, input))).toEqual([...changed].sort());
  });

  it.each([
    ["a file of figures", readerNamed("observations"), `${FIGURES}\nLINKUPS,BV-MAT,,2021-01-31,35,,,,,\n`],
    ["a list of needs", listNamed("stated-needs"), "round,facility,system,needed\n2026,BV-MAT,TELEHEALTH,Có\n"],
  ])("stays what it is after %s of a name that is new, but its section", async (_, reader, content) => {
    const file = { file: `${reader.name} mới.csv`, document: "REGISTER", section: `${reader.name} mới.csv`, content };
    const importing = () => importFile(server.db, reader, file);
    expect(await changedBy(importing)).toEqual(section);
    expect(await changedBy(importing)).toEqual([]);
  });

  it("is all loaded anew where an act has changed something of which it tells nothing", async () => {
    const [{ id, version } = { id: 0, version: 0 }] = await server.db.query<{ id: number; version: number }>(
      "SELECT id, version FROM milestone ORDER BY id LIMIT 1",
    );
    const act = (beside: string) =>
      traced(server.db, bySystem("test", "milestoneReplan", `${TODAY}T01:00:00Z`), async (tx, trail) => {
        await tx.change(beside, []);
        await tx.change("UPDATE milestone SET version = version + 1 WHERE id = ?", [id]);
        const [now] = await tx.query<{ version: number }>("SELECT version FROM milestone WHERE id = ?", [id]);
        trail.add("REFERENCE", { type: "Milestone", id, version: now?.version ?? 0, before: { version }, after: {} });
      });
    expect(await changedBy(() => act("UPDATE milestone SET note_en = 'Something else' WHERE year = 2023"))).toEqual(
      roadmap,
    );
    expect(await changedBy(() => act("UPDATE term SET label_en = 'Something else'"))).toEqual(
      expect.arrayContaining(["terms", "areas", "rounds"]),
    );
  });

  it("is loaded anew where a file beside an act has changed other areas than the trail tells of", async () => {
    const other = await serve({ ...database, close: async () => {} }, { now });
    const before = await heldBy(other);
    // A file that comes with the product is told of as a whole when it is loaded first.
    const file = { file: "own.csv", document: "REGISTER", section: "own" };
    const content = "spelling,area_key\nPhu Vang viet khac,478\n";
    await importFile(server.db, readerNamed("area-spellings"), { ...file, content }, { origin: "DATA" });
    await department.did("areaCorrect", { ...at(await area("THU")), addSpellings: ["xa thu 2"], ...REASON });
    const [held, anew] = [await heldBy(other), await readAnew(other)];
    await other.close();
    expect(held.areas).not.toBe(before.areas);
    expect(areaFieldsOf(held.areas, [null])).toEqual(areaFieldsOf(anew.areas, [null]));
  });

  it("takes as few rows after an act on an area, however many areas there are", async () => {
    const renamed = (code: string) =>
      rowsFound(server.db, async () => {
        await department.did("areaRename", { ...at(await area(code)), on: TODAY, name: `Tên ${code}`, ...BASIS });
        await area(code);
      });
    await addSyntheticCommunes(server.db, 3);
    await area("S0");
    const few = await renamed("S0");
    await addSyntheticCommunes(server.db, 3000);
    await area("S0");
    expect(await renamed("S1")).toBe(few);
  });
});
