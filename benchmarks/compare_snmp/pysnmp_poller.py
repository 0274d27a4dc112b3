"""Polls devices with pysnmp and asyncio, so many at once.

   pysnmp_poller.py <at once>

For each line read, "<file of addresses> <port>", one is written when all have been asked: how many
devices answered all three questions, some of them, none, and how many gave values that are none.
"""

import asyncio
import sys
import types
from pathlib import Path

# What version 4.4.12 imports went out of Python with 3.10 and 3.11.
if not hasattr(asyncio, "coroutine"):
    asyncio.coroutine = types.coroutine
if not hasattr(asyncio, "async"):
    setattr(asyncio, "async", asyncio.ensure_future)

from pysnmp.hlapi.asyncio import (  # noqa: E402
    CommunityData, ContextData, ObjectIdentity, ObjectType, SnmpEngine, UdpTransportTarget, getCmd)

INTERFACES, PER_QUESTION = 24, 40
UP_TIME = "1.3.6.1.2.1.1.3.0"
COLUMNS = ["1.3.6.1.2.1.31.1.1.1.6", "1.3.6.1.2.1.31.1.1.1.10", "1.3.6.1.2.1.2.2.1.14",
           "1.3.6.1.2.1.2.2.1.20", "1.3.6.1.2.1.2.2.1.8"]
NAMES = [f"{column}.{row}" for row in range(1, INTERFACES + 1) for column in COLUMNS]
QUESTIONS = [([UP_TIME] if i == 0 else []) + NAMES[i:i + PER_QUESTION]
             for i in range(0, len(NAMES), PER_QUESTION)]


async def poll(engine, address, port, slots):
    """How many questions were answered, with how many values."""
    async with slots:
        target = UdpTransportTarget((address, port), timeout=1, retries=1)
        answered = values = 0
        for names in QUESTIONS:
            objects = [ObjectType(ObjectIdentity(name)) for name in names]
            failure, status, _, bindings = await getCmd(
                engine, CommunityData("public"), target, ContextData(), *objects,
                lookupMib=False)
            if not failure and not status:
                answered += 1
                values += sum(hasattr(value, "__int__") for _, value in bindings)
        return answered, values


async def poll_all(engine, addresses, port, at_once):
    slots = asyncio.Semaphore(at_once)
    found = await asyncio.gather(*(poll(engine, each, port, slots) for each in addresses))
    whole = [values for answered, values in found if answered == len(QUESTIONS)]
    none = sum(answered == 0 for answered, _ in found)
    wrong = sum(values != len(NAMES) + 1 for values in whole)
    return f"{len(whole)} {len(found) - len(whole) - none} {none} {wrong}"


def main():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    engine = SnmpEngine()
    for line in sys.stdin:
        file, port = line.split()
        addresses = Path(file).read_text().split()
        print(loop.run_until_complete(
            poll_all(engine, addresses, int(port), int(sys.argv[1]))), flush=True)


main()
