#!/usr/bin/env bash
# Runs our echo engine, fping, icmplib and InetAddress.isReachable side by side, prints tables and
# one line for each goal, and exits 0 only when every goal is reached.
#
#   benchmarks/compare-ping.sh [--quick] [--no-build] [--part losses|rounds|accuracy|monitor]...
#
# Needs root: everything runs in a network namespace made for it, from which nothing leads out.
# Silent addresses lie behind a device whose other end takes every packet for somebody else's.
# --quick takes under a minute once the module is built, with fewer rounds and sizes.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=yes
arguments=()
for argument in "$@"; do
  if [[ $argument == --no-build ]]; then build=no; else arguments+=("$argument"); fi
done

if [[ $EUID -ne 0 ]]; then
  echo "compare-ping: needs root to make a network namespace; run it with sudo" >&2
  exit 2
fi

missing=()
command -v fping >/dev/null || missing+=(fping)
command -v tcpdump >/dev/null || missing+=(tcpdump)
command -v ip >/dev/null || missing+=(iproute2)
[[ -x /usr/bin/time ]] || missing+=(time)
/usr/bin/python3 -c 'import icmplib' 2>/dev/null || missing+=(python3-icmplib)
if [[ ${#missing[@]} -gt 0 ]]; then
  apt-get install -y "${missing[@]}" >/dev/null
fi

if [[ $build == yes ]]; then
  (cd "$here/.." && mvn -q -B -pl benchmarks -am package -DskipTests)
fi

namespace=ispmon-bench-$$
scratch=$(mktemp -d)
clean_up() {
  trap - EXIT INT TERM
  ip netns pids "$namespace" 2>/dev/null | xargs --no-run-if-empty kill 2>/dev/null || true
  ip netns del "$namespace" 2>/dev/null || true
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'clean_up; exit 130' INT TERM

ip netns add "$namespace"
inside() { ip netns exec "$namespace" "$@"; }
inside ip link set lo up
inside sysctl -q -w net.ipv4.ping_group_range="0 2147483647" net.ipv6.conf.default.disable_ipv6=1
inside ip link add drop type veth peer name drop-end
inside ip address add 10.98.0.1/24 dev drop
inside ip link set drop up
inside ip link set drop-end up
# An address that the other end does not have: it drops what comes at the first look.
inside ip neighbour add 10.98.0.2 lladdr 02:00:00:00:00:02 nud permanent dev drop
inside ip route add 10.99.0.0/16 via 10.98.0.2

classes=$here/target/classes:$(cat "$here/target/class-path")
# In the background, since bash runs a trap only when what it waits for can be interrupted.
PYTHONPATH=$here ip netns exec "$namespace" /usr/bin/python3 -m compare_ping \
  --classes "$classes" --scratch "$scratch" ${arguments[@]+"${arguments[@]}"} &
wait $!
