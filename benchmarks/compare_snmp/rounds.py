"""Rounds of every poller in turn: steady state, first contact, and a tenth that is silent."""

from statistics import median

from side_by_side import note

HEADER = ["| poller | devices | rounds | wall s | devices/s | CPU us/device | peak MB "
          "| partly read | unread | wrong |",
          "|---|---|---|---|---|---|---|---|---|---|"]


class Runs:
    """What the rounds of one poller cost."""

    def __init__(self, name, devices):
        self.name = name
        self.devices = devices
        self.costs = []
        self.peak_mb = 0

    def take(self, poller, cost):
        self.costs.append(cost)
        self.peak_mb = max(self.peak_mb, poller.peak_mb())
        note(f"{self.name}: {cost.cpu / self.devices * 1e6:.1f} us a device in {cost.wall:.2f} s, "
             f"{cost.part} partly, {cost.unread} not at all")

    def cpu(self):
        return median(cost.cpu for cost in self.costs) / self.devices * 1e6

    def row(self):
        wall = median(cost.wall for cost in self.costs)
        part, unread, wrong = (sum(getattr(cost, what) for cost in self.costs)
                               for what in ("part", "unread", "wrong"))
        return (f"| {self.name} | {self.devices:,} | {len(self.costs)} | {wall:.2f} "
                f"| {self.devices / wall:,.0f} | {self.cpu():.1f} | {self.peak_mb:.0f} | {part:,} "
                f"| {unread:,} | {wrong:,} |")


def steady(entries, rounds):
    """The rounds of pollers that are warm."""
    return in_turn(entries, rounds, lambda poller, file: poller.round(file))


def silent(agent, entries, rounds):
    """Between two rounds with silent devices is one without: ours would rest them otherwise."""

    def with_silent_ones(poller, file):
        agent.silence_a_tenth()
        cost = poller.round(file)
        agent.answer_all()
        poller.round(file)
        return cost

    return in_turn(entries, rounds, with_silent_ones)


def in_turn(entries, rounds, run):
    """Each entry is a poller, its file of addresses, how many rounds make it warm, and how many it
    is measured for at most."""
    found = [Runs(poller.name, count(file)) for poller, file, _, _ in entries]
    for poller, file, warm_up, _ in entries:
        for _ in range(warm_up):
            poller.round(file)
    for number in range(rounds):
        for runs, (poller, file, _, most) in zip(found, entries):
            if number < most:
                runs.take(poller, run(poller, file))
    for poller, _, _, _ in entries:
        poller.close()
    return found


def first(entries):
    """A fresh process for each round, since only its first round is the first contact. Each entry is
    how to start a poller, its file of addresses, and how many rounds it has."""
    found = []
    for make, file, rounds in entries:
        for number in range(rounds):
            poller = make()
            if number == 0:
                found.append(Runs(poller.name, count(file)))
            found[-1].take(poller, poller.round(file))
            poller.close()
    return found


def count(file):
    return len(file.read_text().split())


def table(found):
    return HEADER + [runs.row() for runs in found]


def ratio(ours, peers):
    """Our CPU for a device over that of the cheapest of the peers."""
    return ours.cpu() / min(peer.cpu() for peer in peers)
