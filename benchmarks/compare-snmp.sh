#!/usr/bin/env bash
# Polls simulated routers with our collector, net-snmp in C, gosnmp, pysnmp and plain snmp4j side
# by side, prints tables and one line for each goal, and exits 0 only when every goal is reached.
#
#   benchmarks/compare-snmp.sh [--quick] [--no-build] [--part steady|first|silent|monitor]...
#
# Needs root: everything runs in a network namespace made for it, from which nothing leads out. What
# is missing of the peers is installed from the distribution's packages.
# --quick takes a few minutes once the module is built, with fewer rounds and devices.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=yes
arguments=()
for argument in "$@"; do
  if [[ $argument == --no-build ]]; then build=no; else arguments+=("$argument"); fi
done

if [[ $EUID -ne 0 ]]; then
  echo "compare-snmp: needs root to make a network namespace; run it with sudo" >&2
  exit 2
fi

go_sources=/usr/share/gocode
missing=()
command -v gcc >/dev/null || missing+=(gcc libc6-dev)
command -v go >/dev/null || missing+=(golang-go)
command -v ip >/dev/null || missing+=(iproute2)
[[ -e /usr/include/openssl/evp.h ]] || missing+=(libssl-dev)
[[ -e /usr/include/net-snmp/net-snmp-config.h ]] || missing+=(libsnmp-dev)
[[ -e $go_sources/src/github.com/gosnmp/gosnmp ]] || missing+=(golang-github-gosnmp-gosnmp-dev)
/usr/bin/python3 -c 'import importlib.util as i; exit(not i.find_spec("pysnmp"))' \
  || missing+=(python3-pysnmp4)
if [[ ${#missing[@]} -gt 0 ]]; then
  apt-get update >/dev/null
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

sources=$here/compare_snmp
gcc -O2 -Wall -Wextra -o "$scratch/agent" "$sources/agent.c" -lcrypto
gcc -O2 -Wall -Wextra -o "$scratch/netsnmp" "$sources/netsnmp.c" -lnetsnmp
# Debian's Go libraries lie in a tree of the kind that Go had before modules.
(cd "$scratch" && GO111MODULE=off GOPATH=$go_sources GOCACHE=$scratch/go-cache \
  go build -o gosnmp "$sources/gosnmp.go")

ip netns add "$namespace"
ip netns exec "$namespace" ip link set lo up
ulimit -n "$(ulimit -Hn)"

classes=$here/target/classes:$(cat "$here/target/class-path")
# In the background, since bash runs a trap only when what it waits for can be interrupted.
PYTHONPATH=$here ip netns exec "$namespace" /usr/bin/python3 -m compare_snmp \
  --classes "$classes" --scratch "$scratch" ${arguments[@]+"${arguments[@]}"} &
wait $!
