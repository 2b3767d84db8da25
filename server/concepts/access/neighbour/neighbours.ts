import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import type { Connections } from "../../../core/database/database.js";
import type { Log } from "../../../core/log/log.js";
import { instant } from "../../../core/time/clock.js";
import { forgetServer, noteServer, otherServers, type RunningServer } from "./running-server.store.js";

const EVERY_MS = 20_000;
/** Whoever was not seen for so long does not run any more. */
const GONE_MS = 3 * EVERY_MS;
const LEAVES_WITHIN_MS = 1000;

const DIFFERS =
  "AUTH_SECRET is not the same as at another server over this database: who signs in at one of them is refused at the " +
  "other. Set the same for all; of a new one, add it behind the old one everywhere first.";
const AGREES = "AUTH_SECRET is the same at every server over this database again.";

/** How a server names its secrets, and what its clock says. */
interface Own {
  readonly secretNames: readonly [string, ...string[]];
  now(): number;
}

/**
 * The other servers over the same database. Each says every 20 seconds that it runs, and by which secrets it knows
 * sign-ins. Where two do not take each other's, both tell the log, and the one that has started later is not ready:
 * nobody is led to it, and those that served before go on. See docs/decisions/27-what-can-be-kept.md.
 */
export class Neighbours {
  readonly #code = randomBytes(16).toString("base64url");
  readonly #startedAt: string;
  #odd: readonly RunningServer[] = [];
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: Connections,
    private readonly own: Own,
    private readonly log: Log,
  ) {
    this.#startedAt = instant(own.now());
  }

  /** Whether one that has served for longer has another secret. */
  get isOdd(): boolean {
    return this.#odd.some((other) => orderOf(other) < orderOf({ startedAt: this.#startedAt, code: this.#code }));
  }

  /** Looks now, and goes on to. */
  async watch(): Promise<void> {
    const look = () => {
      this.#looking = this.look().catch(() => undefined);
    };
    this.#timer = setInterval(look, EVERY_MS).unref();
    look();
    await this.#looking;
  }

  async look(): Promise<void> {
    const { secretNames, now } = this.own;
    const [seenAt, since] = [instant(now()), instant(now() - GONE_MS)];
    const server = { code: this.#code, place: `${hostname()}, process ${process.pid}`, secrets: secretNames.join(" ") };
    await noteServer(this.db, { ...server, startedAt: this.#startedAt, seenAt }, since);
    const others = await otherServers(this.db, this.#code, since);
    const odd = others.filter(({ secrets }) => !takeEachOther(secretNames, secrets.split(" ")));
    if (odd.length > 0 && this.#odd.length === 0) this.log.error({ servers: odd.map(({ place }) => place) }, DIFFERS);
    if (odd.length === 0 && this.#odd.length > 0) this.log.warn({}, AGREES);
    this.#odd = odd;
  }

  /** So that nobody has to wait until it is seen to have gone; where the database is away they do. */
  async leave(): Promise<void> {
    clearInterval(this.#timer);
    const left = this.#looking.then(() => forgetServer(this.db, this.#code)).catch(() => undefined);
    await Promise.race([left, wait(LEAVES_WITHIN_MS, undefined, { ref: false })]);
  }
}

/** Of two that have started at once one is the first as well. */
const orderOf = ({ startedAt, code }: Pick<RunningServer, "startedAt" | "code">): string => `${startedAt} ${code}`;

/** Whether each knows what the other one signs with. */
const takeEachOther = (names: readonly string[], others: readonly string[]): boolean =>
  others.includes(names[0] ?? "") && names.includes(others[0] ?? "");
