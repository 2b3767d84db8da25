# The server in a container: production packages only, as nobody, on a root that is read only.
# docker build --tag hue-health-graph .

FROM node:20.20-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm run package
RUN mkdir /app && tar -xzf hue-health-graph-*.tar.gz --strip-components=1 -C /app

FROM node:20.20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATABASE_URL=file:/data/hue-health.db CACHE_DIRECTORY=/data/cache
COPY --from=build /app /app
RUN mkdir /data && chown node:node /data && chmod 700 /data
WORKDIR /app
VOLUME /data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "operations/healthcheck.mjs"]
CMD ["node", "--max-semi-space-size=8", "server/start.cjs"]
