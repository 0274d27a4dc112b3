# The network that a big monitor is let loose on: all of 10.0.0.0/8 answers, but for addresses that
# get a route of their own to a device whose other end takes every packet for somebody else's.
# Sourced by scripts that have `inside`, which runs a command in their namespace.
# shellcheck shell=bash

make_field() {
  inside sysctl -q -w net.ipv4.ping_group_range="0 2147483647" net.ipv6.conf.default.disable_ipv6=1
  inside ip route add local 10.0.0.0/8 dev lo
  inside ip link add drop type veth peer name drop-end
  inside ip address add 172.16.0.1/24 dev drop
  inside ip link set drop up
  inside ip link set drop-end up
  # An address that the other end does not have: it drops what comes at the first look.
  inside ip neighbour add 172.16.0.2 lladdr 02:00:00:00:00:02 nud permanent dev drop
}
