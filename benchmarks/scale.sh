#!/usr/bin/env bash
# Lets one process watch 100,000 and 1,000,000 devices, each pinged every 30 s, and prints what that
# costs and whether all changes were found and nobody was falsely down.
#
#   benchmarks/scale.sh [devices] [minutes]
#
# Without arguments both sizes for ten minutes each. Needs root: everything runs in a network
# namespace made for it, from which nothing leads out. One device in a hundred is silent, and a
# hundred change each minute: a silent address has a route of its own, to a device whose other end
# takes every packet for somebody else's. Flags for the JVM: SCALE_FLAGS. One arena of malloc, as is
# good for a small process: otherwise each compiler thread keeps some megabytes of its own.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
source "$here/field.sh"
if [[ $EUID -ne 0 ]]; then
  echo "scale: needs root to make a network namespace; run it with sudo" >&2
  exit 2
fi
command -v ip >/dev/null || apt-get install -y iproute2 >/dev/null
(cd "$here/.." && mvn -q -B -pl benchmarks -am package -DskipTests)

namespace=ispmon-scale-$$
clean_up() {
  trap - EXIT INT TERM
  ip netns pids "$namespace" 2>/dev/null | xargs --no-run-if-empty kill -KILL 2>/dev/null || true
  ip netns del "$namespace" 2>/dev/null || true
}
trap clean_up EXIT
trap 'clean_up; exit 130' INT TERM

ip netns add "$namespace"
inside() { ip netns exec "$namespace" "$@"; }
inside ip link set lo up
make_field

# watch <devices> <minutes> <flags>
watch() {
  local devices=$1 minutes=$2
  shift 2
  echo "$devices devices for $minutes minutes, java $*"
  # In the background, since bash runs a trap only when what it waits for can be interrupted.
  # One arena and a fixed threshold: what the JVM's own allocator frees goes back to the system.
  MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072 inside java "$@" -XX:+ExitOnOutOfMemoryError -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
    -cp "$here/target/classes:$(cat "$here/target/class-path")" \
    io.ispmonitor.benchmarks.scale.Scale "$devices" "$minutes" &
  wait $!
}

small=(-XX:+UseSerialGC -Xmx176m -Xmn12m -XX:SurvivorRatio=3)
large=(-XX:+UseSerialGC -Xmx940m -Xmn85m -XX:SurvivorRatio=3 -XX:TargetSurvivorRatio=90)
if [[ -n ${SCALE_FLAGS:-} ]]; then
  read -r -a small <<<"$SCALE_FLAGS"
  large=("${small[@]}")
fi
minutes=${2:-10}
if [[ $# -gt 0 ]]; then
  if [[ $1 -gt 200000 ]]; then watch "$1" "$minutes" "${large[@]}"; else watch "$1" "$minutes" "${small[@]}"; fi
else
  watch 100000 "$minutes" "${small[@]}"
  watch 1000000 "$minutes" "${large[@]}"
fi
