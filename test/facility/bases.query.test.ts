import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import { type Data, dataOf } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const PLACES = "places { area { code name } validFrom validTo isStated basisVi }";
const RELATIONS =
  "relations { kind related { code } validFrom validTo validFromIsStandIn validToIsStandIn legalDocument { number } basisVi }";
const BASES = `ownership ownershipBasisVi profileFrom profileFromIsStandIn
  names { name validFrom validTo validFromIsStandIn validToIsStandIn noteVi } ${PLACES} ${RELATIONS}`;

const FIRST_SURVEY_DAY = "2022-09-16";
const SINCE_THE_SURVEY =
  "Có trong danh sách khảo sát năm 2022 của Sở Y tế; ngày chuyển không rõ, 16/09/2022 là ngày sớm nhất có văn bản; " +
  "hình thức tổ chức theo danh sách khảo sát năm 2022.";
const GUIDED = "Sở Y tế hướng dẫn, đề nghị báo cáo theo công văn; chưa trực thuộc Sở Y tế.";

const tableOf = async (name: string): Promise<Record<string, string>[]> =>
  parse(await readFile(`data/register/${name}.csv`, "utf8"), { columns: true });
const orNull = (cell: string | undefined): string | null => cell || null;

describe("On what the register rests", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    department = new Acting(server, (await signedIn(server, "sở")).headers, { facility: `id version ${BASES}` });
  });
  afterAll(() => server.close());

  const unit = async (code: string, asOf: string | null = null, fields = BASES): Promise<Data> =>
    (
      await dataOf(
        server,
        `query ($code: String!, $asOf: LocalDate) { facility(code: $code, asOf: $asOf) { id version ${fields} } }`,
        { code, asOf },
      )
    ).facility;
  const all = async (fields: string): Promise<Data[]> =>
    (await dataOf(server, `{ facilities(first: 100) { nodes { code ${fields} } } }`)).facilities.nodes;

  it("is told of the owner, the places and the relations of each unit, as the files of the register have it", async () => {
    const units = await all(`ownershipBasisVi ${PLACES} ${RELATIONS}`);
    const [ownership, places, relations] = await Promise.all(
      ["facility-ownership", "facility-places", "facility-relations"].map(tableOf),
    );
    const latest = new Map(ownership?.map(({ facility, basis_vi }) => [facility, basis_vi]));
    expect(Object.fromEntries(units.map(({ code, ownershipBasisVi }) => [code, ownershipBasisVi]))).toEqual(
      Object.fromEntries(latest),
    );
    const told = (rows: readonly (readonly (string | null)[])[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(
      told(
        units.flatMap(({ code, places: own }) =>
          own.map(({ area, validFrom, validTo, isStated, basisVi }: Data) => [
            ...[code, area.code, validFrom, validTo],
            ...[isStated ? "1" : "0", basisVi],
          ]),
        ),
      ),
    ).toEqual(
      told(
        (places ?? []).map(({ facility, area_key, valid_from, valid_to, stated, basis_vi }) => [
          ...[facility ?? "", area_key ?? "", orNull(valid_from), orNull(valid_to)],
          ...[stated ?? "", orNull(basis_vi)],
        ]),
      ),
    );
    expect(
      told(
        units.flatMap(({ code, relations: own }) =>
          own.map(({ kind, related, validFrom, validTo, legalDocument, basisVi }: Data) => [
            ...[code, kind, related.code, validFrom, validTo, legalDocument?.number ?? null, basisVi],
          ]),
        ),
      ),
    ).toEqual(
      told(
        (relations ?? []).map(({ facility, kind, related, valid_from, valid_to, legal_document, basis_vi }) => [
          ...[facility ?? "", kind ?? "", related ?? "", orNull(valid_from), orNull(valid_to)],
          ...[orNull(legal_document), orNull(basis_vi)],
        ]),
      ),
    );
  });

  it("says of the first day of the survey, and of the day of the letter, that they stand in for days that nobody knows", async () => {
    const { id: _, version: __, ...told } = await unit("BV-GTVT");
    expect(told).toEqual({
      ...{ ownership: "PUBLIC", ownershipBasisVi: SINCE_THE_SURVEY },
      ...{ profileFrom: FIRST_SURVEY_DAY, profileFromIsStandIn: true },
      names: [
        {
          ...{ name: "Bệnh viện Giao thông vận tải Huế", validFrom: null, validTo: null, noteVi: null },
          ...{ validFromIsStandIn: false, validToIsStandIn: false },
        },
      ],
      places: [
        {
          ...{ area: { code: "46", name: "Thành phố Huế" }, validFrom: null, validTo: null, isStated: true },
          basisVi: "Không văn bản nào ghi huyện; đơn vị ở trên địa bàn tỉnh.",
        },
      ],
      relations: [
        {
          ...{ kind: "GUIDES", related: { code: "SYT" }, validFrom: "2019-08-08", validTo: FIRST_SURVEY_DAY },
          ...{ validFromIsStandIn: true, validToIsStandIn: true },
          ...{ legalDocument: { number: "1999/SYT-VP" }, basisVi: GUIDED },
        },
        {
          ...{ kind: "MANAGES", related: { code: "SYT" }, validFrom: FIRST_SURVEY_DAY, validTo: null },
          ...{ validFromIsStandIn: true, validToIsStandIn: false, legalDocument: null },
          basisVi: "Trực thuộc Sở Y tế vào tháng 9/2022; ngày chuyển không rõ, 16/09/2022 là ngày sớm nhất có văn bản.",
        },
      ],
    });
    expect((await unit("BV-PHOI")).names).toEqual([
      {
        ...{ name: "Bệnh viện Lao và bệnh phổi", validFrom: null, validTo: FIRST_SURVEY_DAY },
        ...{ validFromIsStandIn: false, validToIsStandIn: true },
        noteVi: "Ngày đổi tên không rõ; 16/09/2022 là ngày sớm nhất có văn bản dùng tên mới.",
      },
      {
        ...{ name: "Bệnh viện Phổi", validFrom: FIRST_SURVEY_DAY, validTo: null, noteVi: null },
        ...{ validFromIsStandIn: true, validToIsStandIn: false },
      },
    ]);
  });

  it("has no stand-in for days that a document gives: mergers, and moves by law", async () => {
    expect((await unit("BV-CHANMAY")).relations).toEqual([
      {
        ...{ kind: "MANAGES", related: { code: "SYT" }, validFrom: null, validTo: "2021-04-08" },
        ...{ validFromIsStandIn: false, validToIsStandIn: false, legalDocument: null },
        basisVi: "Đơn vị trực thuộc Sở Y tế đến khi sáp nhập; ngày bắt đầu không rõ.",
      },
      {
        ...{ kind: "MERGED_INTO", related: { code: "TTYT-PHULOC" }, validFrom: "2021-04-08", validTo: null },
        ...{ validFromIsStandIn: false, validToIsStandIn: false, legalDocument: null },
        basisVi: "Sáp nhập vào Trung tâm Y tế huyện Phú Lộc ngày 08/04/2021.",
      },
    ]);
    const units = await all("profileFrom profileFromIsStandIn");
    expect(
      units.filter(({ profileFrom, profileFromIsStandIn }) => (profileFrom !== null) !== profileFromIsStandIn),
    ).toEqual([]);
    expect(units.filter(({ profileFromIsStandIn }) => profileFromIsStandIn)).toHaveLength(26);
  });

  it("is of the day asked about: what came after it is not known then", async () => {
    expect(
      await unit("BV-GTVT", "2019-12-31", `ownership ownershipBasisVi profileFrom profileFromIsStandIn ${RELATIONS}`),
    ).toEqual({
      ...{ id: expect.any(String), version: 1, ownership: "SECTOR", profileFrom: null, profileFromIsStandIn: false },
      ownershipBasisVi:
        "Công văn 1999/SYT-VP gửi các Bệnh viện Bộ, Ngành đóng trên địa bàn; năm 2019 chưa trực thuộc Sở Y tế; " +
        "hình thức tổ chức theo danh sách khảo sát năm 2022.",
      relations: [
        {
          ...{ kind: "GUIDES", related: { code: "SYT" }, validFrom: "2019-08-08", validTo: null },
          ...{ validFromIsStandIn: true, validToIsStandIn: false },
          ...{ legalDocument: { number: "1999/SYT-VP" }, basisVi: GUIDED },
        },
      ],
    });
    expect((await unit("TTYT-NAMDONG", "2025-03-01", PLACES)).places).toEqual([
      {
        ...{ area: { code: "483", name: "Huyện Nam Đông" }, validFrom: null, validTo: "2025-01-01", isStated: true },
        basisVi: "Theo tên gọi của trung tâm.",
      },
      {
        ...{ area: { code: "482", name: "Huyện Phú Lộc" }, validFrom: "2025-01-01", validTo: null, isStated: true },
        basisVi: "Huyện Nam Đông nhập vào huyện Phú Lộc (1314/NQ-UBTVQH15).",
      },
    ]);
  });

  it("is what a person gives with an act; what was said of the owner goes when the owner changes, and not before", async () => {
    const before = await unit("BV-RHM");
    const moved = await department.done("facilityMove", {
      ...{
        id: before.id,
        expectedVersion: before.version,
        area: "19942",
        on: "2025-08-01",
        basisVi: "Biên bản bàn giao.",
      },
    });
    expect(moved.places.at(-1)).toEqual({
      ...{ area: { code: "19942", name: "Xã Phú Vang" }, validFrom: "2025-08-01", validTo: null, isStated: true },
      basisVi: "Biên bản bàn giao.",
    });
    const reassigned = await department.done("facilityReassign", {
      ...{ id: before.id, expectedVersion: moved.version, managedBy: "TTYT-PHUVANG", on: "2025-09-01" },
      ...{ basisVi: "Quyết định giao quản lý.", legalDocument: "92/KH-UBND" },
    });
    expect(reassigned.relations.at(-1)).toEqual({
      ...{ kind: "MANAGES", related: { code: "TTYT-PHUVANG" }, validFrom: "2025-09-01", validTo: null },
      ...{ validFromIsStandIn: false, validToIsStandIn: false },
      ...{ legalDocument: { number: "92/KH-UBND" }, basisVi: "Quyết định giao quản lý." },
    });
    const larger = await department.done("facilityProfileChange", {
      ...{ id: before.id, expectedVersion: reassigned.version, on: "2025-10-01", actualBeds: 60 },
    });
    expect(larger).toMatchObject({
      ...{ ownership: "PUBLIC", ownershipBasisVi: before.ownershipBasisVi },
      ...{ profileFrom: "2025-10-01", profileFromIsStandIn: false },
    });
    const sold = await department.done("facilityProfileChange", {
      ...{ id: before.id, expectedVersion: larger.version, on: "2025-11-01", ownership: "PRIVATE" },
    });
    expect([sold.ownership, sold.ownershipBasisVi]).toEqual(["PRIVATE", null]);
    const other = await unit("BV-MAT");
    const corrected = await department.done("facilityCorrect", {
      ...{ id: other.id, expectedVersion: other.version, ownership: "SECTOR", reason: "Ghi nhầm." },
    });
    expect([corrected.ownership, corrected.ownershipBasisVi]).toEqual(["SECTOR", null]);
  });

  it("costs no statement more for many units than for one", async () => {
    const nested = `places { area { latestObservations { value } } } relations { related { latestObservations { value } } }`;
    const statements = async (filter: string): Promise<number> => {
      const before = server.db.statements;
      await dataOf(server, `{ facilities(first: 100${filter}) { nodes { ${nested} } } }`);
      return server.db.statements - before;
    };
    expect(await statements("")).toBe(await statements(', filter: { search: "BV-MAT" }'));
  });
});
