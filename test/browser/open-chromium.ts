import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

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
        "(apt-get install chromium) or name yours in CHROMIUM_PATH.",
    );
  }
  const closedNetwork = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";
  return chromium.launch({ executablePath, args: [...quiet, closedNetwork] });
}
