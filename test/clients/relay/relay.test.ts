import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { createElement, type FunctionComponent, type ReactElement, Suspense } from "react";
import { RelayEnvironmentProvider, useLazyLoadQuery, usePaginationFragment } from "react-relay";
import { act, create } from "react-test-renderer";
import {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getRequest,
  Network,
  RecordSource,
  Store,
} from "relay-runtime";
import pages from "../generated/relay/documentsFacilities_query.graphql.js";
import facilities from "../generated/relay/documentsFacilitiesQuery.graphql.js";
import facility from "../generated/relay/documentsFacilityQuery.graphql.js";
import wrong from "../generated/relay/documentsWrongQuery.graphql.js";
import { getDataID } from "../support/cache-keys.js";
import { RunningServer } from "../support/running-server.js";

describe("Relay", () => {
  let server: RunningServer;
  beforeAll(async () => {
    (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
    // It says on every run that it will go one day; anything else is told.
    const tell = console.error.bind(console);
    jest.spyOn(console, "error").mockImplementation((...words) => {
      if (!/react-test-renderer is deprecated/.test(String(words[0]))) tell(...words);
    });
    server = await RunningServer.start();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  /** As its guide begins: a function that fetches, and a store. */
  const asking = (byKeys = true) => {
    const sent: Record<string, unknown>[] = [];
    const ask = async ({ text: query }: { text: string | null }, variables: Record<string, unknown>) => {
      sent.push(variables);
      const body = JSON.stringify({ query, variables });
      const headers = { "content-type": "application/json" };
      return (await fetch(server.api, { method: "POST", headers, body })).json();
    };
    const store = new Store(new RecordSource());
    const network = Network.create(ask as Parameters<typeof Network.create>[0]);
    return { sent, environment: new Environment({ network, store, ...(byKeys && { getDataID }) }) };
  };
  const nameOn = async (environment: Environment, asOf?: string): Promise<string> => {
    const data = (await fetchQuery(environment, facility, { code: "BV-PHOI", asOf }).toPromise()) as Named;
    return data.facility.name;
  };
  const kept = (environment: Environment, asOf?: string): string => {
    const operation = createOperation(environment, asOf);
    return (environment.lookup(operation.fragment).data as unknown as Named).facility.name;
  };

  it("pages through a list by usePaginationFragment, which sends `last: null` and `before: null`, to its end", async () => {
    const { environment, sent } = asking();
    let page: Page | undefined;
    const tell: Tell = (shown) => {
      page = shown;
    };
    const app = createElement(App, { environment, tell });
    await act(async () => {
      create(app);
    });
    const loaded = () => page?.data.facilities.edges.map(({ node }) => node.name) ?? [];
    await until(() => loaded().length > 0);
    for (let pages = 0; pages < 10 && page?.hasNext; pages += 1) {
      const before = loaded().length;
      await act(async () => {
        page?.loadNext(20);
      });
      await until(() => loaded().length > before || !page?.hasNext);
    }
    expect([loaded().length, new Set(loaded()).size]).toEqual([42, 42]);
    expect(sent.slice(1)).toEqual([
      expect.objectContaining({ first: 20, last: null, before: null, after: expect.any(String) }),
      expect.objectContaining({ first: 20, last: null, before: null, after: expect.any(String) }),
    ]);
  });

  it("hears why a question is refused", async () => {
    const { environment } = asking();
    const asked = fetchQuery(environment, wrong, { first: 1000 }).toPromise();
    await expect(asked).rejects.toThrow(/it must be from 1 to 100/);
  });

  it("keeps a facility of a past day beside that of today, by the published key fields", async () => {
    const { environment } = asking();
    expect(await nameOn(environment)).toBe("Bệnh viện Phổi");
    expect(await nameOn(environment, "2019-08-08")).toBe("Bệnh viện Lao và bệnh phổi");
    expect([kept(environment), kept(environment, "2019-08-08")]).toEqual([
      "Bệnh viện Phổi",
      "Bệnh viện Lao và bệnh phổi",
    ]);
  });

  it("would flip to the old name by ids alone, as it keeps objects by itself", async () => {
    const { environment } = asking(false);
    await nameOn(environment);
    await nameOn(environment, "2019-08-08");
    expect(kept(environment)).toBe("Bệnh viện Lao và bệnh phổi");
  });

  function createOperation(environment: Environment, asOf?: string) {
    const descriptor = createOperationDescriptor(getRequest(facility), { code: "BV-PHOI", asOf });
    environment.retain(descriptor);
    return descriptor;
  }
});

type Tell = (page: Page) => void;

function App({ environment, tell }: { environment: Environment; tell: Tell }): ReactElement {
  const inside = createElement(Suspense, null, createElement(Screen, { tell }));
  const Provider = RelayEnvironmentProvider as unknown as FunctionComponent<{ environment: Environment }>;
  return createElement(Provider, { environment }, inside);
}

function Screen({ tell }: { tell: Tell }): ReactElement {
  const of = useLazyLoadQuery(facilities as never, { first: 20 });
  return createElement(List, { of, tell });
}

function List({ of, tell }: { of: unknown; tell: Tell }): null {
  tell(usePaginationFragment(pages as never, of as never) as unknown as Page);
  return null;
}

/** Until something is so; React is let go on meanwhile. */
async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; waited < 10_000 && !isSo(); waited += 10) {
    await act(() => new Promise<void>((resolve) => setTimeout(resolve, 10)));
  }
  expect(isSo()).toBe(true);
}

interface Named {
  facility: { name: string };
}
interface Page {
  data: { facilities: { edges: { node: { name: string } }[] } };
  hasNext: boolean;
  loadNext(count: number): void;
}
