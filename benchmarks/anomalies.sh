#!/usr/bin/env bash
# Runs the anomaly detectors on the series of a simulated provider whose anomalies are known.
#
#   benchmarks/anomalies.sh report [seeds] [first]  what each detector finds, how soon, and its false alarms
#   benchmarks/anomalies.sh pictures <folder>       the pictures of docs/anomaly-detection.md, as SVG
#   benchmarks/anomalies.sh watch [rounds]          what it costs a monitor that its series are judged
#
# Two minutes for the 100 seeds that are the default.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
case "${1:-}" in
  report) main=ProviderReport ;;
  pictures) main=ProviderPictures ;;
  watch) main=WatchCost ;;
  *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
shift
(cd "$here/.." && mvn -q -B -pl benchmarks -am package -DskipTests)
exec java -Xmx2g -cp "$here/target/classes:$(cat "$here/target/class-path")" "io.ispmonitor.benchmarks.anomaly.$main" "$@"
