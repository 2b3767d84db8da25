import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ImportRefused, Problems } from "../../server/files/reading/problems.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Acting } from "../support/acting.js";
import type { Data } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

/** So many different names are suggested for in one file. */
const MOST_SUGGESTED = 200;

describe("The nearest known names of a file", () => {
  let server: TestServer;
  let department: Acting;
  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    const { headers } = await signedIn(server, "sở");
    department = new Acting(server, headers, { report: "problems { row value nearest }" });
  });
  afterAll(() => server.close());

  const problemsOf = async (subjects: readonly string[]): Promise<Data[]> => {
    const lines = subjects.map((subject, i) => `LINKUPS,${subject},2020-01-${String(1 + (i % 28)).padStart(2, "0")},1`);
    const text = ["metric,subject,on,value", ...lines].join("\n");
    return (await department.payload("fileImport", { format: "OBSERVATIONS", text })).report.problems;
  };

  it("are suggested where the same name is wrong in many rows, in each of them", async () => {
    const problems = await problemsOf(Array.from({ length: 60 }, () => "Bệnh viện Mắt Huếe"));
    expect(problems.map(({ row, nearest }) => [row, nearest[0]])).toEqual(
      Array.from({ length: 60 }, (_, i) => [i + 2, "Bệnh Viện Mắt Huế"]),
    );
  });

  it("are suggested for the first 200 different names, and for these also further down", async () => {
    const names = Array.from({ length: MOST_SUGGESTED + 5 }, (_, i) => `Bệnh viện Mắt ${i}`);
    const problems = await problemsOf([...names, names[0] ?? ""]);
    const has = problems.map(({ nearest }) => nearest.length > 0);
    expect(has).toEqual([...names.map((_, i) => i < MOST_SUGGESTED), true]);
  });

  it("are looked for one after the other, while others have their turn", async () => {
    const problems = new Problems();
    const problem = { file: "a.csv", line: 2, column: "", code: "UNKNOWN_NAME", message: { en: "", vi: "" } } as const;
    const LOOKED_FOR = 30;
    let found = 0;
    for (let i = 0; i < LOOKED_FOR; i += 1) {
      problems.add({ ...problem, value: String(i), nearest: [] }, { find: () => busyFor(6) });
    }
    function busyFor(ms: number): string[] {
      for (const end = performance.now() + ms; performance.now() < end; );
      found += 1;
      return [`${found}`];
    }
    const seen = new Set<number>();
    let isDone = false;
    const others = () => {
      seen.add(found);
      if (!isDone) setImmediate(others);
    };
    setImmediate(others);
    const error = await problems.refuse().catch((refused: unknown) => refused);
    isDone = true;
    expect((error as ImportRefused).problems.map(({ nearest }) => nearest)).toEqual(
      Array.from({ length: LOOKED_FOR }, (_, i) => [`${i + 1}`]),
    );
    // Two are as long as a turn.
    expect(seen.size).toBeGreaterThan(LOOKED_FOR / 4);
  });
});
