# A cluster of PostgreSQL of its own in the scratch directory, of the distribution's package, run as
# the user postgres. Where the package is missing it is installed without the cluster of the system.
# Sourced by scripts that have sourced comparison.sh.
# shellcheck shell=bash

binaries=/usr/lib/postgresql/15/bin

need_cluster() {
  if [[ ! -x $binaries/postgres ]]; then
    local settings=/etc/postgresql-common/createcluster.conf
    if [[ ! -e $settings ]]; then
      mkdir -p "$(dirname "$settings")"
      echo "create_main_cluster = false" >"$settings"
    fi
    export DEBIAN_FRONTEND=noninteractive
    missing+=(postgresql-15)
  fi
}

as_postgres() { setpriv --reuid=postgres --regid=postgres --init-groups "$@"; }

before_clean_up() {
  if [[ -f ${cluster:-}/postmaster.pid ]]; then
    as_postgres "$binaries/pg_ctl" -D "$cluster" -m immediate stop >/dev/null || true
  fi
}

# Makes it in $cluster, with a quarter of the memory, and a gigabyte at the most.
make_cluster() {
  cluster=$scratch/cluster
  chmod 711 "$scratch"
  install -d -o postgres -g postgres -m 700 "$cluster"
  (cd / && as_postgres "$binaries/initdb" -D "$cluster" -A trust -E UTF8 --locale=C >/dev/null)
  local buffers
  buffers=$(awk '/^MemTotal/ { megabytes = $2 / 4096; print int(megabytes < 1024 ? megabytes : 1024) }' \
    /proc/meminfo)
  cat >>"$cluster/postgresql.conf" <<SETTINGS
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = ${buffers}MB
SETTINGS
}

# Starts it in the namespace.
start_cluster() {
  (
    cd /
    inside setpriv --reuid=postgres --regid=postgres --init-groups \
      "$binaries/pg_ctl" -D "$cluster" -l "$cluster/log" -w start >/dev/null
  )
}
