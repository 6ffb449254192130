# The bot without the demo's comforts: `docker run --read-only --tmpfs /tmp --cap-drop ALL
# --security-opt no-new-privileges --env-file .env -v iku-data:/app/data iku-bot`
FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.11-slim
WORKDIR /app
RUN useradd --create-home --uid 10001 iku && install -d -o iku -g iku -m 700 data
COPY --from=build /venv /venv
COPY bot ./bot
COPY handlers ./handlers
COPY domain ./domain
COPY storage ./storage
COPY simulator ./simulator
# Whoever runs it may write nothing here, and would compile everything anew at each start.
RUN python -m compileall -q bot handlers domain storage simulator
USER iku
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1
VOLUME /app/data
STOPSIGNAL SIGTERM
# Only inside of the container; Prometheus is let in with METRICS_LISTEN=0.0.0.0:9464.
ENV METRICS_LISTEN=127.0.0.1:9464
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s CMD ["python", "-m", "bot.watch.probe"]
CMD ["python", "-m", "bot", "run"]
