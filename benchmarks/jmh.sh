#!/usr/bin/env bash
# Runs the JMH benchmarks, with the bytes each operation allocates.
#
#   benchmarks/jmh.sh [regular expression of benchmarks] [options of JMH]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
(cd "$here/.." && mvn -q -B -pl benchmarks -am package -DskipTests)
exec java -cp "$here/target/classes:$(cat "$here/target/class-path")" \
  org.openjdk.jmh.Main -f 2 -wi 3 -w 1 -i 5 -r 1 -prof gc "$@"
