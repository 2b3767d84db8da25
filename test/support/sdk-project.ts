import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const TSC = resolve("node_modules/typescript/bin/tsc");

/** A project outside of this repository that has the SDK installed. */
export class SdkProject {
  readonly dir = mkdtempSync(join(tmpdir(), "hue-health-project-"));

  constructor() {
    const installed = join(this.dir, "node_modules/hue-health-sdk");
    execFileSync(process.execPath, [TSC, "-p", "client-sdk", "--outDir", join(installed, "dist/esm")]);
    cpSync("client-sdk/package.json", join(installed, "package.json"));
    cpSync("schema.graphql", join(installed, "schema.graphql"));
    writeFileSync(join(installed, "dist/package.json"), '{ "type": "module" }');
  }

  /** Type-checks and runs a program; answers what it prints. */
  async run(program: string): Promise<string> {
    const compilerOptions = { target: "es2022", module: "nodenext", types: [], strict: true, noEmitOnError: true };
    const skipLibCheck = true;
    writeFileSync(join(this.dir, "program.mts"), program);
    writeFileSync(
      join(this.dir, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck }, files: ["program.mts"] }),
    );
    await run(process.execPath, [TSC, "-p", this.dir]).catch(({ stdout }) => {
      throw new Error(stdout);
    });
    return (await run(process.execPath, [join(this.dir, "program.mjs")])).stdout;
  }

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
