#!/usr/bin/env bash
# Runs the anomaly detectors on files of the Numenta Anomaly Benchmark, or any others of that form.
#
#   benchmarks/nab.sh report <nab-dir>                     tables of all detectors; <nab-dir> holds data and labels
#   benchmarks/nab.sh run <data-dir> <out-dir> [detector]  writes <out-dir>/<category>/<file>.csv with the scores
#   benchmarks/nab.sh heap [detector]                      100,000 series in a heap of 150 MB
#
# The files: git clone https://github.com/numenta/NAB
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
heap=2g
case "${1:-}" in
  report) main=NabReport ;;
  run) main=NabRunner ;;
  heap) main=ManySeries heap=143m ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
shift
(cd "$here/.." && mvn -q -B -pl benchmarks -am package -DskipTests)
exec java -Xmx$heap -cp "$here/target/classes:$(cat "$here/target/class-path")" "io.ispmonitor.benchmarks.anomaly.$main" "$@"
