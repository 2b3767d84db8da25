import type { IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import type { Driver, Transaction } from "../core/database/database.js";
import { requestIdOf } from "../core/request-id.js";
import { ERROR_STATUS } from "../core/schema/errors.js";
import { seenOf } from "./witness.js";

interface Traces {
  /** Stands around the answer to a request. */
  trace(request: IncomingMessage, answer: () => Promise<void>): Promise<void>;
  /** Stands between the database and whoever asks it. */
  watch(driver: Driver): Driver;
  /** Sends what waits. */
  close(): Promise<void>;
}

/** Longer statements are cut. */
const LONGEST_SQL = 1000;
/** So long a collector that does not answer is waited for at the end. */
const PATIENCE_MS = 2000;

/**
 * Sends a span for each request, and one for each statement that it leads to, to where the variables of OpenTelemetry
 * say. Statements hold no values; of who asks only the role is told.
 */
export function openTraces(): Traces {
  const own = resourceFromAttributes({ "service.name": "hue-health-graph" });
  const provider = new NodeTracerProvider({
    resource: own.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const tracer = trace.getTracer("hue-health-graph");

  /** A part of a request; what is asked for nobody's request is not traced. */
  const within = <T>(name: string, attributes: Record<string, string>, work: () => Promise<T>): Promise<T> => {
    if (!trace.getActiveSpan()) return work();
    return tracer.startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      try {
        return await work();
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  };
  const statement = <T>({ dialect }: Pick<Driver, "dialect">, sql: string, ask: () => Promise<T>): Promise<T> =>
    within(
      sql.split(/\s/, 1)[0] ?? "",
      { "db.system.name": dialect === "mysql" ? "mariadb" : "sqlite", "db.query.text": sql.slice(0, LONGEST_SQL) },
      ask,
    );
  const watchedTransaction = (tx: Transaction): Transaction => ({
    ...tx,
    query: (sql, params) => statement(tx, sql, () => tx.query(sql, params)),
    change: (sql, params) => statement(tx, sql, () => tx.change(sql, params)),
  });

  return {
    trace(request, answer) {
      const from = propagation.extract(context.active(), request.headers);
      return tracer.startActiveSpan(request.method ?? "", { kind: SpanKind.SERVER }, from, async (span) => {
        try {
          await answer();
        } finally {
          const { asked, documentId, code, viewer, budget } = seenOf(request);
          if (asked) span.updateName(asked.operation);
          span.setAttributes({
            ...{ "hue.request_id": requestIdOf(request), "hue.role": viewer.role, "hue.code": code ?? "OK" },
            ...(documentId && { "graphql.document.id": documentId }),
            ...(budget && { "hue.cost": Math.ceil(budget.charged) }),
          });
          if (code && ERROR_STATUS[code] >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        }
      });
    },
    watch: (driver) => ({
      ...driver,
      query: (sql, params, patience) => statement(driver, sql, () => driver.query(sql, params, patience)),
      transaction: (work, patience) =>
        within("transaction", {}, () => driver.transaction((tx) => work(watchedTransaction(tx)), patience)),
    }),
    close: () => Promise.race([provider.shutdown(), wait(PATIENCE_MS, undefined, { ref: false })]),
  };
}
