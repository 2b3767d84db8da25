import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import { loadDataset } from "../../server/concepts/import/dataset.js";
import { emptyDatabase } from "../support/database.js";
import { WORLD_OF_A_DAY } from "../support/everything.js";
import { dataOf } from "../support/run-query.js";
import { serve, type TestServer } from "../support/server.js";

/** The tables of the register that hold what happened in 2025. */
const WITH_2025 = ["areas", "area-names", "area-changes", "area-spellings", "facility-places"];
const REORGANISATION = "2025-01-01";

/** A copy of data/ as somebody had it before 2025: no row that begins then, and no end that was not known yet. */
async function dataBefore2025(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "hue-before-2025-"));
  await cp("data", dir, { recursive: true });
  const areas: Record<string, string>[] = parse(await readFile("data/register/areas.csv", "utf8"), { columns: true });
  const begun = new Map(areas.map(({ key, valid_from }) => [key, valid_from]));
  for (const name of WITH_2025) {
    const file = join(dir, "register", `${name}.csv`);
    const [header = [], ...rows]: string[][] = parse(await readFile(file, "utf8"));
    const began = header.findIndex((column) => column === "valid_from" || column === "changed_on");
    const ended = header.indexOf("valid_to");
    const area = header.indexOf("area_key");
    const known = rows
      .filter((row) => (row[began] ?? begun.get(row[area]) ?? "") < REORGANISATION)
      .map((row) => row.map((cell, i) => (i === ended && cell >= REORGANISATION ? "" : cell)));
    const quoted = [header, ...known].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","));
    await writeFile(file, `${quoted.join("\n")}\n`);
  }
  return dir;
}

describe("The world of a day", () => {
  let server: TestServer;
  let dir: string;
  beforeAll(async () => {
    dir = await dataBefore2025();
    const database = await emptyDatabase();
    await loadDataset(database.db, dir);
    server = await serve(database);
  });
  afterAll(async () => {
    await server.close();
    await rm(dir, { recursive: true });
  });

  const DAYS = ["2018-12-31", "2019-08-08", "2021-06-30", "2022-12-07", "2024-12-31"];
  const LEVELS = `{ assessmentRounds { code levelDistribution(under: "46") { level count } pv: levelDistribution(under: "478") { level count } }
    metrics { code total(under: "46") { on value reporting expected } series(subject: "474") { on value subject { ... on Area { name } } } } }`;
  const answers = async (): Promise<Record<string, string>> => {
    const asked = DAYS.map(async (asOf) => [asOf, JSON.stringify(await dataOf(server, WORLD_OF_A_DAY, { asOf }))]);
    return Object.fromEntries([
      ...(await Promise.all(asked)),
      ["levels", JSON.stringify(await dataOf(server, LEVELS))],
    ]);
  };
  const today = async () =>
    await dataOf(
      server,
      '{ area(code: "46") { name children { name } } facility(code: "TTYT-NAMDONG") { area { name } } }',
    );

  it("is the same, byte by byte, before and after what 2025 changed is loaded", async () => {
    const before = await answers();
    expect(before["2022-12-07"]?.length).toBeGreaterThan(100_000);
    expect(await today()).toEqual({
      area: { name: "Tỉnh Thừa Thiên Huế", children: Array(9).fill({ name: expect.any(String) }) },
      facility: { area: { name: "Huyện Nam Đông" } },
    });

    const loaded = (await loadDataset(server.db, "data")).filter(({ loadedBefore }) => !loadedBefore);

    expect(loaded.map(({ file }) => file)).toEqual(WITH_2025.map((name) => `register/${name}.csv`));
    expect(await today()).toEqual({
      area: { name: "Thành phố Huế", children: Array(51).fill({ name: expect.any(String) }) },
      facility: { area: { name: "Huyện Phú Lộc" } },
    });
    const after = await answers();
    expect(Object.keys(after).filter((day) => after[day] !== before[day])).toEqual([]);
  });

  it("is then the same as in a database that was loaded at once", async () => {
    const database = await emptyDatabase();
    await loadDataset(database.db, "data");
    const other = await serve(database);
    try {
      const names =
        "{ areas { code name validFrom validTo parent { name } } facilities(first: 100) { nodes { code name area { name } } } }";
      expect(await dataOf(server, names)).toEqual(await dataOf(other, names));
    } finally {
      await other.close();
    }
  });
});
