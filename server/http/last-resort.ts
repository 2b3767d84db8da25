import type { Report } from "../graphql/apollo.js";

/**
 * Goes on serving after an exception that nobody has caught, and records it. To be called once everything is there:
 * from then on whatever runs is done for one request, or reads what requests are answered with. A request keeps what it
 * does to itself, a transaction is rolled back by its database, and what requests share is replaced as a whole, never
 * in part: so the exception is the end of that request, and no reason to end those of everybody else.
 */
export function keepServing(report: Report): void {
  process.on("uncaughtException", (error) => report(error));
  process.on("unhandledRejection", (error) => report(error));
}
