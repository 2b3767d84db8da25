import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { blocksOf } from "../support/markdown.js";
import { Phone } from "../support/phone.js";
import { SdkProject } from "../support/sdk-project.js";
import { startTestServer, type TestServer } from "../support/server.js";

const ASKED = '{ code: "478", asOf: "2022-12-07" }';

describe("The installed SDK", () => {
  let server: TestServer;
  let project: SdkProject;
  let url: string;
  let token: string;

  beforeAll(async () => {
    project = SdkProject.packed();
    server = await startTestServer();
    url = `${server.url}/graphql`;
    await addTestAccount(server.db, "mắt", "FACILITY_EDITOR", "BV-MAT");
    token = (await signedIn(server, "mắt")).accessToken;
  }, 120_000);
  afterAll(async () => {
    project.close();
    await server.close();
  });

  it.each([
    ["an ES module", "ask.mjs", 'import { createClient } from "hue-health-sdk";'],
    ["a CommonJS module", "ask.cjs", 'const { createClient } = require("hue-health-sdk");'],
  ])("asks a server from %s of Node", async (_what, file, named) => {
    project.write(
      file,
      `${named}
      createClient({ url: "${url}" }).districtPage(${ASKED}).then(({ area }) => console.log(area.name));`,
    );
    expect(await project.run(file)).toBe("Huyện Phú Vang\n");
  });

  it("asks a server from a test of Jest in a CommonJS project", async () => {
    project.write("package.json", '{ "name": "app" }');
    project.write(
      "app.test.js",
      `const { createClient, HealthApiError } = require("hue-health-sdk");
      const client = createClient({ url: "${url}" });
      test("asks", async () => {
        const { area } = await client.districtPage(${ASKED});
        expect(area.name).toBe("Huyện Phú Vang");
        await expect(client.facilityList({ first: 1000 })).rejects.toBeInstanceOf(HealthApiError);
      });`,
    );
    await project.run(resolve("node_modules/jest/bin/jest.js"), "--rootDir", project.dir);
  });

  describe("on a phone, with what React Native gives a program and nothing more", () => {
    const program = (asked: string) => `
      const sdk = require("hue-health-sdk");
      const client = sdk.createClient({ url: "${url}", token: "${token}", language: "en" });
      exports.answer = (async () => { ${asked} })();`;
    let phone: Phone;
    const run = async (text: string): Promise<unknown> => {
      phone = new Phone();
      return phone.run(await phone.bundle(project.dir, text));
    };

    it("has no cryptography, no URL, nothing of Node, and half an AbortController", async () => {
      const missing = `crypto structuredClone URL URLSearchParams TextEncoder TextDecoder WeakRef FinalizationRegistry Buffer
        process require module queueMicrotask performance Event EventTarget DOMException ReadableStream Atomics WebAssembly`;
      const found = await run(`exports.answer = [
        ...${JSON.stringify(missing.split(/\s+/))}.filter((name) => name in globalThis),
        ...["timeout", "any", "abort"].filter((name) => name in AbortSignal),
        ...["reason", "throwIfAborted"].filter((name) => name in new AbortController().signal)]`);
      expect(found).toEqual([]);
    });

    it("asks by GET, acts by POST under a name of its own, and follows a list", async () => {
      const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-01-31", value: 12 };
      const answer = await run(
        program(`
          const { area } = await client.districtPage(${ASKED});
          const outcome = await client.recordObservation({ input: ${JSON.stringify(input)} });
          const facilities = sdk.everyNode(async (after) => (await client.facilityList({ first: 20, after })).facilities);
          const all = await sdk.toArray(facilities, { max: 100 });
          return { name: area.name, ok: outcome.ok, value: outcome.observation.value, facilities: all.length };`),
      );
      expect(answer).toEqual({ name: "Huyện Phú Vang", ok: true, value: 12, facilities: 42 });
      expect(phone.asked.map(({ method }) => method)).toEqual(["GET", "POST", "GET", "GET", "GET"]);
      const { variables } = JSON.parse(phone.asked[1]?.body ?? "");
      expect(variables.input).toEqual({ ...input, clientMutationId: expect.stringMatching(/^[0-9a-z]{32}$/) });
    });

    it("tries again without a network, an act under the same name", async () => {
      const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-02-28", value: 5 };
      const answer = await run(
        program(`
          network.failing = 1;
          const { viewer } = await client.viewer();
          network.losing = 1;
          const outcome = await client.recordObservation({ input: ${JSON.stringify(input)} });
          return [viewer.role, outcome.ok && outcome.observation.version];`),
      );
      expect(answer).toEqual(["FACILITY_EDITOR", 1]);
      expect(phone.asked).toHaveLength(4);
      expect(phone.asked[3]?.body).toBe(phone.asked[2]?.body);
    });

    it("ends in time, and when the app says so, and tells why", async () => {
      const answer = await run(
        program(`
          const failure = (call) => call.catch((error) => [error instanceof sdk.HealthApiError, error.kind, error.code]);
          const wrong = await failure(client.facilityList({ first: 1000 }));
          network.hanging = true;
          const late = await failure(client.viewer({}, { timeoutMs: 50 }));
          const left = new AbortController();
          network.whenHanging = () => left.abort();
          const aborted = await failure(client.viewer({}, { signal: left.signal }));
          network.hanging = false;
          network.failing = 9;
          const offline = await failure(sdk.createClient({ url: "${url}", retries: 0 }).viewer());
          return [wrong, late, aborted, offline];`),
      );
      expect(answer).toEqual([
        [true, "bad-input", "BAD_USER_INPUT"],
        [true, "timeout", null],
        [true, "aborted", null],
        [true, "network", null],
      ]);
    });

    it("runs what the README says about React Native", async () => {
      const [block, printed] = blocksOf(readFileSync("client-sdk/README.md", "utf8")).filter(
        ({ text }, i, all) => text.includes("async-storage") || all[i - 1]?.text.includes("async-storage"),
      );
      await run(block?.text.replaceAll("http://127.0.0.1:4000", server.url) ?? "");
      await phone.hasPrinted((printed?.text ?? "").trimEnd().split("\n").length);
      expect(phone.printed.join("")).toBe(printed?.text);
    });
  });
});
