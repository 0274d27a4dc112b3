"""Rounds of every tool in turn, and what follows from them."""

from statistics import median

from side_by_side import note

from .tools import Cold, Fping, Icmplib

# A tool that takes so many seconds for a round is run once.
SLOW = 20

# So many rounds make a JVM warm; the engine had more when its losses were counted.
WARM_UP = 10


def compare(bench, sizes, shares, rounds, peers):
    """Runs everything; gives all costs by (file, tool)."""
    ours = bench.jvm("engine")
    tools = [Fping(bench.scratch), ours, Cold(bench.scratch, bench.classes)]
    tools += [PEERS[peer](bench) for peer in peers]
    costs = {}
    for size in sizes:
        for share in shares:
            alternate(tools, bench.lists.of(share, size), rounds, costs)
    return costs


def unstamped(bench):
    jvm = bench.jvm("unstamped")
    for _ in range(WARM_UP):
        jvm.round(bench.lists.alive(65_000))
    return jvm


def reachable(bench):
    jvm = bench.jvm("reachable")
    jvm.round(bench.lists.alive(1_000 if bench.quick else 10_000))
    return jvm


PEERS = {
    "unstamped": unstamped,
    "icmplib datagram": lambda bench: Icmplib(bench.scratch, False),
    "icmplib raw": lambda bench: Icmplib(bench.scratch, True),
    "reachable": reachable,
}


def alternate(tools, file, rounds, costs):
    for number in range(rounds):
        for tool in tools:
            seen = costs.setdefault((file, tool.name), [])
            if number > 0 and seen[0].wall > SLOW:
                continue
            seen.append(tool.round(file))
        note(f"{file.name}: round {number + 1} of {rounds}")


def table(costs, lists):
    lines = ["| addresses | silent | tool | rounds | wall s | pings/s | CPU us/ping | peak MB "
             "| falsely down | undecided |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    for (file, tool), seen in costs.items():
        size, silent = lists.shape(file)
        wall = median(c.wall for c in seen)
        cpu = median(c.cpu for c in seen)
        down = sum(c.falsely_down for c in seen)
        asked = (size - silent) * len(seen)
        lines.append(
            f"| {size:,} | {silent:,} | {tool} | {len(seen)} | {wall:.3f} | {size / wall:,.0f} "
            f"| {cpu / size * 1e6:.1f} | {max(c.peak_kb for c in seen) / 1024:.0f} "
            f"| {down} of {asked:,} | {sum(c.undecided for c in seen)} |")
    return lines


def ratios(costs, file, ours="ours, warm JVM", peer="fping"):
    """Our CPU for a ping over the peer's, and our pings per second over the peer's: the median of
    the pairs that ran next to each other."""
    pairs = list(zip(costs[file, ours], costs[file, peer]))
    return (median(a.cpu / b.cpu for a, b in pairs), median(b.wall / a.wall for a, b in pairs))


def losses(bench, at_least):
    """How many of so many pings went unanswered, though all could be answered. The first of them
    meet a cold JVM."""
    ours = bench.jvm("engine")
    file, down, undecided, asked = bench.lists.alive(65_000), 0, 0, 0
    while asked < at_least:
        cost = ours.round(file)
        down += cost.falsely_down
        undecided += cost.undecided
        asked += 65_000
    return asked, down, undecided
