#!/usr/bin/env bash
# Polls simulated routers with our collector, net-snmp in C, gosnmp, pysnmp and plain snmp4j side
# by side, prints tables and one line for each goal, and exits 0 only when every goal is reached.
#
#   benchmarks/compare-snmp.sh [--quick] [--no-build] [--part steady|first|silent|monitor]...
#
# Needs root: everything runs in a network namespace made for it, from which nothing leads out. What
# is missing of the peers is installed from the distribution's packages.
# --quick takes a few minutes once the module is built, with fewer rounds and devices.
source "$(dirname "$0")/comparison.sh" "$@"

go_sources=/usr/share/gocode
need_agent
command -v go >/dev/null || missing+=(golang-go)
[[ -e /usr/include/net-snmp/net-snmp-config.h ]] || missing+=(libsnmp-dev)
[[ -e $go_sources/src/github.com/gosnmp/gosnmp ]] || missing+=(golang-github-gosnmp-gosnmp-dev)
/usr/bin/python3 -c 'import importlib.util as i; exit(not i.find_spec("pysnmp"))' \
  || missing+=(python3-pysnmp4)
install_missing
build_benchmarks
make_place
build_agent

sources=$here/compare_snmp
gcc -O2 -Wall -Wextra -o "$scratch/netsnmp" "$sources/netsnmp.c" -lnetsnmp
# Debian's Go libraries lie in a tree of the kind that Go had before modules.
(cd "$scratch" && GO111MODULE=off GOPATH=$go_sources GOCACHE=$scratch/go-cache \
  go build -o gosnmp "$sources/gosnmp.go")

ulimit -n "$(ulimit -Hn)"

compare compare_snmp
