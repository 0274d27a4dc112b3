"""Tables, goals, and the readings as CSV."""

import csv
from dataclasses import asdict

# The live heap is compared with that at half time: a budget of memory holds the last samples, and
# becomes full within the first hour of a soak of two.
LIVE_GROWTH, RESIDENT_GROWTH = 1.1, 1.15
GROWN = 5
STOPS = 3
ANSWERS = 1


def table(run):
    first, last = run.readings[0], run.readings[-1]
    seconds = last.at - first.at
    of = lambda key: [getattr(reading, key) for reading in run.readings]  # noqa: E731
    delays = sorted(each.delay for each in run.judged if each.delay is not None)
    ends = sorted(each.recovery_delay for each in run.judged if each.recovery_delay is not None)
    rows = [
        ("watched, after the warm-up", f"{seconds / 60:,.0f} min"),
        ("devices pinged, polled", f"{run.provider.pinged:,}, {run.provider.polled:,}"),
        ("questions a second", f"{(last.asked - first.asked) / seconds:,.0f}"),
        ("our process", core(last.cpu - first.cpu, seconds)),
        ("PostgreSQL", core(last.server_cpu - first.server_cpu, seconds)),
        ("live heap, first to last", " ".join(f"{mb(heap):.0f}" for heap in run.heaps) + " MB"),
        ("grown most since half time", grown(run.heaps[len(run.heaps) // 2], run.heaps[-1])),
        ("resident", spread(of("resident_mb"), "MB")),
        ("threads", spread(of("threads"), "")),
        ("descriptors", spread(of("descriptors"), "")),
        ("questions left out", f"{last.skipped - first.skipped:,.0f}"),
        ("turns more than a second late",
         f"{last.late - first.late:,.0f} of {last.turns - first.turns:,.0f}"),
        ("not well", "; ".join(sorted(set(of("unwell")) - {""})) or "nothing"),
        ("faults", f"{len(run.judged)}"),
        ("told without a fault", ", ".join(run.without_fault[:GROWN]) or "nothing"),
        ("told after", percentiles(delays)),
        ("end told after", percentiles(ends)),
        ("kept on disk", f"{run.stored_mb:,.0f} MB"),
        ("starts in, stops in", f"{run.started_in:.1f} s, {run.stopped_in:.1f} s")]
    return ["| | |", "|---|---|"] + [f"| {name} | {value} |" for name, value in rows]


def judge(run, goals):
    first, last = run.readings[0], run.readings[-1]
    tail = run.readings[-max(1, len(run.readings) // 10):]
    goals.at_most("live-heap-last-over-half-time",
                  mb(run.heaps[-1]) / mb(run.heaps[len(run.heaps) // 2]), LIVE_GROWTH)
    goals.at_most("resident-last-over-first",
                  mean(tail, "resident_mb") / first.resident_mb, RESIDENT_GROWTH)
    goals.at_most("threads-last-over-first", mean(tail, "threads") / first.threads, 1.1)
    goals.at_most("descriptors-last-over-first",
                  mean(tail, "descriptors") / first.descriptors, 1.1)
    goals.at_most("questions-left-out", last.skipped - first.skipped, 0, "{:.0f}")
    goals.at_most("turns-more-than-a-second-late", last.late - first.late, 0, "{:.0f}")
    goals.at_most("faults-of-probes", last.faults - first.faults, 0, "{:.0f}")
    goals.at_most("lost-from-the-store", last.lost - first.lost, 0, "{:.0f}")
    goals.at_most("faults-not-told", sum(not each.problems for each in run.judged), 0, "{}")
    goals.at_most("faults-told-twice", sum(each.problems > 1 for each in run.judged), 0, "{}")
    goals.at_most("ends-not-told-once", sum(each.recoveries != 1 for each in run.judged), 0, "{}")
    goals.at_most("told-of-what-is-behind", sum(each.of_children for each in run.judged), 0, "{}")
    goals.at_most("told-without-a-fault", len(run.without_fault), 0, "{}")
    goals.at_most("unhealthy-readings",
                  sum(not reading.healthy for reading in run.readings), 0, "{}")
    goals.at_most("slowest-answer-in-seconds", run.viewers.slowest(), ANSWERS)
    goals.at_most("answers-that-failed", len(run.viewers.failures), 0, "{}")
    goals.at_most("stops-in-seconds", run.stopped_in, STOPS, "{:.1f}")


def mb(heap):
    return sum(heap.values()) / 2 ** 20


def grown(before, after):
    """The classes whose objects take more than before, the most first."""
    more = {name: size - before.get(name, 0) for name, size in after.items()}
    most = sorted(more, key=more.get, reverse=True)[:GROWN]
    return ", ".join(f"{name} {more[name] / 2 ** 20:+.1f} MB" for name in most)


def mean(readings, key):
    return sum(getattr(reading, key) for reading in readings) / len(readings)


def core(cpu, seconds):
    return f"{100 * cpu / seconds:.1f} % of a core"


def spread(values, unit):
    return (f"{values[0]:,.0f} at first, {values[-1]:,.0f} at last, "
            f"{min(values):,.0f} to {max(values):,.0f} {unit}").strip()


def percentiles(values):
    if not values:
        return "never"
    return f"{values[len(values) // 2]:.1f} s (median), {values[-1]:.1f} s at the most"


def write(run, file):
    with open(file, "w", newline="") as out:
        rows = csv.DictWriter(out, asdict(run.readings[0]).keys())
        rows.writeheader()
        for reading in run.readings:
            rows.writerow(asdict(reading))
