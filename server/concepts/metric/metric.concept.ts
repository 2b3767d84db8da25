import { heldNodes, storedNodes } from "../../core/schema/node-finder.js";
import type { Concept } from "../concept.js";
import { metricsExport } from "./definition/metric.export.js";
import { metricExpectations, metricMeanings, metricRules, metrics } from "./definition/metric.import.js";
import { MetricResolver } from "./definition/metric.resolver.js";
import { observationsById } from "./definition/metric.store.js";
import { MetricActResolver } from "./definition/metric-act.resolver.js";
import { leagueExport } from "./league/league.export.js";
import { LeagueConnectionResolver, LeagueRowResolver, MetricLeagueResolver } from "./league/league.resolver.js";
import { metricSnapshot } from "./metric.snapshot.js";
import { observationsExport } from "./observation/observation.export.js";
import { OBSERVATIONS } from "./observation/observation.format.js";
import { observations } from "./observation/observation.import.js";
import {
  AreaObservationsResolver,
  FacilityObservationsResolver,
  ObservationResolver,
} from "./observation/observation.resolver.js";
import { ObservationActResolver, ObservationPayloadResolver } from "./observation/observation-act.resolver.js";
import { MetricPairResolver } from "./pair/metric-pair.resolver.js";

/** Metrics, their figures, and what is made of them. */
export const metricConcept: Concept = {
  resolvers: [
    MetricResolver,
    MetricActResolver,
    MetricLeagueResolver,
    LeagueConnectionResolver,
    LeagueRowResolver,
    MetricPairResolver,
    ObservationResolver,
    ObservationActResolver,
    ObservationPayloadResolver,
    FacilityObservationsResolver,
    AreaObservationsResolver,
  ],
  nodes: {
    Metric: heldNodes("Metric", ({ snapshot }) => snapshot.metrics, true),
    Observation: storedNodes("Observation", ({ db }, wanted) => observationsById(db, wanted)),
  },
  tables: [metricMeanings, metricRules, metrics, metricExpectations, observations],
  imports: {
    OBSERVATIONS: {
      format: OBSERVATIONS,
      reader: observations,
      forEditors: true,
      about: [
        "Figures. What another source says otherwise is not replaced.",
        "Số liệu. Số liệu mà nguồn khác ghi khác thì không bị thay thế.",
      ],
    },
  },
  exports: [observationsExport, leagueExport, metricsExport],
  snapshot: metricSnapshot,
};
