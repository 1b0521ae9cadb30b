#!/usr/bin/env bash
# A PostgreSQL server for the tests: a private one in a folder of its own, on a free port of 127.0.0.1, as safe against a crash as a real one.
#   tests/postgres.sh start [FOLDER]          makes and starts it, and prints its connection string
#   tests/postgres.sh url [FOLDER]            prints the connection string again
#   tests/postgres.sh restart [FOLDER] [MODE] stops it (fast, or immediate: as a crash does) and starts it on the same port
#   tests/postgres.sh halt [FOLDER]           stops it and keeps the folder
#   tests/postgres.sh resume [FOLDER]         starts it again on the same port
#   tests/postgres.sh stop [FOLDER]           stops it and removes the folder
set -euo pipefail
verb=${1:-}
folder=${2:-${TMPDIR:-/tmp}/slackaudit-postgres}

if [ -z "${PGBIN:-}" ]; then PGBIN=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true); fi
[ -n "$PGBIN" ] || PGBIN=$(dirname "$(command -v initdb || true)")

# PostgreSQL refuses to run as root.
unprivileged() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
ctl() { unprivileged "$PGBIN/pg_ctl" -s -w -D "$folder/data" -l "$folder/log" "$@"; }

start() {
  [ -x "$PGBIN/initdb" ] || { echo "PostgreSQL is not installed: apt-get install postgresql, or set PGBIN to its bin folder." >&2; exit 3; }
  [ ! -e "$folder/url" ] || { echo "$folder has a server already: tests/postgres.sh stop $folder" >&2; exit 1; }
  mkdir -p "$folder"
  [ "$(id -u)" != 0 ] || chown postgres "$folder"
  # Turkish has its own idea of i and I: what the log answers must not depend on the server's language.
  unprivileged "$PGBIN/initdb" -D "$folder/data" -U slackaudit -A trust -E UTF8 --locale=C --locale-provider=icu --icu-locale=tr >/dev/null
  for _ in 1 2 3 4 5; do
    local port=$((RANDOM % 20000 + 20000))
    printf '%s\n' "port = $port" "listen_addresses = '127.0.0.1'" "unix_socket_directories = ''" "max_connections = 200" "fsync = on" >"$folder/settings"
    unprivileged cp "$folder/settings" "$folder/data/postgresql.auto.conf"
    if ctl start; then
      echo "Host=127.0.0.1;Port=$port;Username=slackaudit;Database=postgres" >"$folder/url"
      cat "$folder/url"
      return
    fi
  done
  cat "$folder/log" >&2
  exit 1
}

case $verb in
  start) start ;;
  url) cat "$folder/url" ;;
  restart) ctl -m "${3:-fast}" restart ;;
  halt) ctl -m fast stop ;;
  resume) ctl start ;;
  stop) [ ! -e "$folder/data/postmaster.pid" ] || ctl -m immediate stop; rm -rf "$folder" ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
