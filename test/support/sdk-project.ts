import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { sdkTarball } from "./sdk-tarball.js";

const TSC = resolve("node_modules/typescript/bin/tsc");
const STRICT = { target: "es2022", types: [], strict: true };

/** It keeps texts in memory; the real one needs a phone. */
const ASYNC_STORAGE = {
  "package.json": '{ "type": "module", "main": "index.js", "types": "index.d.ts" }',
  "index.js": `const items = new Map();
    export default {
      getItem: async (key) => items.get(key) ?? null,
      setItem: async (key, text) => void items.set(key, String(text)),
      removeItem: async (key) => void items.delete(key),
    };`,
  "index.d.ts": `declare const storage: {
      getItem(key: string): Promise<string | null>;
      setItem(key: string, value: string): Promise<void>;
      removeItem(key: string): Promise<void>;
    };
    export default storage;`,
};

/** A project outside of this repository that has the SDK installed. */
export class SdkProject {
  readonly dir = mkdtempSync(join(tmpdir(), "hue-health-project-"));
  readonly installed = join(this.dir, "node_modules/hue-health-sdk");

  private constructor(install: (project: SdkProject) => void) {
    mkdirSync(this.installed, { recursive: true });
    install(this);
    for (const [file, text] of Object.entries(ASYNC_STORAGE))
      this.write(`node_modules/@react-native-async-storage/async-storage/${file}`, text);
  }

  /** The SDK compiled as ES modules, which is all that most programs need, and sooner there. */
  static compiled(): SdkProject {
    return new SdkProject(({ installed }) => {
      execFileSync(process.execPath, [TSC, "-p", "client-sdk", "--outDir", join(installed, "dist/esm")]);
      cpSync("client-sdk/package.json", join(installed, "package.json"));
      cpSync("client-sdk/bin", join(installed, "bin"), { recursive: true });
      cpSync("schema.graphql", join(installed, "schema.graphql"));
      cpSync("client-sdk/key-fields.json", join(installed, "key-fields.json"));
      writeFileSync(join(installed, "dist/package.json"), '{ "type": "module" }');
    });
  }

  /** The SDK as its users get it: packed, and the tarball unpacked. */
  static packed(): SdkProject {
    return new SdkProject(({ installed }) => {
      execFileSync("tar", ["-xzf", sdkTarball(), "-C", installed, "--strip-components=1"]);
    });
  }

  /** Gives it packages of this repository, as if they were installed there. */
  link(...names: string[]): void {
    for (const name of names) {
      const place = join(this.dir, "node_modules", name);
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(resolve("node_modules", name), place);
    }
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.dir, file)), { recursive: true });
    writeFileSync(join(this.dir, file), text);
  }

  /** Runs a script by Node in the project; answers what it prints, and fails with all that it says. */
  async run(...args: string[]): Promise<string> {
    const asked = promisify(execFile)(process.execPath, args, { cwd: this.dir, encoding: "utf8" });
    return asked.then(
      ({ stdout }) => stdout,
      ({ message, stdout }) => {
        throw new Error(`${message}\n${stdout}`);
      },
    );
  }

  /** What TypeScript says about files of the project; nothing, when it is content. */
  async complaintsAbout(files: string[], options: object): Promise<string> {
    const compilerOptions = { ...STRICT, exactOptionalPropertyTypes: true, noEmit: true, ...options };
    this.write("tsconfig.json", JSON.stringify({ compilerOptions, files }));
    return promisify(execFile)(process.execPath, [TSC, "-p", this.dir]).then(
      () => "",
      ({ stdout }) => stdout,
    );
  }

  /** Type-checks and compiles programs, all at once, by name. */
  async compile(programs: ReadonlyMap<string, string>): Promise<void> {
    const files = [...programs.keys()].map((name) => `${name}.mts`);
    for (const [name, text] of programs) this.write(`${name}.mts`, text);
    const options = { module: "nodenext", noEmit: false, noEmitOnError: true, skipLibCheck: true };
    const complaints = await this.complaintsAbout(files, options);
    if (complaints) throw new Error(complaints);
  }

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
