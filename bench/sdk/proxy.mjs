// Starts Varnish before the server, where it is installed.
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../servers.mjs";

/** The version of Varnish on this machine; undefined: there is none. */
export const varnishVersion = () =>
  /varnish-(\d+\.\d+\.\d+)/.exec(spawnSync("varnishd", ["-V"], { encoding: "utf8" }).stderr ?? "")?.[1];

/** Varnish before the server at `port`, as bench/sdk/proxy.vcl has it. */
export async function startProxy(port) {
  const folder = mkdtempSync(join(tmpdir(), "hue-bench-proxy-"));
  chmodSync(folder, 0o755); // started by root, it goes on as a user of its own
  const file = join(folder, "proxy.vcl");
  writeFileSync(file, readFileSync("bench/sdk/proxy.vcl", "utf8").replace('"4000"', `"${port}"`));
  const own = await freePort();
  const args = ["-F", "-n", join(folder, "work"), "-a", `127.0.0.1:${own}`, "-f", file, "-T", "none"];
  const child = spawn("varnishd", [...args, "-s", "malloc,32m", "-p", "http_gzip_support=off"], { stdio: "ignore" });
  const kill = () => child.kill("SIGTERM");
  process.once("exit", kill);
  const stop = () => {
    process.off("exit", kill);
    child.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    kill();
  };
  for (const until = performance.now() + 20_000; ; ) {
    const isUp = await fetch(`http://127.0.0.1:${own}/healthz`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (isUp) return { port: own, stop };
    if (child.exitCode !== null || performance.now() > until) throw new Error("Varnish did not start.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
