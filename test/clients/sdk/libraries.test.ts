import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { QueryClient, queryOptions as tagged } from "@tanstack/react-query";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { createElement } from "react";
import { act, create } from "react-test-renderer";
import useSWR, { SWRConfig } from "swr";
import { FacilityCard, HealthApiError, RecordObservation, request, Viewer } from "../../../client-sdk/index.js";
import { mocked } from "../../../client-sdk/msw.js";
import { swrOver } from "../../../client-sdk/swr.js";
import { queryOptionsOver } from "../../../client-sdk/tanstack-query.js";

const connection = { url: "http://hue.example/graphql", retries: 0 };

const card = {
  ...{ id: "F1", code: "BV-MAT", name: "Bệnh viện Mắt Huế", aliases: [], ownership: "PUBLIC", actualBeds: 100 },
  ...{ openedOn: null, closedOn: null, serviceLevel: null, hospitalClass: null, area: null, parent: null },
  ...{ facilityType: { code: "HOSPITAL", labelVi: "Bệnh viện", labelEn: "Hospital" }, latestAssessment: null },
  statedNeeds: [],
};

/** Nobody is asked but these handlers; they note what comes. */
const asked: string[] = [];
const network = setupServer(
  http.all("*/graphql", ({ request: { url, method } }) => {
    asked.push(`${method} ${new URL(url).searchParams.get("op")}`);
  }),
  http.all("*/graphql", mocked(Viewer, { viewer: { role: "PUBLIC", scopes: [], account: null } })),
);
beforeAll(() => network.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  network.resetHandlers();
  asked.length = 0;
});
afterAll(() => network.close());

describe("MSW", () => {
  it("answers a document by what it is given, or by its variables, and leaves any other to the next handler", async () => {
    network.use(
      http.all(
        "*/graphql",
        mocked(FacilityCard, ({ code }) => ({ facility: code === "SYT" ? null : card })),
      ),
    );
    expect(await request(connection, FacilityCard, { code: "SYT" })).toEqual({ facility: null });
    expect(await request(connection, FacilityCard, { code: "BV-MAT" })).toEqual({ facility: card });
    expect((await request(connection, Viewer)).viewer.role).toBe("PUBLIC");
  });

  it("answers an act by its outcome, and refuses by a HealthApiError", async () => {
    const input = { metric: "LINKUPS", subject: "BV-MAT", on: "2026-08-31", value: -1 };
    const mistake = { path: ["value"], code: "INVALID", message: "No." } as const;
    network.use(
      http.all(
        "*/graphql",
        mocked(RecordObservation, ({ input: { value } }) => {
          if (value === 0)
            throw new HealthApiError("No.", { kind: "forbidden", operation: "", code: "FORBIDDEN", status: 403 });
          return { ok: false, userErrors: [mistake], current: { observation: null, warnings: [] } };
        }),
      ),
    );
    expect(await request(connection, RecordObservation, { input })).toEqual({
      ok: false,
      userErrors: [mistake],
      current: { observation: null, warnings: [] },
    });
    await expect(request(connection, RecordObservation, { input: { ...input, value: 0 } })).rejects.toMatchObject({
      kind: "forbidden",
      code: "FORBIDDEN",
      message: "No.",
    });
  });
});

describe("TanStack Query", () => {
  it("asks once for all who ask the same of one person, by what queryOptions gives", async () => {
    const client = new QueryClient();
    const queryOptions = queryOptionsOver(connection);
    const options = tagged({ ...queryOptions(Viewer), staleTime: 60_000 });
    const [first, again] = [await client.fetchQuery(options), await client.fetchQuery(options)];
    expect([first.viewer.role, again === first, asked]).toEqual(["PUBLIC", true, ["GET Viewer"]]);
    expect(client.getQueryData(options.queryKey)).toBe(first);

    const ofSomebody = queryOptionsOver({ ...connection, identity: "sở" });
    await client.fetchQuery({ ...ofSomebody(Viewer), staleTime: 60_000 });
    expect(asked).toEqual(["GET Viewer", "GET Viewer"]);
    // @ts-expect-error code is required
    const lacking = () => queryOptions(FacilityCard, {});
    // @ts-expect-error the document has no such field
    const unknown = async () => (await client.fetchQuery(queryOptions(Viewer))).facility;
    expect([typeof lacking, typeof unknown]).toEqual(["function", "function"]);
    client.clear();
  });

  it("gives its signal, so that what nobody waits for is ended", async () => {
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    network.use(http.all("*/graphql", () => new Promise<HttpResponse<null>>(() => undefined)));
    const options = queryOptionsOver(connection)(Viewer);
    const asking = client.fetchQuery(options);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await client.cancelQueries({ queryKey: options.queryKey });
    await expect(asking).rejects.toBeDefined();
    client.clear();
  });
});

const swr = swrOver(connection);
const shown: unknown[] = [];

function Role({ isKnown }: { isKnown: boolean }) {
  const { data } = useSWR(...swr(Viewer, isKnown ? {} : null));
  shown.push(data?.viewer.role);
  return null;
}

describe("SWR", () => {
  it("asks by the key and the fetcher, once for two who show the same, and not before there are variables", async () => {
    const role = (isKnown: boolean) => createElement(Role, { isKnown });
    const screen = (isKnown: boolean) =>
      createElement(SWRConfig, { value: { provider: () => new Map() } }, role(isKnown), role(isKnown));
    await act(async () => void create(screen(false)));
    expect([asked, new Set(shown)]).toEqual([[], new Set([undefined])]);
    await act(async () => {
      create(screen(true));
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    expect([asked, shown.at(-1)]).toEqual([["GET Viewer"], "PUBLIC"]);
  });
});
