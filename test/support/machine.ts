import { execFile } from "node:child_process";
import { chownSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

export const NOBODY = 65534;
export const AS_NOBODY = ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", "--no-new-privs"];
const run = promisify(execFile);
const WITHOUT_CAPABILITIES = [...AS_NOBODY, "--inh-caps=-all", "--bounding-set=-all"];

/** What `smoke-client.mjs` tells of a server. */
export interface Smoke {
  failed?: string;
  output: string;
  healthy?: number;
  unhealthy?: number;
  after?: number;
}

interface Beside {
  /** How processes are seen. */
  proc?: string;
  /** What is done in the network of the machine before the server starts, by root; what it leaves running ends with it. */
  beside?: readonly string[];
}

/** A machine of folders: what this machine has to run programs, read only, and what is given to it. */
export class Machine {
  readonly #own: string[] = [];

  constructor(
    private readonly root: string,
    /** The program that asks a server there, `smoke-client.mjs`. */
    private readonly client: string,
  ) {
    for (const folder of ["", "proc", "dev", "tmp", "usr", "etc"]) mkdirSync(join(this.root, folder));
    for (const link of ["bin", "lib", "lib64", "sbin"]) symlinkSync(`usr/${link}`, join(this.root, link));
    writeFileSync(join(this.root, "node"), "");
  }

  at = (path: string): string => join(this.root, path);

  /** A folder that may be written to. */
  own(path: string): void {
    mkdirSync(this.at(path), { recursive: true });
    chownSync(this.at(path), NOBODY, NOBODY);
    if (!this.#own.includes(path)) this.#own.push(path);
  }

  /** Runs these words there as nobody: no network, nothing to write to but its own folders, nobody else's processes. */
  async smoke(
    cwd: string,
    words: readonly string[],
    env: Record<string, string>,
    { proc = "hidepid=0", beside = [] }: Beside = {},
  ): Promise<Smoke> {
    copyFileSync(this.client, this.at("client.mjs"));
    const mounts = [
      `mount --bind ${this.root} ${this.root}`,
      ...["usr", "etc"].map(
        (each) => `mount --bind /${each} ${this.at(each)}; mount -o remount,bind,ro ${this.at(each)}`,
      ),
      `mount --bind ${process.execPath} ${this.at("node")}`,
      `mount -t proc -o ${proc} proc ${this.at("proc")}; mount --rbind /dev ${this.at("dev")}`,
      `mount -t tmpfs tmpfs ${this.at("tmp")}; chmod 1777 ${this.at("tmp")}`,
      ...this.#own.map((each) => `mount --bind ${this.at(each)} ${this.at(each)}`),
      `mount -o remount,bind,ro ${this.root}`,
      "ip link set lo up",
      ...beside,
      `exec chroot ${this.root} env --chdir=${cwd} "$@"`,
    ];
    const asked = [
      "bash",
      "--norc",
      "-ec",
      mounts.join("\n"),
      "bash",
      ...WITHOUT_CAPABILITIES,
      "/node",
      "/client.mjs",
      ...words,
    ];
    const spaces = ["--net", "--mount", "--pid", "--fork", "--propagation", "private"];
    const { stdout } = await run("unshare", [...spaces, ...asked], {
      env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LOG_LEVEL: "warn", ...env },
    });
    return JSON.parse(stdout);
  }
}
