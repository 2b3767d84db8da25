import { jest } from "@jest/globals";
import type { Connections, Driver, Transaction } from "../../server/core/database/database.js";

/** How many rows a database finds while something is done. */
export async function rowsFound(db: Connections, work: () => Promise<unknown>): Promise<number> {
  const { driver } = db as unknown as { driver: Driver };
  const [query, transaction] = [driver.query.bind(driver), driver.transaction.bind(driver)];
  let found = 0;
  const counted = async <T>(rows: Promise<T[]>): Promise<T[]> => {
    const all: unknown = await rows;
    if (Array.isArray(all)) found += all.length;
    return rows;
  };
  const within = (tx: Transaction): Transaction => ({
    ...tx,
    query: (sql, params) => counted(tx.query(sql, params)),
  });
  const spies = [
    jest.spyOn(driver, "query").mockImplementation((...asked) => counted(query(...asked)) as never),
    jest
      .spyOn(driver, "transaction")
      .mockImplementation((act, patience) => transaction((tx) => act(within(tx)), patience)),
  ];
  await work();
  for (const spy of spies) spy.mockRestore();
  return found;
}
