import { afterAll, beforeAll, expect } from "@jest/globals";
import type { Client } from "../../client-sdk/index.js";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { eachSdk } from "../support/sdks.js";
import { startTestServer, type TestServer } from "../support/server.js";

eachSdk("What an act of the SDK answers", ({ createClient }, needing) => {
  let server: TestServer;
  let editor: Client;

  beforeAll(async () => {
    server = await startTestServer();
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    const { accessToken } = await signedIn(server, "mắt");
    editor = createClient({ url: `${server.url}/graphql`, token: accessToken, language: "vi" });
  });
  afterAll(() => server.close());

  const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-01-31", value: 12 };

  needing("recordObservation")("is what was done", async () => {
    const outcome = await editor.recordObservation({ input });
    // Released SDKs do not ask for warnings.
    expect({ warnings: [], ...outcome }).toEqual({
      ...{ ok: true, warnings: [] },
      observation: expect.objectContaining({ value: 12, version: 1 }),
    });
  });

  needing("recordObservation")(
    "is an error of the server where a proxy answers something else with status 200",
    async () => {
      const fetch = async () => new Response('{ "data": { "cached": true } }');
      const call = createClient({ url: "http://proxy", fetch }).recordObservation({ input });
      await expect(call).rejects.toMatchObject({ kind: "server", operation: "RecordObservation", status: 200 });
    },
  );

  needing("recordObservation")("is why nothing was done, with what is on record", async () => {
    const outcome = await editor.recordObservation({ input: { ...input, value: 13 } });
    // @ts-expect-error what was done is there only where it was done
    expect(outcome.observation).toBeUndefined();
    if (outcome.ok) throw new Error("It was recorded twice.");
    expect(outcome.current.observation?.value).toBe(12);
    expect(outcome.userErrors).toEqual([
      {
        path: ["on"],
        code: "TAKEN",
        message: "Đã có số liệu của chỉ số này cho đối tượng và kỳ này (31/01/2026); hãy sửa số liệu đó.",
      },
    ]);
  });
});
