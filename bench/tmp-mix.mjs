import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
process.chdir("/work/main");
const { COMMANDS, post, start, stopAll } = await import("./servers.mjs");
const { load } = await import("./load.mjs");
const { cpuOf, databaseServer } = await import("./processes.mjs");
const { startWriting } = await import("./motion/writer.mjs");
const F = ".cache/bench/profile";
if (process.env.PROF) { rmSync(F, { recursive: true, force: true }); mkdirSync(F, { recursive: true });
COMMANDS.ours = ["--cpu-prof", `--cpu-prof-dir=${F}`, "dist/server/main.js"]; }
const scale = process.argv[3] ?? "national", name = process.argv[2] ?? "figure", rate = Number(process.argv[4] ?? 50), Q = process.argv[5] ?? "Q1";
const server = "mysql://root@127.0.0.1:3306";
const addressOf = (of) => ({ kind: "mysql", url: `${server}/hue_bench_${of}`, name: `hue_bench_${of}` });
process.on("exit", stopAll);
const db = databaseServer();
const { within } = await import("./motion/measure.mjs");
await within(addressOf, scale, name === "publish" ? 400 : 0, () => {}, async ({ servers }) => {
  const list = process.env.FLOOR ? servers : servers.slice(0, 1);
  for (const s of list) {
  await s.acts.signIn();
  await load(s.url, s.questions.get(Q), 16, 2000, 3000);
  for (let r = 0; r < 3; r++) {
    for (const writing of [false, true]) {
      const c0 = [cpuOf(s.pid), cpuOf(db)];
      const w = writing && startWriting(s.acts[name], rate);
      const { answered, seconds, latencies } = await load(s.url, s.questions.get(Q), 16, 2500, 3000);
      const c1 = [cpuOf(s.pid), cpuOf(db)];
      latencies.sort((a, b) => a - b);
      const done = w && await w.stop();
      console.log(s.kind, writing ? `${rate} ${name}` : "rest", Math.round(answered / seconds), "p99", latencies[Math.floor(latencies.length * .99)].toFixed(1), "cpu", ((c1[0] - c0[0]) / seconds / 10).toFixed(0), "db", ((c1[1] - c0[1]) / seconds / 10).toFixed(0), done ? `written ${done.inTime}/${done.due} p50 ${[...done.latencies].sort((a,b)=>a-b)[done.latencies.length>>1]?.toFixed(1)}` : "");
    }
  } }
  await servers[0].stop();
});
