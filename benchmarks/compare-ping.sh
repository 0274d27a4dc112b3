#!/usr/bin/env bash
# Runs our echo engine, fping, icmplib and InetAddress.isReachable side by side, prints tables and
# one line for each goal, and exits 0 only when every goal is reached.
#
#   benchmarks/compare-ping.sh [--quick] [--no-build] [--part losses|rounds|accuracy|monitor]...
#
# Needs root: everything runs in a network namespace made for it, from which nothing leads out.
# Silent addresses lie behind a device whose other end takes every packet for somebody else's.
# --quick takes under a minute once the module is built, with fewer rounds and sizes.
source "$(dirname "$0")/comparison.sh" "$@"

command -v fping >/dev/null || missing+=(fping)
command -v tcpdump >/dev/null || missing+=(tcpdump)
[[ -x /usr/bin/time ]] || missing+=(time)
/usr/bin/python3 -c 'import icmplib' 2>/dev/null || missing+=(python3-icmplib)
install_missing
build_benchmarks
make_place

inside sysctl -q -w net.ipv4.ping_group_range="0 2147483647" net.ipv6.conf.default.disable_ipv6=1
inside ip link add drop type veth peer name drop-end
inside ip address add 10.98.0.1/24 dev drop
inside ip link set drop up
inside ip link set drop-end up
# An address that the other end does not have: it drops what comes at the first look.
inside ip neighbour add 10.98.0.2 lladdr 02:00:00:00:00:02 nud permanent dev drop
inside ip route add 10.99.0.0/16 via 10.98.0.2

compare compare_ping
