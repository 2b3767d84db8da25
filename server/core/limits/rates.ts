import { RateLimiterCluster, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Viewer } from "../access/viewer.js";
import { Refusal } from "../schema/errors.js";
import type { Limits } from "./limits.js";
import * as messages from "./limits.messages.js";

/** Each budget is for so long, and then there is a new one. */
const WINDOW_SECONDS = 60;
/** So often what was spent is told to the store that servers share. */
const TELL_MS = 100;

/** Who pays for what is asked: everybody at one address, a key, an account. */
type Payer = "public" | "key" | "staff";

/** A store of counters: that of Redis, which several servers share, the memory of this one, or that of its parent. */
type Store = RateLimiterMemory | RateLimiterCluster | RateLimiterRedis;

/** What somebody has left, as far as is known here. */
interface Account {
  payer: Payer;
  id: string;
  /** As the store said last. */
  remaining: number;
  /** When there is a new budget, in milliseconds. */
  renewedAt: number;
  /** Spent since the store was told. */
  untold: number;
}

/** What of Redis is needed here; `redis.ts` makes it. */
export type Redis = ConstructorParameters<typeof RateLimiterRedis>[0]["storeClient"];

/**
 * How much may be asked in a minute, in points of cost (`graphql/field-costs.ts`), by who asks. What was spent is counted here
 * at once, and told to the store shortly after: no request waits for it, and where Redis is away each server counts
 * for itself, with all its workers. Key: the payer; lifetime: a minute.
 */
export class Rates {
  readonly #stores: Record<Payer, Store>;
  readonly #accounts: Readonly<Record<Payer, Map<string, Account>>> = {
    public: new Map(),
    key: new Map(),
    staff: new Map(),
  };
  readonly #most: Record<Payer, number>;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    limits: Limits,
    redis?: Redis,
    private readonly warn: (sentence: string) => void = () => undefined,
    /** Whether it is one of several, whose parent counts for all (`server/workers/parent.ts`). */
    isWorker = false,
  ) {
    this.#most = { public: limits.ratePublic, key: limits.rateKey, staff: limits.rateStaff };
    const storeOf = (payer: Payer): Store => {
      const options = { keyPrefix: `hue-health:${payer}`, points: this.#most[payer], duration: WINDOW_SECONDS };
      const ours = isWorker ? new RateLimiterCluster(options) : new RateLimiterMemory(options);
      return redis
        ? new RateLimiterRedis({
            ...options,
            storeClient: redis,
            insuranceLimiter: ours,
            rejectIfRedisNotReady: true,
          })
        : ours;
    };
    this.#stores = { public: storeOf("public"), key: storeOf("key"), staff: storeOf("staff") };
  }

  /** The budget of whoever asks. */
  of({ account, apiKeyId, apiKeyLabel }: Viewer, address: string): Budget {
    if (apiKeyId !== null) return new Budget(this, "key", `${apiKeyId} (${apiKeyLabel})`);
    if (account !== null) return new Budget(this, "staff", `${account.id} (${account.name})`);
    return new Budget(this, "public", address);
  }

  /** What is left, and until when. */
  accountOf(payer: Payer, id: string): Account {
    const accounts = this.#accounts[payer];
    const known = accounts.get(id);
    const now = Date.now();
    if (known && known.renewedAt > now) return known;
    const account: Account = {
      ...{ payer, id, remaining: this.#most[payer], renewedAt: now + WINDOW_SECONDS * 1000 },
      untold: known?.untold ?? 0,
    };
    accounts.set(id, account);
    return account;
  }

  charge(account: Account, points: number): void {
    account.untold += points;
    this.#timer ??= setTimeout(() => this.#tell(), TELL_MS).unref();
  }

  #tell(): void {
    this.#timer = undefined;
    const now = Date.now();
    for (const accounts of Object.values(this.#accounts)) {
      for (const [id, account] of accounts) {
        if (account.untold > 0) void this.#tellOf(account);
        else if (account.renewedAt <= now) accounts.delete(id);
      }
    }
  }

  async #tellOf(account: Account): Promise<void> {
    const { payer, id, untold } = account;
    account.untold = 0;
    account.remaining -= untold;
    let had = account.remaining + untold;
    const counted = await this.#stores[payer].consume(id, untold).catch((refused: unknown) => refused);
    if (counted instanceof RateLimiterRes) {
      take(account, counted);
      // Of those who count together one uses it up, and says so.
      had = this.#most[payer] - counted.consumedPoints + untold;
    }
    if (had > 0 && account.remaining <= 0) {
      this.warn(`${describe(payer, id)} has used up its budget of a minute; it is refused until the next one.`);
    }
  }
}

function take(account: Account, { remainingPoints, msBeforeNext }: RateLimiterRes): void {
  account.remaining = remainingPoints;
  account.renewedAt = Date.now() + msBeforeNext;
}

const describe = (payer: Payer, id: string): string =>
  payer === "public" ? `The address ${id}` : payer === "key" ? `The key ${id}` : `The account ${id}`;

/** What one request is paid from. */
export class Budget {
  #charged = 0;

  constructor(
    private readonly rates: Rates,
    private readonly payer: Payer,
    private readonly id: string,
  ) {}

  get remaining(): number {
    const { remaining, untold } = this.rates.accountOf(this.payer, this.id);
    return Math.max(0, remaining - untold);
  }

  /** What the request has cost. */
  get charged(): number {
    return this.#charged;
  }

  charge(points: number): void {
    this.#charged += points;
    this.rates.charge(this.rates.accountOf(this.payer, this.id), points);
  }

  /** Refuses whoever has nothing left. */
  require(): void {
    const { remaining, untold, renewedAt } = this.rates.accountOf(this.payer, this.id);
    if (remaining - untold > 0) return;
    throw overBudget(Math.max(1, Math.ceil((renewedAt - Date.now()) / 1000)));
  }
}

const overBudget = (seconds: number): Refusal =>
  new Refusal("RATE_LIMITED", messages.tooMuchAsked(seconds), undefined, seconds);
