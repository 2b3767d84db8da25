import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** The shell of Debian draws no windows, and takes a third of the time. */
const PATHS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"] as const;
const executablePath = process.env.CHROMIUM_PATH ?? PATHS.find((path) => existsSync(path)) ?? PATHS[0];

const quiet = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium as on the closed network of the department: no name resolves, only 127.0.0.1 can be reached. */
export async function openChromium(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `The browser tests need Chromium, and "${executablePath}" does not exist; install it ` +
        "(apt-get install chromium-headless-shell) or name yours in CHROMIUM_PATH.",
    );
  }
  const closedNetwork = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";
  return chromium.launch({ executablePath, args: [...quiet, closedNetwork] });
}
