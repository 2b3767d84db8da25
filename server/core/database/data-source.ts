import { type Log, NO_LOG } from "../log/log.js";
import { auditKeysOf } from "../mutation/audit-key.js";
import { ensureSealed } from "../mutation/first-seal.js";
import { headsFileOf } from "../mutation/kept-heads.js";
import { ConfigError, type DatabaseAddress } from "./address.js";
import { Connections, type Driver } from "./database.js";
import { problemOfFile } from "./file-problem.js";
import { migrate } from "./migrate.js";
import { Outages } from "./outages.js";

/**
 * Opens the database; its tables are brought to the newest shape first, and what is on record is sealed if it is not,
 * or, for whoever has lost the key, all of it anew. A statement that reads is ended after so many seconds; null, as for
 * commands: never. `together`: other processes of the same server have it open as well.
 */
export async function openDatabase(
  address: DatabaseAddress,
  {
    seconds = null,
    together = false,
    sealAnew = false,
    log = NO_LOG,
    watch = (driver) => driver,
    say = sayAside,
  }: Opening = {},
): Promise<Connections> {
  const driver = watch(await openDriver(address, { seconds, together }));
  try {
    await migrate(driver, address, say);
    const db = new Connections(driver, auditKeysOf(address), new Outages(log), say, headsFileOf(address));
    await ensureSealed(db, sealAnew);
    return db;
  } catch (error) {
    await driver.close();
    throw error;
  }
}

interface Opening {
  seconds?: number | null;
  together?: boolean;
  sealAnew?: boolean;
  /** Where it is told when it cannot be reached. */
  log?: Log | undefined;
  /** What stands between it and whoever asks, such as traces. */
  watch?: ((driver: Driver) => Driver) | undefined;
  /** What whoever has started this is told, such as for whom it waits. */
  say?: (sentence: string) => void;
}

const sayAside = (sentence: string): void => console.error(sentence);

/** Each kind of database comes with its own package; only the one that is used is loaded. */
export async function openDriver(
  address: DatabaseAddress,
  options: { seconds: number | null; together?: boolean },
): Promise<Driver> {
  if (address.kind === "embedded") {
    const { openEmbedded } = await import("./embedded.js");
    try {
      return openEmbedded(address.file, options.seconds);
    } catch (error) {
      const problem = problemOfFile(address.file, error);
      throw problem === undefined ? error : new ConfigError([problem]);
    }
  }
  return (await import("./mariadb.js")).openMariadb(address, options);
}
