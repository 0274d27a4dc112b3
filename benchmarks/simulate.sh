#!/usr/bin/env bash
# Lets a monitor live through virtual months of made-up providers, one for each seed, and checks that it
# breaks none of its rules. Exit status 1 when it does.
#
#   benchmarks/simulate.sh [first seed] [number of seeds] [ISO 8601 duration]
#
# By default a thousand seeds of thirty days; a day of twenty seeds: benchmarks/simulate.sh 0 20 P1D
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
(cd "$here/.." && mvn -q -B -pl benchmarks -am package -DskipTests)
exec java -Xmx1g -Dorg.slf4j.simpleLogger.defaultLogLevel=off \
  -cp "$here/target/classes:$(cat "$here/target/class-path")" \
  io.ispmonitor.benchmarks.trial.Months "${1:-0}" "${2:-1000}" "${3:-P30D}"
