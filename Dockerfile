# Build: compiles better-sqlite3 and the sources, then leaves out what only the build and the tests need.
# test/e2e/image.e2e-spec.ts goes through these steps without Docker.
FROM node:24-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN npm ci && npm run build -- --shipped && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production PRASAN_LISTEN=0.0.0.0 PRASAN_DATA_DIR=/data
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/scripts/prasan.mjs ./scripts/
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/libs ./libs
COPY --from=build --chown=root:root /app/apps ./apps
# The only writable place; the root file system may be read-only.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "apps/api/dist/main.js"]
