// The part of bench/RESULTS.md that tells of the SDK.
import { table } from "../report.mjs";
import { SCREENS } from "./screens.mjs";
import { LINK } from "./wire.mjs";

export function sdkSection({ versions, weights, rows, plain, varnish }, commit) {
  const peers = ["graphql-request", "@apollo/client"].map((name) => `${name} ${versions[name]}`).join(", ");
  const megabits = (LINK.bytesPerMs * 8) / 1000;
  return [
    `${new Date().toISOString().slice(0, 10)}, commit ${commit}. ${peers}, esbuild ${versions.esbuild}, Node ${process.versions.node}. ` +
      (varnish
        ? `The proxy is Varnish ${varnish}.`
        : "There was no Varnish on this machine, so no proxy was measured."),
    "### What a client weighs in an app",
    "Bytes, for one program that asks one query and prints the answer.",
    table(
      ["", "minified", "gzip", "brotli"],
      weights.map(({ name, minified, gzip, brotli }) => [name, ...[minified, gzip, brotli].map(counted)]),
    ),
    "### What a screen costs on the wire",
    ...[
      ["br", "Bytes up / down with brotli, heads and bodies."],
      ["gzip", "The same with gzip."],
    ].flatMap(([coding, words]) => [words, bytesTable(rows, coding, plain)]),
    `Milliseconds over a link with a round trip of ${LINK.roundTripMs} ms and ${megabits} Mbit/s, with brotli.`,
    timeTable(rows),
  ].join("\n\n");
}

function bytesTable(rows, coding, plain) {
  const ways = waysIn(rows);
  const cells = (screen) =>
    ways.map((way) => {
      const { up, down } = found(rows, way, coding, screen);
      return [up, down];
    });
  const lines = SCREENS.map(({ name }) => ({ name, plain: plain.get(name), cells: cells(name) }));
  const all = {
    name: `all ${SCREENS.length}`,
    plain: sum(lines.map((line) => line.plain)),
    cells: ways.map((_, i) => [0, 1].map((side) => sum(lines.map((line) => line.cells[i][side])))),
  };
  return table(
    ["", "answer as JSON", ...ways],
    [
      ...[...lines, all].map((line) => [
        line.name,
        counted(line.plain),
        ...line.cells.map((pair) => pair.map(counted).join(" / ")),
      ]),
      ["up and down together", "", ...all.cells.map((pair) => counted(sum(pair)))],
    ],
  );
}

function timeTable(rows) {
  const ways = waysIn(rows);
  const times = SCREENS.map(({ name }) => ways.map((way) => found(rows, way, "br", name).ms));
  const all = ways.map((_, i) => sum(times.map((line) => line[i])));
  return table(
    ["", ...ways],
    [...times, all].map((line, i) => [
      SCREENS[i]?.name ?? `all ${SCREENS.length}, one after the other`,
      ...line.map((ms) => ms.toFixed(0)),
    ]),
  );
}

const waysIn = (rows) => [...new Set(rows.map(({ way }) => way))];

const found = (rows, way, coding, screen) =>
  rows.find((row) => row.way === way && row.coding === coding && row.screen === screen);

const sum = (values) => values.reduce((total, value) => total + value, 0);

const counted = (value) => value.toLocaleString("en");
