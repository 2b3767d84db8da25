/** From above to below: what stands further down knows nothing of what stands above it. Types count like everything else. */
const STOREYS = [
  "server/main[.]ts",
  "server/workers/",
  "server/commands/",
  "server/config[.]ts",
  "server/http/",
  "server/graphql/",
  "server/exchange/",
  "server/concepts/",
  "server/files/",
  "server/core/",
];

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...STOREYS.slice(1).map((storey, i) => ({
      name: `only-down-from-${storey.split("/")[1]}`,
      comment: `What ${storey} needs of a storey above it sinks to where both can reach it, or is handed down.`,
      severity: "error",
      from: { path: `^${storey}` },
      to: { path: `^(?:${STOREYS.slice(0, i + 1).join("|")})` },
    })),
    {
      name: "no-circle",
      comment: "Of files that import each other none can be read, tried or loaded alone.",
      severity: "error",
      from: { path: "^server/" },
      to: { circular: true },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules" },
  },
};
