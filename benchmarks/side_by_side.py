"""What all side-by-side runs share: goals, and what is said of the machine."""

import os
import platform
import sys


class Goals:
    def __init__(self):
        self.lines = []
        self.missed = False

    def at_most(self, name, measured, bound, form="{:.2f}"):
        self.add(name, form.format(measured), f"<={bound}", measured <= bound)

    def at_least(self, name, measured, bound, form="{:.2f}"):
        self.add(name, form.format(measured), f">={bound}", measured >= bound)

    def add(self, name, measured, bound, reached):
        self.missed |= not reached
        self.lines.append(f"goal {name} {measured} {bound} {'ok' if reached else 'missed'}")


def show(title, lines):
    print(f"\n{title}\n")
    print("\n".join(lines), flush=True)


def note(text):
    print(text, file=sys.stderr, flush=True)


def machine():
    model = [line for line in open("/proc/cpuinfo") if line.startswith("model name")]
    java = os.popen("java -version 2>&1").read().splitlines()
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return (f"{os.cpu_count()} cores of {model[0].split(':')[1].strip()}, Linux "
            f"{platform.release()}; {java[1] if len(java) > 1 else java}; load before: {load}")
