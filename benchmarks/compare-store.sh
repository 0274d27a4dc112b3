#!/usr/bin/env bash
# Brings the same samples into PostgreSQL row by row, in batches, as Zabbix does and by our storage,
# and measures what that costs both sides, how many bytes it takes, and how long it takes to read and
# to remove them. Prints tables and one line for each goal, and exits 0 only when every goal is
# reached.
#
#   benchmarks/compare-store.sh [--quick] [--no-build]
#     [--part ways|size|read|drop|spool|reference|monitor|upkeep]...
#
# Needs root: everything runs in a network namespace made for it, from which nothing leads out. The
# server is the distribution's package with a cluster of its own in the scratch directory, as the
# user postgres; where the package is missing it is installed without the cluster of the system. It
# forces to disk, so TMPDIR must be on the disk that is meant. --quick takes about ten minutes once
# the module is built, with fewer samples and rounds; without, it is an hour and a half. The part
# "monitor" alone is 31 minutes, and up to 17 more when an hour ends at the wrong moment.
source "$(dirname "$0")/comparison.sh" "$@"
source "$here/field.sh"
source "$here/cluster.sh"

need_cluster
need_agent
install_missing
build_benchmarks
make_place
make_field
build_agent

make_cluster
# No checkpoint and no vacuum by itself: one would fall into the round of one way alone. The rounds
# ask for their checkpoints, and pay for them.
cat >>"$cluster/postgresql.conf" <<SETTINGS
max_wal_size = 8GB
checkpoint_timeout = 1h
autovacuum = off
SETTINGS
start_cluster

compare compare_store --postmaster "$(head -1 "$cluster/postmaster.pid")"
