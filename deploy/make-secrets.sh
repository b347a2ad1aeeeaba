#!/bin/sh
# Makes what the services of the compose file show each other: the database's password and the token of /metrics. What is
# given is taken; what was made once is kept. Each is written where only those who need it look.
set -eu
secrets=${1:-/secrets}
metrics=${2:-/metrics-token}

made() { od -An -v -N24 -tx1 /dev/urandom | tr -d ' \n'; }
encoded() { printf %s "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g'; }
# keep FILE GIVEN: the given value, or the one that is there, or a new one.
keep() {
  if [ -n "$2" ]; then printf %s "$2" >"$1"; elif [ ! -s "$1" ]; then made >"$1"; fi
}

umask 077
keep "$secrets/database-password" "${POSTGRES_PASSWORD:-}"
password=$(encoded "$(cat "$secrets/database-password")")
printf 'postgres://parley:%s@postgres/parley' "$password" >"$secrets/database-url"
keep "$metrics/token" "${PARLEY_METRICS_TOKEN:-}"
# Parley and Prometheus run as users of their own.
chmod 0755 "$secrets" "$metrics"
chmod 0444 "$secrets/database-password" "$secrets/database-url" "$metrics/token"
