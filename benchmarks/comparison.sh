# What the comparisons have in common; they source it with their arguments. It checks that we are
# root, and offers packages, a build, and a network namespace from which nothing leads out.
# shellcheck shell=bash
set -euo pipefail

comparison=$(basename "$0" .sh)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=yes
arguments=()
for argument in "$@"; do
  if [[ $argument == --no-build ]]; then build=no; else arguments+=("$argument"); fi
done

if [[ $EUID -ne 0 ]]; then
  echo "$comparison: needs root to make a network namespace; run it with sudo" >&2
  exit 2
fi

# Packages of the distribution that have to be installed.
missing=()
command -v ip >/dev/null || missing+=(iproute2)

install_missing() {
  if [[ ${#missing[@]} -gt 0 ]]; then
    apt-get update >/dev/null
    apt-get install -y "${missing[@]}" >/dev/null
  fi
}

# Builds the benchmarks unless told not to, and says in $classes where they are.
build_benchmarks() {
  if [[ $build == yes ]]; then
    (cd "$here/.." && mvn -q -B -pl benchmarks -am package -DskipTests)
  fi
  classes=$here/target/classes:$(cat "$here/target/class-path")
}

# What it takes to build the SNMP agent of the benchmarks.
need_agent() {
  command -v gcc >/dev/null || missing+=(gcc libc6-dev)
  [[ -e /usr/include/openssl/evp.h ]] || missing+=(libssl-dev)
}

# Builds it as $scratch/agent; it answers for every address that is local.
build_agent() {
  gcc -O2 -Wall -Wextra -o "$scratch/agent" "$here/compare_snmp/agent.c" -lcrypto
}

# For what must end before the scratch directory goes.
before_clean_up() { :; }

clean_up() {
  trap - EXIT INT TERM
  before_clean_up
  ip netns pids "$namespace" 2>/dev/null | xargs --no-run-if-empty kill 2>/dev/null || true
  ip netns del "$namespace" 2>/dev/null || true
  rm -rf "$scratch"
}

# A directory $scratch and a namespace, which both end with the script.
make_place() {
  namespace=ispmon-bench-$$
  scratch=$(mktemp -d)
  trap clean_up EXIT
  trap 'clean_up; exit 130' INT TERM
  ip netns add "$namespace"
  ip netns exec "$namespace" ip link set lo up
}

inside() { ip netns exec "$namespace" "$@"; }

# compare <Python module> [its own options]: runs it in the namespace.
compare() {
  local module=$1
  shift
  # In the background, since bash runs a trap only when what it waits for can be interrupted.
  PYTHONPATH=$here inside /usr/bin/python3 -m "$module" \
    --classes "$classes" --scratch "$scratch" "$@" ${arguments[@]+"${arguments[@]}"} &
  wait $!
}
