"""Runs the parts that were asked for, prints tables and goals."""

import argparse
import sys

from side_by_side import Goals, machine, show

from . import alertmanager, memory, rules, storm
from .programs import Receiver

PARTS = ["virtual", "storm", "alertmanager", "memory", "rules"]


class Bench:
    """What all parts share."""

    def __init__(self, args):
        self.classes = args.classes
        self.scratch = args.scratch
        self.alertmanager = args.alertmanager
        self.quick = args.quick
        self.interval = 10 if args.quick else 30
        self.window = 45 if args.quick else 120
        self.receiver = Receiver(args.classes, f"{args.scratch}/received")
        self.sides = []

    def close(self):
        self.receiver.close()


def virtual_storm(bench, goals):
    told = storm.virtual(bench.classes)
    show("The storm in manual time:", storm.table([("virtual", told)]))
    storm.judge(goals, "virtual", told)


def real_storm(bench, goals):
    side, told, threads = storm.real(bench.classes, bench.receiver, bench.interval, bench.window)
    show(f"The storm by the clock, each device asked every {bench.interval} s:",
         storm.table([("real", told)]))
    show("Where its CPU time went:", storm.threads(threads))
    storm.judge(goals, "real", told)
    bench.sides.append(side)


def peer(bench, goals):
    bench.sides += alertmanager.compare(bench, bench.window)


def show_sides(bench):
    """Both sides in one table, or the one that ran."""
    if bench.sides:
        show(f"Both sides, {bench.window} s of quiet and {bench.window} s of storm; ours from the "
             "first unanswered question, with all of the monitoring, the peer from the first "
             "alert posted:", storm.sides(bench.sides))


def weigh(bench, goals):
    towers = 40 if bench.quick else 200
    radios = towers * memory.RADIOS
    found = []
    for name, trouble, told in [("suppressed", "storm", towers), ("told", "levels", radios)]:
        weighed = memory.weigh(bench.classes, trouble, towers)
        if weighed.open < radios or weighed.told != told:
            raise RuntimeError(f"{weighed.open} alerts, {weighed.told} of them told")
        found.append((name, weighed))
        show(f"What {weighed.open:,} alerts are kept in, {name}:", memory.by_class(weighed))
        each = weighed.grown / weighed.open
        goals.at_most(f"memory-bytes-per-{name}-alert", each, 2000, "{:.0f}")
    show("Memory:", memory.table(found))


def evaluate(bench, goals):
    found = rules.measure(bench.classes, bench.scratch, bench.quick)
    show("Rules:", rules.table(found))
    longest = max(score for _, _, score, _ in found)
    goals.at_most("rule-evaluation-us", longest / 1000, 2, "{:.3f}")


def main():
    parser = argparse.ArgumentParser(prog="compare-alerts.sh")
    parser.add_argument("--classes", required=True)
    parser.add_argument("--scratch", required=True)
    parser.add_argument("--alertmanager", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--part", action="append", choices=PARTS)
    args = parser.parse_args()
    goals, bench = Goals(), Bench(args)
    print(machine(), flush=True)
    print(alertmanager.version(args.alertmanager), flush=True)
    runs = dict(zip(PARTS, [virtual_storm, real_storm, peer, weigh, evaluate]))
    for part in args.part or PARTS:
        runs[part](bench, goals)
    show_sides(bench)
    bench.close()
    print()
    print("\n".join(goals.lines))
    sys.exit(1 if goals.missed else 0)


main()
