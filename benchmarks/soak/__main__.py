"""Lets isp-monitor run, with a fault each minute, and reports what became of it."""

import argparse
import re
import sys
import time
from pathlib import Path

from compare_snmp.pollers import Agent
from compare_store.server import Cluster
from side_by_side import Goals, machine, note, show

from . import report
from .faults import EVERY, SOON, Faults
from .program import PORT, Program
from .provider import Provider, number_of
from .receiver import Receiver
from .viewers import Viewers

LOOK, COLLECTIONS = 10, 10
WARM_UP, WARM_UP_SHARE = 600, 6


class Run:
    """What was seen."""

    def __init__(self, provider):
        self.provider = provider
        self.readings, self.heaps, self.judged = [], [], []
        self.viewers = None
        self.without_fault = []
        self.stored_mb = self.started_in = self.stopped_in = 0


def seconds_of(text):
    found = re.fullmatch(r"(\d+)([smh])", text)
    if not found:
        raise argparse.ArgumentTypeError(f"'{text}' is no duration such as 90s, 10m or 2h")
    return int(found.group(1)) * {"s": 1, "m": 60, "h": 3600}[found.group(2)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("seconds", type=seconds_of)
    parser.add_argument("--classes", required=True)
    parser.add_argument("--scratch", type=Path, required=True)
    parser.add_argument("--postmaster", type=int)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--pinged", type=int, default=10_000)
    parser.add_argument("--polled", type=int, default=2_000)
    parser.add_argument("--silent", type=float, default=0.01)
    parser.add_argument("--java-options", default="-Xms1g -Xmx1g -XX:+AlwaysPreTouch")
    parser.add_argument("--viewers", type=int, default=0)
    parser.add_argument("--report", type=Path)
    args = parser.parse_args()
    print(machine(), flush=True)
    goals = Goals()
    run = soak(args)
    show(f"isp-monitor for {args.seconds / 60:,.0f} minutes, a tower silent each minute, "
         f"{args.silent:.1%} of the devices silent for good:", report.table(run))
    if args.viewers:
        show(f"{args.viewers} viewers, {run.viewers.events:,} events between them, "
             f"{len(run.viewers.failures)} failures {run.viewers.failures[:3]}:",
             run.viewers.table())
    if args.report:
        report.write(run, args.report)
    report.judge(run, goals)
    show("Goals:", goals.lines)
    sys.exit(1 if goals.missed else 0)


def soak(args):
    cluster = Cluster(args.postmaster) if args.postmaster else None
    agent = Agent(args.scratch)
    provider = Provider(args.pinged, args.polled, args.silent)
    run, receiver = Run(provider), Receiver()
    command = Path(args.classes).parent.parent / "bin" / "isp-monitor"
    program = Program(command, args.scratch / "soak", provider, receiver, args.java_options,
                      args.postgresql)
    try:
        watch(args, run, program, receiver, cluster)
    except BaseException:
        note(program.last_words())
        raise
    finally:
        run.stored_mb = program.stored_mb()
        run.started_in, run.stopped_in = program.started_in, program.stop()
        agent.close()
    return run


def watch(args, run, program, receiver, cluster):
    warm_up = min(WARM_UP, args.seconds // WARM_UP_SHARE)
    note(f"console after {program.started_in:.1f} s; warms up for {warm_up} s")
    look_on(program, warm_up)
    faults = Faults(run.provider, receiver)
    run.viewers = Viewers(PORT, args.viewers, run.provider)
    seconds = args.seconds - warm_up
    began = time.monotonic()
    collect_at = began
    fault_at = began
    while time.monotonic() - began < seconds:
        if time.monotonic() >= collect_at:
            run.heaps.append(program.live_heap())
            collect_at += seconds / COLLECTIONS
        if time.monotonic() >= fault_at:
            run.readings.append(program.read(cluster))
            say(run, began)
            fault_at += EVERY
            if began + seconds - time.monotonic() >= SOON:
                faults.begin()
        faults.end_old()
        look_on(program, LOOK)
    run.viewers.close()
    run.heaps.append(program.live_heap())
    run.readings.append(program.read(cluster))
    faults.end_all()
    look_on(program, SOON)
    run.judged = faults.judged()
    run.without_fault = without_fault(run, receiver, began)


def without_fault(run, receiver, began):
    """What was told of what has nothing: its devices, or whatever else is a source of alerts."""
    fallen = {fault.number for fault in run.judged}
    known = run.provider.silent_for_good
    return [" ".join(sorted(devices)) for at, kind, devices in list(receiver.told)
            if at >= began and kind == "problem"
            and not any(is_behind(device, fallen, known) for device in devices)]


def is_behind(device, fallen, known):
    try:
        number = number_of(device)
    except (ValueError, IndexError):
        return False
    return number in known or number - number % 50 in fallen


def look_on(program, seconds):
    began = time.monotonic()
    while True:
        program.look_around()
        left = began + seconds - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(LOOK, left))


def say(run, began):
    now = run.readings[-1]
    note(f"{(now.at - began) / 60:5.0f} min: {now.resident_mb:,.0f} MB, {now.threads} threads, "
         f"{now.descriptors} descriptors, {now.skipped:.0f} left out, {now.late:.0f} late")


main()
