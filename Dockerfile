# Two stages: the first installs into /opt/wenbao, the second carries nothing that builds.
FROM python:3.12-slim-bookworm AS build

WORKDIR /src
COPY pyproject.toml README.md CHANGELOG.md LICENSE ./
COPY bot ./bot
COPY retrieval ./retrieval
COPY seeds ./seeds
RUN python -m venv /opt/wenbao \
    && /opt/wenbao/bin/pip install --no-cache-dir --disable-pip-version-check .

FROM python:3.12-slim-bookworm

RUN groupadd --system --gid 10001 wenbao \
    && useradd --system --uid 10001 --gid wenbao --home-dir /var/lib/wenbao --create-home \
       --shell /usr/sbin/nologin wenbao
COPY --from=build /opt/wenbao /opt/wenbao

ENV PATH=/opt/wenbao/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    WENBAO_STORE=/var/lib/wenbao/wenbao.sqlite3 \
    WENBAO_CACHE=/var/lib/wenbao/cache \
    WENBAO_METRICS_PORT=9464

USER 10001:10001
WORKDIR /var/lib/wenbao
VOLUME ["/var/lib/wenbao"]

# The slim image has no curl; a proxy that is set for Telegram must not be asked for this address.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:' + os.environ['WENBAO_METRICS_PORT'] + '/healthz', timeout=4)"]

# The exec form, so that SIGTERM reaches the bot itself and it ends in order.
ENTRYPOINT ["wenbao"]
CMD ["run"]
