// The floor: node:http without a GraphQL engine, with SQL written by hand for each operation.
import http from "node:http";
import { COMPONENT_LABELS, globalId, readCursor, writeCursor } from "./contract.mjs";
import { openSql, openWriter } from "./database.mjs";
import { AREA, FACILITIES_WITHIN, facilityPage, MILESTONES, POINT, RESULTS_WITHIN, resultsOf } from "./floor.sql.mjs";
import { importOver } from "./import.mjs";
import { idsOver, recordOver } from "./record.mjs";
import { publishOver, renameOver } from "./register.mjs";
import { rollupsOver } from "./rollups.mjs";

const sql = openSql();
const write = openWriter();
const ids = idsOver(sql);
const rollups = rollupsOver(sql);
const record = recordOver(ids, write);
const rename = renameOver(sql, write);
const publish = publishOver(sql, write);
const importFile = importOver(ids, write);

const ANSWERS = {
  Q0: async () => ({ __typename: "Query" }),

  Q1: async ({ code }) => ({ facility: pointOf(await sql(POINT, [code])) }),

  async Q2({ code }) {
    const [facilities, results, milestones] = await Promise.all([
      sql(FACILITIES_WITHIN, [code, code]),
      sql(RESULTS_WITHIN, [code]),
      sql(MILESTONES, []),
    ]);
    const area = facilities.length > 0 ? districtOf(code, facilities, results) : await emptyArea(code);
    return { area, roadmap: { milestones: milestones.map(milestoneOf) } };
  },

  async Q3({ areaCode, facilityType, after }) {
    const page = facilityPage(areaCode, facilityType, after ? readCursor(after) : null);
    const counted = sql(page.count, page.countParams);
    const rows = await sql(page.rows, page.rowParams);
    const hasNextPage = rows.length > 50;
    if (hasNextPage) rows.pop();
    const results = rows.length > 0 ? await sql(resultsOf(rows), rows.map(idOf)) : [];
    const newest = new Map();
    for (const { facilityId, reportedLevel } of results) {
      if (!newest.has(facilityId)) newest.set(facilityId, { reportedLevel });
    }
    const [{ n }] = await counted;
    return {
      facilities: {
        totalCount: n,
        pageInfo: { hasNextPage, endCursor: rows.length > 0 ? writeCursor(rows[rows.length - 1]) : null },
        nodes: rows.map((row) => listed(row, newest)),
      },
    };
  },

  async Q4({ round, under, metric }) {
    const [levels, totals] = await Promise.all([rollups.levels(round, under), rollups.totals(metric, under)]);
    return { assessmentRound: { code: round, levelDistribution: levels }, metric: { code: metric, totals } };
  },

  async W1({ input }) {
    const id = await record(input);
    return { observationRecord: { observation: { id: globalId("Observation", id), version: 1 }, userErrors: [] } };
  },

  W2: async ({ input }) => ({ facilityRename: { facility: await rename(input), userErrors: [] } }),

  W3: async ({ input }) => ({ assessmentPublish: { assessment: await publish(input), userErrors: [] } }),

  async M2({ input, seconds }) {
    const inserted = await importFile(input, seconds);
    return { fileImport: { report: { inserted }, userErrors: [] } };
  },
};

const idOf = ({ id }) => id;

function pointOf(rows) {
  const x = rows[0];
  if (!x) return null;
  return {
    id: globalId("Facility", x.id),
    code: x.code,
    name: x.name,
    ownership: x.ownership,
    facilityType: { code: x.typeCode, labelVi: x.typeLabel },
    area: x.areaId && {
      id: globalId("Area", x.areaId),
      code: x.areaCode,
      name: x.areaName,
      areaType: x.areaType,
      parent: x.upId && { id: globalId("Area", x.upId), code: x.upCode, name: x.upName },
    },
    parent: x.mId && {
      id: globalId("Facility", x.mId),
      code: x.mCode,
      name: x.mName,
      parent: x.gId && { id: globalId("Facility", x.gId), code: x.gCode, name: x.gName },
    },
    latestAssessment: x.aId && {
      id: globalId("Assessment", x.aId),
      status: x.status,
      reportedLevel: x.reportedLevel,
      round: { code: x.roundCode, year: x.year },
      components: rows.filter(hasComponent).map(({ component, level, grade }) => ({
        component,
        labelVi: COMPONENT_LABELS[component],
        level,
        grade,
      })),
    },
  };
}

const hasComponent = ({ component }) => component !== null;

function districtOf(code, facilities, results) {
  const { areaId, areaName } = facilities[0];
  const nodes = facilities.map(({ id, code, name, typeCode, typeLabel }) => ({
    id: globalId("Facility", id),
    code,
    name,
    facilityType: { code: typeCode, labelVi: typeLabel },
    assessments: [],
  }));
  const byId = new Map(facilities.map(({ id }, i) => [id, nodes[i]]));
  let last = { id: 0 };
  for (const row of results) {
    if (row.id !== last.id) {
      const { reportedLevel, code, year } = row;
      last = { id: row.id, components: [] };
      byId.get(row.facilityId)?.assessments.push({ reportedLevel, round: { code, year }, components: last.components });
    }
    if (hasComponent(row)) last.components.push({ component: row.component, level: row.level, grade: row.grade });
  }
  return { id: globalId("Area", areaId), code, name: areaName, facilities: { nodes } };
}

async function emptyArea(code) {
  const [area] = await sql(AREA, [code]);
  return area ? { id: globalId("Area", area.id), code, name: area.name, facilities: { nodes: [] } } : null;
}

const milestoneOf = ({ year, titleVi, status, code, labelVi }) => ({
  year,
  titleVi,
  status,
  track: { code, labelVi },
});

const listed = ({ id, code, name, typeLabel, areaName }, newest) => ({
  id: globalId("Facility", id),
  code,
  name,
  facilityType: { labelVi: typeLabel },
  area: areaName === null ? null : { name: areaName },
  latestAssessment: newest.get(id) ?? null,
});

/** What is asked; where a file comes with it, its text stands in the place of the file. */
async function questionOf({ "content-type": type }, body) {
  if (!type?.startsWith("multipart/")) return JSON.parse(body);
  const form = await new Response(body, { headers: { "content-type": type } }).formData();
  const question = JSON.parse(form.get("operations"));
  question.variables.input.text = await form.get("0").text();
  return question;
}

http
  // A sum over ten nations holds it for longer than Node keeps a connection on which nothing comes.
  .createServer({ keepAliveTimeout: 300_000, requestTimeout: 0 }, (request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", async () => {
      const send = (status, answer) => {
        const body = Buffer.from(JSON.stringify(answer));
        response.writeHead(status, { "content-type": "application/json", "content-length": body.length });
        response.end(body);
      };
      try {
        const { operationName, variables } = await questionOf(request.headers, Buffer.concat(chunks));
        send(200, { data: await ANSWERS[operationName](variables) });
      } catch (error) {
        send(500, { errors: [{ message: String(error) }] });
      }
    });
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
