// Mercurius with graphql-jit and its own batching loaders, over our schema and our tables.
import { readFileSync } from "node:fs";
import fastify from "fastify";
import mercurius from "mercurius";
import { COMPONENT_LABELS, globalId, readCursor, writeCursor } from "./contract.mjs";
import { openSql } from "./database.mjs";
import { facilityPage } from "./floor.sql.mjs";
import { listPerKey, onePerKey, storeOver } from "./mercurius.sql.mjs";
import { rollupsOver } from "./rollups.mjs";

const sql = openSql();
const store = storeOver(sql);
const rollups = rollupsOver(sql);

const keysOf = (queries, key = "id") => queries.map(({ obj }) => obj[key]);
const globalIds = (type) => ({ id: ({ id }) => globalId(type, id) });

async function page({ filter, first, after }) {
  const columns = "p.ownership, p.facility_type_id AS facilityTypeId, pl.area_id AS areaId";
  const cursor = after ? readCursor(after) : null;
  const asked = facilityPage(filter.areaCode, filter.facilityType, cursor, columns);
  const rows = await sql(asked.rows, asked.rowParams);
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return {
    nodes,
    totalCount: async () => (await sql(asked.count, asked.countParams))[0].n,
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? writeCursor(last) : null },
  };
}

const resolvers = {
  Query: {
    facility: (_, { code }) => store.facilityByCode(code),
    area: (_, { code }) => store.areaByCode(code),
    facilities: (_, args) => page(args),
    assessmentRound: (_, { code }) => store.roundByCode(code),
    metric: (_, { code }) => store.metricByCode(code),
    roadmap: async () => ({ milestones: await store.milestones() }),
  },
  Facility: globalIds("Facility"),
  Area: globalIds("Area"),
  Assessment: globalIds("Assessment"),
  FacilityConnection: { totalCount: ({ totalCount }) => totalCount() },
  ComponentResult: { labelVi: ({ component }) => COMPONENT_LABELS[component] },
  AssessmentRound: { levelDistribution: ({ code }, { under }) => rollups.levels(code, under) },
  Metric: { totals: ({ code }, { under }) => rollups.totals(code, under) },
};

const loaders = {
  Facility: {
    facilityType: (queries) => onePerKey(keysOf(queries, "facilityTypeId"), store.terms, "id"),
    area: (queries) => onePerKey(keysOf(queries, "areaId"), store.areas, "id"),
    parent: (queries) => onePerKey(keysOf(queries), store.managers),
    latestAssessment: async (queries) =>
      (await listPerKey(keysOf(queries), store.assessments)).map((found) => found[0] ?? null),
    assessments: async (queries) =>
      (await listPerKey(keysOf(queries), store.assessments)).map((found, i) => found.slice(0, queries[i].params.last)),
  },
  Area: {
    parent: (queries) => onePerKey(keysOf(queries), store.areaParents),
    facilities: (queries) =>
      Promise.all(
        queries.map(async ({ obj, params }) => ({ nodes: await store.facilitiesWithin(obj.id, params.first) })),
      ),
  },
  Assessment: {
    round: (queries) => onePerKey(keysOf(queries, "roundId"), store.rounds, "id"),
    components: (queries) => listPerKey(keysOf(queries), store.components),
  },
  Milestone: { track: (queries) => onePerKey(keysOf(queries, "trackId"), store.terms, "id") },
};

const app = fastify();
await app.register(mercurius, {
  schema: readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"),
  resolvers,
  loaders,
  jit: 1,
});
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
