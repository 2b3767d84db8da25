import { afterAll, beforeAll, expect } from "@jest/globals";
import type { Client } from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { Figures } from "../support/figures.js";
import { eachSdk } from "../support/sdks.js";
import { startTestServer, type TestServer } from "../support/server.js";

eachSdk("The SDK of whoever keeps a copy", ({ createClient }, needing) => {
  let server: TestServer;
  let department: Client;
  let reader: Client;
  let figures: Figures;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "sở", "ADMIN");
    const url = `${server.url}/graphql`;
    const { accessToken, headers } = await signedIn(server, "sở");
    department = createClient({ url, token: accessToken });
    figures = new Figures(server, headers);
    reader = createClient({ url });
  });
  afterAll(() => server.close());

  const record = (value: number) => figures.record({ on: `2025-01-0${value}`, value });

  needing("changes")("hears of what has changed, page by page, and what each object is now", async () => {
    let since = (await reader.changes({})).changes.cursor;
    const [first, second] = [await record(1), await record(2)];
    await figures.withdraw(second);
    const copy = new Map([[second.id, 2]]);
    for (let hasMore = true; hasMore; ) {
      const { changes } = await reader.changes({ since, first: 1 });
      ({ hasMore, cursor: since } = changes);
      for (const { kind, id, node } of changes.nodes) {
        if (node?.__typename === "Observation" && node.value !== null) copy.set(node.id, node.value);
        if (kind === "REMOVED" && id !== null) copy.delete(id);
      }
    }
    expect([...copy]).toEqual([[first.id, 1]]);
  });

  needing("auditTrail", "auditEntries")("tells the Department the trail, and nobody else", async () => {
    const { id } = await figures.correct(await record(3), 4, "Đếm lại.");
    const { auditEntries } = await department.auditTrail({ id });
    expect(auditEntries.nodes.map(({ act, reason, changes }) => [act, reason, changes.at(-1)])).toEqual([
      ["observationCorrect", "Đếm lại.", { field: "value", before: 3, after: 4 }],
      ["observationRecord", null, { field: "value", before: null, after: 3 }],
    ]);
    const all = await department.auditEntries({ filter: { act: ["observationCorrect"] }, first: 1 });
    expect(all.auditEntries.nodes).toMatchObject([{ objectId: id, actor: "sở" }]);
    await expect(reader.auditTrail({ id })).rejects.toMatchObject({ kind: "unauthenticated" });
  });
});
