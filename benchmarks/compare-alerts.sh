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
source "$(dirname "$0")/comparison.sh" "$@"

install_missing
build_benchmarks
make_place

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

compare compare_alerts --alertmanager "$alertmanager"
