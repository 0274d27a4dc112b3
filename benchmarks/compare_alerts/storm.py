"""The storm: 10,000 radios behind 20 towers, all of which lose their power at once."""

import time
from dataclasses import dataclass, field
from datetime import datetime

from side_by_side import Process, note

from .programs import Usage, java, run

TOWERS = 20
RADIOS = 500
DEVICES = TOWERS * (1 + RADIOS)

# What a host would give a monitor of 10,000 devices.
FLAGS = ["-Xmx256m"]
PATIENCE = 120

# Threads by the beginnings of their names, of which the kernel keeps 15 letters.
PARTS = [("threads of alerting", ("ispmonitor-aler", "ispmonitor-chan", "HttpClient")),
         ("compilers of the JVM", ("C1 ", "C2 "))]


@dataclass
class Told:
    """What people were told, and what the ledger says of the others."""

    notifications: int
    first: float
    open: int
    towers: int
    suppressed: int
    unexplained: int


@dataclass
class Side:
    """One row of the table in which both sides stand."""

    name: str
    notifications: int
    first: float
    last: float
    kilobytes: float
    idle: float
    busy: float
    resident_mb: float
    parts: list = field(default_factory=list)


def virtual(classes):
    count, millis, *accounts = run(java(classes, FLAGS, "VirtualStorm", TOWERS, RADIOS))
    return Told(count, millis / 1000, *accounts)


def real(classes, receiver, interval, window):
    """By a whole monitor and by the clock, with as long a look before as after."""
    command = java(classes, FLAGS, "RealStorm", TOWERS, RADIOS, interval, receiver.url)
    monitor = Process("storm", command)
    began = time.monotonic()
    while monitor.ask("up")[0] < DEVICES:
        if time.monotonic() - began > interval + PATIENCE:
            raise RuntimeError(f"only {monitor.ask('up')[0]} of {DEVICES} devices came up")
        time.sleep(1)
    time.sleep(interval)  # until nobody is new any more
    note(f"storm: all {DEVICES:,} devices are up, {window} s of quiet")
    usage = Usage(monitor)
    time.sleep(window)
    usage.mark()
    note("storm: the power is cut")
    monitor.ask("cut")
    time.sleep(window)
    usage.mark()
    resident = monitor.resident_mb()
    unanswered, *accounts = monitor.ask("look")
    monitor.close()
    received = receiver.take()
    first, last = received.seconds_after(unanswered / 1e6)
    side = Side("ours, whole monitor", len(received), first, last, received.bytes / 1024,
                usage.idle, usage.busy, resident,
                [(name, *usage.of(threads)) for name, threads in PARTS])
    note_first(received, unanswered / 1e6)
    return side, Told(len(received), first, *accounts), usage.threads()


def note_first(received, unanswered):
    """What of the time went by before anything was decided."""
    if received.bodies:
        notice = received.bodies[0]
        asked, decided = (datetime.fromisoformat(text).timestamp() - unanswered
                          for text in (notice["alerts"][0]["firstSeen"], notice["at"]))
        note(f"storm: {notice['alerts'][0]['source']} was unanswered first after {asked:.2f} s; "
             f"decided to tell of it after {decided:.2f} s, told after "
             f"{received.times[0] - unanswered:.2f} s")


def table(found):
    lines = ["| storm | notifications | first after s | towers told | radios suppressed "
             "| alerts open | unexplained |",
             "|---|---|---|---|---|---|---|"]
    for name, told in found:
        lines.append(f"| {name} | {told.notifications} | {told.first:.2f} | {told.towers} "
                     f"| {told.suppressed:,} | {told.open:,} | {told.unexplained} |")
    return lines


def threads(found):
    """Those that took at least a hundredth of a second more than before."""
    lines = ["| thread | CPU s, quiet | CPU s, storm |", "|---|---|---|"]
    for name, idle, busy in found:
        if busy - idle > 0.01:
            lines.append(f"| {name} | {idle:.2f} | {busy:.2f} |")
    return lines


def sides(found):
    lines = ["| side | notifications | first after s | last after s | kB in all | CPU s, quiet "
             "| CPU s, storm | CPU s, for the storm | resident MB |",
             "|---|---|---|---|---|---|---|---|---|"]
    for side in found:
        lines.append(f"| {side.name} | {side.notifications} | {side.first:.2f} | {side.last:.2f} "
                     f"| {side.kilobytes:,.0f} | {side.idle:.2f} | {side.busy:.2f} "
                     f"| {side.busy - side.idle:.2f} | {side.resident_mb:.0f} |")
        for name, idle, busy in side.parts:
            lines.append(f"| of that the {name} | | | | | {idle:.2f} | {busy:.2f} "
                         f"| {busy - idle:.2f} | |")
    return lines


def judge(goals, name, told):
    goals.at_most(f"{name}-notifications", told.notifications, TOWERS, "{}")
    goals.at_most(f"{name}-seconds-to-the-first", told.first, 5)
    goals.at_least(f"{name}-towers-told", told.towers, TOWERS, "{}")
    goals.at_least(f"{name}-radios-suppressed", told.suppressed, TOWERS * RADIOS, "{}")
    goals.at_most(f"{name}-alerts-unexplained", told.unexplained, 0, "{}")
