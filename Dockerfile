# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /parley
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN node scripts/build.ts

FROM node:24-bookworm-slim AS packages
WORKDIR /parley
COPY package.json package-lock.json ./
# The image has a Node of its own; the one that npm brings for machines with an older one is left out.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 PARLEY_DATA_DIR=/data
WORKDIR /parley
RUN install -d -o node -g node -m 0700 /data
COPY --from=packages /parley/node_modules node_modules
COPY LICENSE package.json ./
COPY bin bin
COPY server/migrations server/migrations
COPY server/pages server/pages
COPY --from=build /parley/server/dist server/dist
COPY --from=build /parley/console/dist console/dist
COPY --from=build /parley/widget/dist widget/dist
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "bin/parley.js", "start"]
