#!/usr/bin/env bash
# Lets isp-monitor run for a duration as a provider does, with a fault every minute, and reports what
# that did to its memory, threads and descriptors, whether anything was late, and whether each fault
# was told once. Prints a table and a line for each goal, and exits 0 only when all are reached.
#
#   benchmarks/soak.sh DURATION [--pinged N] [--polled N] [--postgresql] [--viewers N]
#     [--silent SHARE] [--java-options TEXT] [--report FILE] [--no-build]
#
# DURATION is a number with s, m or h: 2h, 24h. Usual are 10,000 devices pinged every 30 seconds and
# 2,000 of them polled over SNMP every minute, in files; --postgresql stores in a server of its own.
# --viewers lets so many people look at the console all the time, and tells how long they wait.
# --silent makes this share of devices silent for good. --report also writes the readings of each
# minute as CSV.
#
# Needs root: everything runs in a network namespace made for it, from which nothing leads out.
source "$(dirname "$0")/comparison.sh" "$@"
source "$here/field.sh"
source "$here/cluster.sh"

need_agent
needs_cluster=no
for argument in ${arguments[@]+"${arguments[@]}"}; do
  if [[ $argument == --postgresql ]]; then needs_cluster=yes; fi
done
if [[ $needs_cluster == yes ]]; then need_cluster; fi
install_missing
if [[ $build == yes ]]; then
  (cd "$here/.." && mvn -q -B -pl examples/isp-monitor -am package -DskipTests -Pdist)
fi
program=$here/../examples/isp-monitor/target/dist/isp-monitor
make_place
make_field
build_agent
postmaster=()
if [[ $needs_cluster == yes ]]; then
  make_cluster
  start_cluster
  postmaster=(--postmaster "$(head -1 "$cluster/postmaster.pid")")
fi
classes=$program/lib/*
compare soak ${postmaster[@]+"${postmaster[@]}"}
