"""The whole monitor with the collector, for minutes."""

import time

from side_by_side import Process, note

from .pollers import PORT, java

# Each device has 120 series here, six million in all, so the heap is what they take and some room.
FLAGS = ["-Xms3g", "-Xmx3g", "-Xmn256m"]
INTERVAL = 60


class Look:
    def __init__(self, load):
        self.at = time.monotonic()
        self.cpu = load.cpu()
        self.threads = load.threads()
        self.resident_mb = load.resident_mb()
        (self.answered, self.part, self.unread, self.left_out,
         self.lateness_us) = load.ask("look")


def watch(tools, file, warm_up, seconds):
    """Looks at it when it is warm and at the end."""
    load = Process("monitor", java(tools.classes, FLAGS, "CollectorLoad", file, PORT, INTERVAL))
    began = time.monotonic()
    time.sleep(warm_up)
    first = Look(load)
    while time.monotonic() - began < warm_up + seconds:
        time.sleep(min(30, max(0.1, began + warm_up + seconds - time.monotonic())))
        now = Look(load)
        note(f"monitor, {now.at - began:.0f} s: {share(first, now):.1f} % of a core since it is "
             f"warm, {now.resident_mb:.0f} MB")
    peak = load.peak_mb()
    load.close()
    return first, now, peak


def share(first, last):
    return 100 * (last.cpu - first.cpu) / (last.at - first.at)


def table(devices, first, last, peak):
    seconds = last.at - first.at
    polled = last.answered - first.answered
    lines = ["| | |", "|---|---|",
             f"| devices | {devices:,} every {INTERVAL} s, looked at for {seconds:,.0f} s |",
             f"| polled | {polled:,}: {polled / seconds:,.0f} a second |",
             f"| partly read, unread, left out | {last.part - first.part:,}, "
             f"{last.unread - first.unread:,}, {last.left_out - first.left_out:,} |",
             f"| processor | {share(first, last):.1f} % of a core, "
             f"{(last.cpu - first.cpu) / max(1, polled) * 1e6:.0f} us a device |",
             f"| resident | {first.resident_mb:,.0f} MB when warm, {last.resident_mb:,.0f} MB at "
             f"the end, {peak:,.0f} MB at the most |",
             f"| lateness p99 | {last.lateness_us / 1000:.1f} ms |"]
    used = {name: cpu - first.threads.get(name, 0) for name, cpu in last.threads.items()}
    for name, cpu in sorted(used.items(), key=lambda item: -item[1]):
        if cpu / seconds > 0.001:
            lines.append(f"| thread {name} | {100 * cpu / seconds:.1f} % of a core |")
    return lines
