"""Runs the parts that were asked for, prints tables and goals."""

import argparse
import sys
from pathlib import Path

from side_by_side import Goals, machine, show

from . import load, rounds
from .pollers import Agent, Tools

# So many rounds make a JVM warm: until then the compiler is at work.
WARM_UP = 15

PARTS = ["steady", "first", "silent", "monitor"]


def loopback(i):
    return f"127.{1 + i // 62_500}.{i % 62_500 // 250}.{1 + i % 250}"


class Bench:
    def __init__(self, args):
        self.scratch = Path(args.scratch)
        self.quick = args.quick
        self.tools = Tools(args.scratch, args.classes)
        self.agent = Agent(args.scratch)

    def devices(self, size):
        """A file of so many addresses, one in ten of which ends with a multiple of ten."""
        path = self.scratch / f"{size}"
        if not path.exists():
            path.write_text("\n".join(loopback(i) for i in range(size)) + "\n")
        return path


def steady(bench, goals):
    many, few = bench.devices(10_000), bench.devices(300)
    tools, turns = bench.tools, 3 if bench.quick else 5
    entries = [(tools.ours("v2c", 1_000), many, WARM_UP, turns),
               (tools.netsnmp(100, "close"), many, 1, turns),
               (tools.netsnmp(1_000, "keep"), many, 1, turns),
               (tools.gosnmp("v2c", "keep"), many, 1, turns),
               (tools.gosnmp("v2c", "close"), many, 1, turns),
               (tools.snmp4j("v2c"), many, WARM_UP // 3, turns)]
    if not bench.quick:
        entries.append((tools.pysnmp(), few, 0, 1))
    agent = bench.agent.cpu()
    found = rounds.steady(entries, turns)
    show("Steady state, SNMPv2c:", rounds.table(found))
    print(f"\nthe agent used {bench.agent.cpu() - agent:.1f} s of CPU for all of this")
    ours, unread = found[0], sum(cost.part + cost.unread for cost in found[0].costs)
    goals.at_most("v2c-cpu-per-device-over-net-snmp", rounds.ratio(ours, found[1:3]), 0.65)
    goals.at_most("v2c-cpu-per-device-over-gosnmp", rounds.ratio(ours, found[3:5]), 0.3)
    goals.at_most("v2c-devices-not-read-whole", unread, 0, "{}")
    goals.at_most("v2c-devices-with-a-wrong-rate", sum(c.wrong for c in ours.costs), 0, "{}")

    entries = [(tools.ours("v3", 1_000), many, WARM_UP, turns),
               (tools.gosnmp("v3", "keep"), many, 2, turns)]
    found = rounds.steady(entries, turns)
    show("Steady state, SNMPv3 with SHA-1 and AES-128:", rounds.table(found))
    goals.at_most("v3-cpu-per-device-over-gosnmp", rounds.ratio(found[0], found[1:]), 0.8)
    wrong = sum(cost.part + cost.unread + cost.wrong for cost in found[0].costs)
    goals.at_most("v3-devices-not-read-whole-and-right", wrong, 0, "{}")


def first_contact(bench, goals):
    # What a device costs snmp4j does not depend on how many there are, and it is slow.
    many, fewer = bench.devices(10_000), bench.devices(2_000 if bench.quick else 10_000)
    entries = [(lambda: bench.tools.ours("v3", 1_000), many, 1 if bench.quick else 3),
               (lambda: bench.tools.snmp4j("v3"), fewer, 1)]
    found = rounds.first(entries)
    show("First contact, SNMPv3, fresh processes that know no key:", rounds.table(found))
    goals.at_most("v3-first-contact-cpu-over-snmp4j", rounds.ratio(found[0], found[1:]), 0.2)
    lost = sum(cost.part + cost.unread for cost in found[0].costs)
    goals.at_most("v3-first-contact-devices-not-read-whole", lost, 0, "{}")


def tenth_is_silent(bench, goals):
    many, tools = bench.devices(10_000), bench.tools
    turns = 3 if bench.quick else 5
    entries = [(tools.ours("v2c", 10_000, ["-Xmx1g"]), many, 6, turns)]
    if not bench.quick:
        entries += [(tools.netsnmp(1_000, "keep"), many, 1, 1),
                    (tools.gosnmp("v2c", "keep"), many, 1, 1)]
    found = rounds.silent(bench.agent, entries, turns)
    show("One device in ten is silent, timeout 1 s, one retry:", rounds.table(found))
    ours, dead = found[0].costs, 1_000
    longest = sorted(cost.wall for cost in ours)[len(ours) // 2]
    goals.at_most("silent-tenth-seconds", longest, 3.5)
    lost = sum(cost.part + cost.unread - dead for cost in ours)
    goals.at_most("silent-tenth-healthy-devices-lost", lost, 0, "{}")


def monitor(bench, goals):
    devices = 50_000
    warm_up, seconds = (120, 60) if bench.quick else (120, 480)
    first, last, peak = load.watch(bench.tools, bench.devices(devices), warm_up, seconds)
    show("The whole monitor:", load.table(devices, first, last, peak))
    goals.at_most("monitor-percent-of-a-core", load.share(first, last), 10, "{:.1f}")
    goals.at_most("monitor-resident-end-over-minute-2", last.resident_mb / first.resident_mb, 1.1)
    goals.at_most("monitor-lateness-p99-ms", last.lateness_us / 1000, 250, "{:.1f}")
    lost = last.part - first.part + last.unread - first.unread + last.left_out - first.left_out
    goals.at_most("monitor-polls-lost", lost, 0, "{}")


def main():
    parser = argparse.ArgumentParser(prog="compare-snmp.sh")
    parser.add_argument("--classes", required=True)
    parser.add_argument("--scratch", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--part", action="append", choices=PARTS)
    args = parser.parse_args()
    goals, bench = Goals(), Bench(args)
    print(machine(), flush=True)
    runs = dict(zip(PARTS, [steady, first_contact, tenth_is_silent, monitor]))
    for part in args.part or PARTS:
        runs[part](bench, goals)
    taken, answered, unread = bench.agent.close()
    print(f"\nthe agent took {taken:,} packets, answered {answered:,}, "
          f"did not understand {unread:,}\n")
    print("\n".join(goals.lines))
    sys.exit(1 if goals.missed else 0)


main()
