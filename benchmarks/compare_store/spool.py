"""How fast the spool takes samples while the database is away."""

from side_by_side import note

from .programs import SILENT, start
from .server import CLOSED_PORT


def run(bench, seconds):
    """Samples a second until durable, and how often there was no room, by kind and threads."""
    server = start(bench, "spool", ["-Xms1g", "-Xmx1g", *SILENT], "SpoolServer", CLOSED_PORT,
                   bench.folder("spool"))
    server.ask("polls 2 2")  # makes the JVM warm
    server.ask("pings 2 2")
    found = {}
    for kind in ["polls", "pings"]:
        for threads in [1, 2]:
            samples, nanos, refused = server.ask(f"{kind} {threads} {seconds}")
            found[kind, threads] = samples / nanos * 1e9, refused
            note(f"spool: {kind} by {threads}: {samples / nanos * 1e9:,.0f} samples/s")
    server.close()
    return found


def table(found):
    return ["| readings | threads | samples/s | no room |", "|---|---|---|---|",
            *(f"| {kind} | {threads} | {pace:,.0f} | {refused:,} |"
              for (kind, threads), (pace, refused) in found.items())]


def judge(found, goals):
    for (kind, threads), (pace, _) in found.items():
        goals.at_least(f"spool-{kind}-by-{threads}-samples-per-second", pace, 1_000_000, "{:.0f}")
