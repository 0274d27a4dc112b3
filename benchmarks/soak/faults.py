"""A tower falls silent each minute, and answers again three minutes later."""

import time
from dataclasses import dataclass

from .provider import TOWER, name

EVERY, LASTS = 60, 180

# A ping each thirty seconds, and the questions in quick succession that make sure.
SOON = 60


@dataclass
class Fault:
    number: int
    began: float
    ended: float = 0


class Faults:
    def __init__(self, provider, receiver):
        self.provider, self.receiver = provider, receiver
        self.all, self.under_way = [], []

    def begin(self):
        self.under_way.append(Fault(self.provider.fell(), time.monotonic()))
        self.all.append(self.under_way[-1])

    def end_old(self):
        now = time.monotonic()
        for fault in [each for each in self.under_way if now - each.began >= LASTS]:
            self.end(fault)

    def end_all(self):
        for fault in list(self.under_way):
            self.end(fault)

    def end(self, fault):
        self.provider.rises(fault.number)
        fault.ended = time.monotonic()
        self.under_way.remove(fault)

    def judged(self):
        return [Judged(fault, self.receiver) for fault in self.all]


class Judged:
    """What people were told of a fault."""

    def __init__(self, fault, receiver):
        tower = name(fault.number)
        last = fault.ended + SOON
        told = [at for at in receiver.of(tower, "problem", fault.began) if at < last]
        over = [at for at in receiver.of(tower, "recovery", fault.began) if at < last]
        self.number = fault.number
        self.problems, self.recoveries = len(told), len(over)
        self.delay = told[0] - fault.began if told else None
        self.recovery_delay = over[0] - fault.ended if over else None
        behind = {name(fault.number + each) for each in range(1, TOWER)}
        self.of_children = sum(
            1 for at, kind, devices in list(receiver.told)
            if fault.began <= at < last and kind == "problem" and devices & behind
            and tower not in devices)
