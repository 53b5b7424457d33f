# 科问的镜像，分两步：第一步编译，第二步只带运行要的。怎么用、没有容器引擎时怎样试过，见 docs/deploying.md。
# 换基础镜像：docker build --build-arg NODE=node:20-bookworm-slim .
ARG NODE=node:22-bookworm-slim

FROM ${NODE} AS build
RUN apt-get update \
  && apt-get install --yes --no-install-recommends build-essential python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/kewen
# 依赖没有变，下一次就不再编译它们。
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY build.mjs tsconfig.json tsconfig.build.json ./
COPY src src
RUN node build.mjs && npm prune --omit=dev

FROM ${NODE}
# 扫描件的文字识别，和画图用的中文字体；不要的可以去掉，别的照常。
RUN apt-get update \
  && apt-get install --yes --no-install-recommends \
    fonts-noto-cjk poppler-utils tesseract-ocr tesseract-ocr-chi-sim tini \
  && rm -rf /var/lib/apt/lists/* \
  && groupadd --gid 10001 kewen \
  && useradd --uid 10001 --gid kewen --home-dir /var/lib/kewen --no-create-home --shell /usr/sbin/nologin kewen \
  && install --directory --owner=kewen --group=kewen --mode=0750 /var/lib/kewen
WORKDIR /opt/kewen
COPY --from=build /opt/kewen/package.json ./
COPY --from=build /opt/kewen/node_modules node_modules
COPY --from=build /opt/kewen/dist dist
COPY assets assets
COPY corpus corpus
COPY dictionary dictionary
COPY deploy/check.mjs deploy/check.mjs
COPY .env.example kewen.config.example.yaml ./
ENV NODE_ENV=production \
  TZ=Asia/Shanghai \
  KEWEN_HOME=/var/lib/kewen \
  KEWEN_HOST=0.0.0.0 \
  KEWEN_WEB=on
# 报告、词、设置、索引、记录都在这里；别的地方不用写，根文件系统可以只读。
VOLUME /var/lib/kewen
WORKDIR /var/lib/kewen
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=12s --start-period=120s --retries=3 \
  CMD ["node", "/opt/kewen/deploy/check.mjs", "healthz"]
# tini 收拾读文件的子进程，把停下的信号原样转给科问。
ENTRYPOINT ["tini", "--", "node", "/opt/kewen/dist/cli.js"]
CMD ["start"]
