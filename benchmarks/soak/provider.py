"""The provider that is watched: towers of fifty devices at addresses of 10.0.0.0/8."""

import random
import subprocess
from ipaddress import IPv4Address

from compare_snmp.pollers import PORT as AGENTS

TOWER = 50
BASE = int(IPv4Address("10.1.0.0"))
SINK = "172.16.0.2"


class Provider:
    tower = TOWER

    def __init__(self, pinged, polled, silent_share):
        self.pinged, self.polled = pinged, polled
        self.chance = random.Random(1)
        radios = [number for number in range(pinged) if number % TOWER]
        self.silent_for_good = set(self.chance.sample(radios, int(pinged * silent_share)))
        self.fallen = set()
        if self.silent_for_good:
            route("add", sorted(self.silent_for_good))

    def write(self, file):
        """The devices as a table that isp-monitor reads."""
        with open(file, "w") as out:
            out.write("id,kind,address,parent,snmp,snmp-port\n")
            for number in range(self.pinged):
                kind = "radio" if number % TOWER else "tower"
                parent = name(number - number % TOWER) if number % TOWER else ""
                snmp = f"usual,{AGENTS}" if number < self.polled else ","
                out.write(f"{name(number)},{kind},{address(number)},{parent},{snmp}\n")

    @staticmethod
    def name(number):
        return name(number)

    def fell(self):
        """Makes another tower fall silent, and all that is behind it; its name."""
        number = self.chance.choice(
            [tower for tower in range(0, self.pinged, TOWER) if tower not in self.fallen])
        self.fallen.add(number)
        route("add", self.behind(number))
        return number

    def rises(self, number):
        self.fallen.discard(number)
        route("del", self.behind(number))

    def behind(self, number):
        """The numbers of a tower and of what is behind it, but for what is silent anyway."""
        last = min(number + TOWER, self.pinged)
        return [each for each in range(number, last) if each not in self.silent_for_good]


def name(number):
    return f"tower-{number}" if number % TOWER == 0 else f"radio-{number}"


def number_of(device):
    return int(device.rsplit("-", 1)[1])


def address(number):
    return IPv4Address(BASE + number)


def route(verb, numbers):
    """In the table that says what is local, where a longer prefix goes before the whole network."""
    lines = "".join(f"route {verb} {address(number)}/32 via {SINK} dev drop table local\n"
                    for number in numbers)
    subprocess.run(["ip", "-batch", "-"], input=lines, text=True, check=True,
                   stdout=subprocess.DEVNULL)
