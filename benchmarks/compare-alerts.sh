#!/usr/bin/env bash
# Lets 10,000 devices go down behind 20 towers, counts what people are told of it and when, gives
# the same alerts to Prometheus Alertmanager, and weighs what an alert takes of the heap. Prints
# tables and one line for each goal, and exits 0 only when every goal is reached.
#
#   benchmarks/compare-alerts.sh [--quick] [--no-build]
#     [--part virtual|storm|alertmanager|memory|rules]...
#
# Needs root: everything runs in a network namespace made for it, from which nothing leads out.
# Alertmanager is the distribution's package, which is unpacked and not installed where it is
# missing, since to install it starts it.
# --quick takes about seven minutes once the module is built, with shorter windows and fewer alerts.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
build=yes
arguments=()
for argument in "$@"; do
  if [[ $argument == --no-build ]]; then build=no; else arguments+=("$argument"); fi
done

if [[ $EUID -ne 0 ]]; then
  echo "compare-alerts: needs root to make a network namespace; run it with sudo" >&2
  exit 2
fi

if ! command -v ip >/dev/null; then
  apt-get update >/dev/null
  apt-get install -y iproute2 >/dev/null
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

package=$scratch/package
# unpack <package>: into the scratch directory, from the package lists as they are or anew
unpack() {
  mkdir "$package"
  (
    cd "$package"
    fetch() { apt-get download -o APT::Sandbox::User=root "$1" >/dev/null; }
    fetch "$1" 2>/dev/null || { apt-get update >/dev/null && fetch "$1"; }
    dpkg-deb -x ./*.deb .
  )
}
alertmanager=$(command -v prometheus-alertmanager || true)
if [[ -z $alertmanager ]]; then
  unpack prometheus-alertmanager
  alertmanager=$package/usr/bin/prometheus-alertmanager
fi
# It wants its templates below /usr/share. What ip runs has mounts of its own, which end with it.
inside() {
  ip netns exec "$namespace" bash -c '
    if [[ -d $0 ]]; then mount -t overlay overlay -o "lowerdir=$0:/usr/share" /usr/share; fi
    exec "$@"' "$package/usr/share" "$@"
}

ip netns add "$namespace"
ip netns exec "$namespace" ip link set lo up

classes=$here/target/classes:$(cat "$here/target/class-path")
# In the background, since bash runs a trap only when what it waits for can be interrupted.
PYTHONPATH=$here inside /usr/bin/python3 -m compare_alerts \
  --classes "$classes" --scratch "$scratch" --alertmanager "$alertmanager" \
  ${arguments[@]+"${arguments[@]}"} &
wait $!
