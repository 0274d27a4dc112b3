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

binaries=/usr/lib/postgresql/15/bin
if [[ ! -x $binaries/postgres ]]; then
  settings=/etc/postgresql-common/createcluster.conf
  if [[ ! -e $settings ]]; then
    mkdir -p "$(dirname "$settings")"
    echo "create_main_cluster = false" >"$settings"
  fi
  export DEBIAN_FRONTEND=noninteractive
  missing+=(postgresql-15)
fi
need_agent
install_missing
build_benchmarks
make_place
make_field
build_agent

as_postgres() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }
cluster=$scratch/cluster
before_clean_up() {
  if [[ -f $cluster/postmaster.pid ]]; then
    as_postgres "$binaries/pg_ctl" -D "$cluster" -m immediate stop >/dev/null || true
  fi
}

chmod 711 "$scratch"
install -d -o postgres -g postgres -m 700 "$cluster"
(cd / && as_postgres "$binaries/initdb" -D "$cluster" -A trust -E UTF8 --locale=C >/dev/null)
# A quarter of the memory, and a gigabyte at the most.
buffers=$(awk '/^MemTotal/ { megabytes = $2 / 4096; print int(megabytes < 1024 ? megabytes : 1024) }' \
  /proc/meminfo)
# No checkpoint and no vacuum by itself: one would fall into the round of one way alone. The rounds
# ask for their checkpoints, and pay for them.
cat >>"$cluster/postgresql.conf" <<SETTINGS
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = ${buffers}MB
max_wal_size = 8GB
checkpoint_timeout = 1h
autovacuum = off
SETTINGS
(
  cd /
  inside setpriv --reuid=postgres --regid=postgres --init-groups \
    "$binaries/pg_ctl" -D "$cluster" -l "$cluster/log" -w start >/dev/null
)

compare compare_store --postmaster "$(head -1 "$cluster/postmaster.pid")"
