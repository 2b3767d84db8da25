// W1: how many figures a second an editor records, against the same rows written by hand.
import { addEditor, forgetWritten } from "./data/recording-editor.mjs";
import { facilityCode, METRICS, metricCode, numbers, SCALES, unitOf } from "./data/scales.mjs";
import { load } from "./load.mjs";
import { cpuOf, median } from "./processes.mjs";
import { post } from "./servers.mjs";

export const W1 = `mutation W1($input: ObservationRecordInput!) {
  observationRecord(input: $input) { observation { id version } userErrors { code message } }
}`;

const CONNECTIONS = 16;
const KINDS = ["ours", "floor"];
/** How long each warms up: V8 makes code fast that has run some thousand times, and a server runs for weeks. */
const WARM_UP_MS = 3000;

/** Long before anything that is on record. */
const FIRST_DAY = Date.UTC(1930, 0, 1);

/** The units of the first province, which its department manages, directly or not. */
function managedUnits(scaleName) {
  const scale = SCALES[scaleName];
  return numbers(scale.facilities).filter((i) => {
    let unit = unitOf(i, scale);
    while (unit.manager !== null) unit = unitOf(unit.manager, scale);
    return unit.i === 1 && i > 1;
  });
}

/** The n-th figure: of another unit, metric or day than all others. */
export function figureOf(n, units) {
  const rest = Math.floor(n / units.length);
  const day = FIRST_DAY + Math.floor(rest / METRICS) * 86_400_000;
  return {
    metric: metricCode(1 + (rest % METRICS)),
    subject: facilityCode(units[n % units.length]),
    on: new Date(day).toISOString().slice(0, 10),
    value: n % 1000,
    clientMutationId: `w1-${n}`,
  };
}

/**
 * Records one figure after the other, by an editor of the department that manages its unit: our server checks that it
 * may, and writes the figure, an entry in the trail, and the key; the floor only writes the same three rows. Both take
 * turns, round after round; what they wrote is taken away again.
 */
export async function measureWrites(servers, scaleName, address, { rounds, ms }, databasePid, say) {
  const units = managedUnits(scaleName);
  const editor = await addEditor(address, facilityCode(1));
  let number = 0;
  const runs = [];
  try {
    const requests = new Map();
    for (const kind of KINDS) {
      const { url } = servers.find((server) => server.kind === kind);
      const authorization = kind === "ours" ? `Authorization: Bearer ${await signIn(url, editor)}\r\n` : "";
      requests.set(kind, () => {
        number += 1;
        return requestOf(url, authorization, figureOf(number, units));
      });
    }
    // The first round only warms both up.
    for (let round = 0; round <= rounds; round += 1) {
      say(`round ${round} of ${rounds}: W1, ${CONNECTIONS} connections, ${scaleName}`);
      for (const kind of round % 2 === 0 ? KINDS : KINDS.toReversed()) {
        const { url, pid } = servers.find((server) => server.kind === kind);
        const before = [cpuOf(pid), cpuOf(databasePid)];
        const { answered, seconds } = await load(url, [requests.get(kind)], CONNECTIONS, round > 0 ? ms : WARM_UP_MS);
        const cpu = (cpuOf(pid) - before[0]) / answered;
        const databaseCpu = databasePid ? (cpuOf(databasePid) - before[1]) / answered : 0;
        if (round > 0) runs.push({ round, kind, rate: answered / seconds, cpu, databaseCpu });
      }
    }
  } finally {
    await forgetWritten(address, editor);
  }
  const of = (kind, key) => median(runs.filter((run) => run.kind === kind).map((run) => run[key]));
  const floor = new Map(runs.filter(({ kind }) => kind === "floor").map(({ round, rate }) => [round, rate]));
  const ratios = runs.filter(({ kind }) => kind === "ours").map(({ round, rate }) => rate / floor.get(round));
  const sides = Object.fromEntries(
    KINDS.map((kind) => [kind, { rate: of(kind, "rate"), cpu: of(kind, "cpu"), databaseCpu: of(kind, "databaseCpu") }]),
  );
  return { scale: scaleName, ratio: median(ratios), ...sides };
}

/** The token under which somebody acts. */
export async function signIn(url, { name, password }) {
  const query =
    "mutation ($name: String!, $password: Secret!) { sessionStart(input: { name: $name, password: $password }) { session { accessToken } } }";
  const { data } = await post(url, JSON.stringify({ query, variables: { name, password } }));
  return data.sessionStart.session.accessToken;
}

/** An answer that was refused has its mistakes in it: under load that is an error. */
function requestOf(url, authorization, input) {
  const { host, pathname } = new URL(url);
  const body = JSON.stringify({ operationName: "W1", query: W1, variables: { input } });
  return Buffer.from(
    `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nAccept: application/json\r\n` +
      `${authorization}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
