import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";

function openssl(...args: string[]): void {
  const { status, stderr } = spawnSync("openssl", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
}

/** An authority and a certificate by it for a server of the test's own, made by openssl; and an authority of others. */
export class Certificates {
  readonly authority: string;
  readonly otherAuthority: string;

  constructor(private readonly folder: string) {
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    this.authority = this.#authority("ours");
    this.otherAuthority = this.#authority("others");
    this.make("localhost");
  }

  /** What the server is to be told of them. */
  get options(): string[] {
    return [`ssl-ca=${this.authority}`, `ssl-cert=${this.#file("server.pem")}`, `ssl-key=${this.#file("server.key")}`];
  }

  /** Makes the server's certificate, for this host. */
  make(host: string): void {
    const [key, asked, made] = ["server.key", "server.csr", "server.pem"].map((name) => this.#file(name)) as [
      ...[string, string, string],
    ];
    const subject = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", asked, ...subject);
    const by = ["-CA", this.authority, "-CAkey", this.#file("ours.key"), "-CAcreateserial"];
    openssl("x509", "-req", "-in", asked, "-out", made, "-days", "2", ...by, "-copy_extensions", "copy");
    // The server is another user than the test.
    for (const file of [key, made]) chmodSync(file, 0o644);
  }

  #authority(name: string): string {
    const [key, made] = [this.#file(`${name}.key`), this.#file(`${name}.pem`)];
    const subject = ["-subj", `/CN=${name}`, "-days", "2"];
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", made, ...subject);
    chmodSync(made, 0o644);
    return made;
  }

  #file(name: string): string {
    return join(this.folder, name);
  }
}
