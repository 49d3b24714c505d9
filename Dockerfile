FROM python:3.11-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN pip install --no-cache-dir --no-deps . && useradd --create-home bot && mkdir /data && chown bot /data
USER bot
ENV BOT_DATA=/data PYTHONUNBUFFERED=1
VOLUME /data
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot", "run"]
