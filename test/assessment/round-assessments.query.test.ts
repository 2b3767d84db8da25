import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { addTestAccount, signedIn } from "../support/accounts.js";
import { assessing, openRound } from "../support/assessments.js";
import { type Data, dataOf, runQuery } from "../support/run-query.js";
import { startTestServer, type TestServer } from "../support/server.js";

const LIST = `query ($round: String!, $filter: AssessmentFilter, $orderBy: AssessmentOrder,
    $first: Int, $after: String, $last: Int, $before: String) {
  assessmentRound(code: $round) {
    assessments(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
      totalCount nodes { reportedLevel facility { code name } } edges { cursor node { facility { code } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
const FIELDS = ["FACILITY_NAME", "FACILITY_CODE", "REPORTED_LEVEL"] as const;
const ORDERS = FIELDS.flatMap((field) => (["ASC", "DESC"] as const).map((direction) => ({ field, direction })));

/** The five units that the level table of 2022 prints at level 3. */
const AT_LEVEL_3 = ["BV-DALIEU", "BV-GTVT", "BV-YHCT", "TTYT-PHONGDIEN", "TTYT-PHUVANG"];

describe("The results of a round", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const list = async (variables: Record<string, unknown>): Promise<Data> =>
    (await dataOf(server, LIST, { round: "2022", ...variables })).assessmentRound.assessments;
  const codes = ({ nodes }: Data): string[] => nodes.map(({ facility }: Data) => facility.code);

  it("of 2022 are of 19 facilities, by name: 14 at level 2 and 5 at level 3", async () => {
    const all = await list({});
    expect([all.totalCount, all.nodes.length]).toEqual([19, 19]);
    const names = all.nodes.map(({ facility }: Data) => facility.name);
    expect(names).toEqual([...names].sort(new Intl.Collator("vi").compare));
    const at = async (reportedLevel: (number | null)[]) => list({ filter: { reportedLevel } });
    expect((await at([2])).totalCount).toBe(14);
    expect(codes(await at([3])).sort()).toEqual(AT_LEVEL_3);
    expect((await at([2, 3])).totalCount).toBe(19);
    expect([(await at([1, 4])).totalCount, (await at([])).totalCount, (await at([null])).totalCount]).toEqual([
      0, 0, 0,
    ]);
  });

  it("of 2020 have one whose level is blank, which is asked for by null", async () => {
    const blank = await list({ round: "2020", filter: { reportedLevel: [null] } });
    expect(blank.nodes).toEqual([{ reportedLevel: null, facility: { code: "BV-GTVT", name: expect.any(String) } }]);
    expect((await list({ round: "2020", filter: { reportedLevel: [null, 4] } })).totalCount).toBe(2);
    expect((await list({ round: "2020" })).totalCount).toBe(19);
  });

  it("are sorted by level, then by name, a blank one as the lowest", async () => {
    const { nodes } = await list({ round: "2020", orderBy: { field: "REPORTED_LEVEL", direction: "ASC" } });
    const levels = nodes.map(({ reportedLevel }: Data) => reportedLevel);
    expect(levels).toEqual([null, ...Array(2).fill(1), ...Array(9).fill(2), ...Array(6).fill(3), 4]);
    const names = nodes.slice(3, 12).map(({ facility }: Data) => facility.name);
    expect(names).toEqual([...names].sort(new Intl.Collator("vi").compare));
  });

  it.each(ORDERS)("read page by page by $field $direction, forward and backward, show each once", async (orderBy) => {
    const all = await list({ orderBy, first: 100 });
    for (const size of [1, 6, 19]) {
      const forward: string[] = [];
      for (let page = await list({ orderBy, first: size }); ; ) {
        forward.push(...codes(page));
        expect([page.totalCount, page.pageInfo.hasNextPage]).toEqual([19, forward.length < 19]);
        if (!page.pageInfo.hasNextPage) break;
        page = await list({ orderBy, first: size, after: page.pageInfo.endCursor });
      }
      const backward: string[] = [];
      for (let page = await list({ orderBy, last: size }); ; ) {
        backward.unshift(...codes(page));
        expect(page.pageInfo.hasPreviousPage).toBe(backward.length < 19);
        if (!page.pageInfo.hasPreviousPage) break;
        page = await list({ orderBy, last: size, before: page.pageInfo.startCursor });
      }
      expect([forward, backward]).toEqual([codes(all), codes(all)]);
    }
    const [one, other] = [
      { ...orderBy, direction: "ASC" },
      { ...orderBy, direction: "DESC" },
    ];
    expect(codes(await list({ orderBy: one }))).toEqual([...codes(await list({ orderBy: other }))].reverse());
  });

  it.each([null, "46", "SYT", "478", "TTYT-PHUVANG"])("under %s are as many as its levels count", async (under) => {
    for (const round of ["2020", "2022"]) {
      const { assessmentRound } = await dataOf(
        server,
        `query ($round: String!, $under: String) { assessmentRound(code: $round) {
           levelDistribution(under: $under) { level count } unknownLevelCount(under: $under) } }`,
        { round, under },
      );
      for (const { level, count } of assessmentRound.levelDistribution) {
        expect((await list({ round, filter: { under, reportedLevel: [level] } })).totalCount).toBe(count);
      }
      const blank = await list({ round, filter: { under, reportedLevel: [null] } });
      expect(blank.totalCount).toBe(assessmentRound.unknownLevelCount);
    }
  });

  it("are of the facilities of a filter, as they were on the last day of the round", async () => {
    const clinics = await list({ filter: { facility: { search: "phu vang" } } });
    expect(codes(clinics)).toEqual(["TTYT-PHUVANG"]);
    // Phong Điền is a thị xã only since 2025, and had the code 476 in 2022.
    expect(codes(await list({ filter: { facility: { areaCode: "476" } } }))).toEqual(["TTYT-PHONGDIEN"]);
    const both = { reportedLevel: [3], facility: { ownership: ["PUBLIC"] }, under: "478" };
    expect(codes(await list({ filter: both }))).toEqual(["TTYT-PHUVANG"]);
  });

  it("have what was published just now, also where the answer was kept, and nothing that is worked on", async () => {
    await addTestAccount(server.db, "sở", "ADMIN");
    const department = assessing(server, (await signedIn(server, "sở")).headers);
    await openRound(department, "2026");
    const levels = async () =>
      (await list({ round: "2026" })).nodes.map(({ reportedLevel, facility }: Data) => [facility.code, reportedLevel]);
    for (let i = 0; i < 3; i += 1) expect(await levels()).toEqual([]);
    let { draft } = await department.did("assessmentStart", { facility: "BV-MAT", round: "2026" });
    for (const [act, more] of [["Save", { reportedLevel: 2 }], ["Submit"], ["Verify"]] as const) {
      const { id, version } = draft;
      ({ draft } = await department.did(`assessment${act}`, { id, expectedVersion: version, ...more }));
      expect(await levels()).toEqual([]);
    }
    await department.did("assessmentPublish", { id: draft.id, expectedVersion: draft.version });
    for (let i = 0; i < 3; i += 1) expect(await levels()).toEqual([["BV-MAT", 2]]);
    const { facilities } = await dataOf(
      server,
      '{ facilities(filter: { level: { round: "2026", reportedLevel: [2] } }) { nodes { code } } }',
    );
    expect(facilities.nodes).toEqual([{ code: "BV-MAT" }]);
  });

  it("are those of each round, asked for together", async () => {
    const { assessmentRounds } = await dataOf(
      server,
      "{ assessmentRounds { code assessments(last: 1) { totalCount nodes { round { code } } } } }",
    );
    expect(assessmentRounds.slice(0, 2)).toEqual(
      ["2020", "2022"].map((code) => ({ code, assessments: { totalCount: 19, nodes: [{ round: { code } }] } })),
    );
  });

  it("show the facilities as they are on the day of the whole question", async () => {
    const { facility } = await dataOf(
      server,
      `{ facility(code: "BV-MAT", asOf: "2022-12-07") { assessment(round: "2022") { round {
         assessments(filter: { facility: { areaCode: "476" } }) { nodes { facility { name area { code name } } } } } } } }`,
    );
    expect(facility.assessment.round.assessments.nodes).toEqual([
      { facility: { name: "Trung tâm Y tế huyện Phong Điền", area: { code: "476", name: "Huyện Phong Điền" } } },
    ]);
  });

  it("are refused for what is no level, no code, and a cursor of another order", async () => {
    const { pageInfo } = await list({ first: 2 });
    const refused: [Record<string, unknown>, RegExp][] = [
      [{ filter: { reportedLevel: [2, 8] } }, /^`reportedLevel` is 8; a level is from 1 to 7\.$/],
      [{ filter: { reportedLevel: [0] } }, /^`reportedLevel` is 0; a level is from 1 to 7\.$/],
      [{ filter: { under: "SYTT" } }, /"SYTT"/],
      [{ filter: { facility: { areaCode: "999" } } }, /"999"/],
      [{ filter: { facility: { search: "x".repeat(201) } } }, /201/],
      [{ first: 101 }, /^`first` is 101; it must be from 1 to 100\.$/],
      [
        { after: pageInfo.endCursor, orderBy: { field: "FACILITY_CODE", direction: "ASC" } },
        /is no cursor of this list/,
      ],
    ];
    for (const [variables, sentence] of refused) {
      const { status, errors } = await runQuery(server, LIST, { round: "2022", ...variables });
      expect([variables, status, errors?.[0]?.extensions.code]).toEqual([variables, 400, "BAD_USER_INPUT"]);
      expect(errors?.[0]?.message).toMatch(sentence);
    }
  });
});

describe("Facilities by their level in a round", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const of = async (level: Record<string, unknown>, asOf: string | null = null): Promise<string[]> => {
    const query = `query ($filter: FacilityFilter, $asOf: LocalDate) { facilities(filter: $filter, asOf: $asOf, first: 100) {
      nodes { code } } }`;
    const { facilities } = await dataOf(server, query, { filter: { level }, asOf });
    return facilities.nodes.map(({ code }: Data) => code);
  };

  it("are the five at level 3 in 2022, and all 19 that were assessed where no level is named", async () => {
    expect((await of({ round: "2022", reportedLevel: [3] })).sort()).toEqual(AT_LEVEL_3);
    expect(await of({ round: "2022", reportedLevel: [2] })).toHaveLength(14);
    expect(await of({ round: "2022" })).toHaveLength(19);
    expect(await of({ round: "2020", reportedLevel: [null] })).toEqual(["BV-GTVT"]);
    expect(await of({ round: "2020", reportedLevel: [] })).toEqual([]);
  });

  it("are none before the round was over: a day knows nothing of what came later", async () => {
    const level = { round: "2022", reportedLevel: [3] };
    expect((await of(level, "2022-12-07")).sort()).toEqual(AT_LEVEL_3);
    expect(await of(level, "2022-10-01")).toHaveLength(5);
    expect(await of(level, "2022-09-30")).toEqual([]);
  });

  it("add up with the other conditions, also within an area, filtered and sorted as all facilities are", async () => {
    const query = `query ($filter: FacilityFilter, $orderBy: FacilityOrder, $first: Int, $after: String, $last: Int, $before: String) {
      area(code: "46", asOf: "2022-12-07") {
        facilities(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
          totalCount nodes { code } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
      facilities(filter: $filter, orderBy: $orderBy, first: $first, last: $last, asOf: "2022-12-07") { nodes { code } } }`;
    const filter = { level: { round: "2022", reportedLevel: [3] }, search: "trung tam" };
    const orderBy = { field: "ACTUAL_BEDS", direction: "DESC" };
    const { area, facilities } = await dataOf(server, query, { filter, orderBy });
    expect(area.facilities).toMatchObject({ totalCount: 2, nodes: facilities.nodes });
    const { area: first } = await dataOf(server, query, { filter, orderBy, first: 1 });
    const { area: rest } = await dataOf(server, query, { filter, orderBy, after: first.facilities.pageInfo.endCursor });
    expect([...first.facilities.nodes, ...rest.facilities.nodes]).toEqual(facilities.nodes);
    const before = rest.facilities.pageInfo.endCursor;
    const { area: back } = await dataOf(server, query, { filter, orderBy, last: 2, before });
    expect(back.facilities.nodes).toEqual(facilities.nodes.slice(0, 1));
    expect(back.facilities.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });

  it("are refused for a round and a level that there is not", async () => {
    for (const [level, sentence] of [
      [{ round: "2023" }, /"2023".*"2022"/],
      [{ round: "2022", reportedLevel: [9] }, /^`reportedLevel` is 9; a level is from 1 to 7\.$/],
    ] as const) {
      const { errors } = await runQuery(
        server,
        "query ($filter: FacilityFilter) { facilities(filter: $filter) { totalCount } }",
        { filter: { level } },
      );
      expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
      expect(errors?.[0]?.message).toMatch(sentence);
    }
  });
});
