"""Rounds of every tool in turn, and what follows from them."""

from statistics import median

from .tools import Cold, Fping, Icmplib, Warm, note

# A tool that takes so many seconds for a round is run once.
SLOW = 20


def compare(scratch, classes, lists, sizes, rounds, warm_up, all_tools):
    """Runs everything; gives rows for the table, and all costs by (file, tool)."""
    fping = Fping(scratch)
    ours = Warm("ours, warm", classes, "engine")
    unstamped = Warm("ours, warm, no transmit timestamps", classes, "unstamped")
    tools = [fping, ours, unstamped, Cold(scratch, classes)]
    if all_tools:
        reachable = Warm("isReachable, 100 threads, warm", classes, "reachable")
        tools += [Icmplib(scratch, False), Icmplib(scratch, True), reachable]
        reachable.round(lists.alive(10_000))
    for _ in range(warm_up):
        ours.round(lists.alive(65_000))
        unstamped.round(lists.alive(65_000))
    costs = {}
    for size in sizes:
        for file in lists.alive(size), lists.some_silent(size):
            alternate(tools, file, rounds, costs)
    for tool in tools:
        tool.close()
    return costs


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
            f"| {cpu / size * 1e6:.1f} | {max(c.peak_kb for c in seen) / 1000:.0f} "
            f"| {down} of {asked:,} | {sum(c.undecided for c in seen)} |")
    return lines


def ratios(costs, file, ours="ours, warm", peer="fping"):
    """Our CPU for a ping over the peer's, and our pings per second over the peer's: the median of
    the pairs that ran next to each other."""
    pairs = list(zip(costs[file, ours], costs[file, peer]))
    return (median(a.cpu / b.cpu for a, b in pairs), median(b.wall / a.wall for a, b in pairs))


def losses(classes, lists, at_least):
    """How many of so many pings were answered by nobody, though all could answer."""
    ours = Warm("ours, warm", classes, "engine")
    file, down, undecided, asked = lists.alive(65_000), 0, 0, 0
    while asked < at_least:
        cost = ours.round(file)
        down += cost.falsely_down
        undecided += cost.undecided
        asked += 65_000
    ours.close()
    return asked, down, undecided
