"""One round of icmplib: prints how many addresses that answer were reported down.

Its version 2.1.1 sends with one thread and receives with another; no pause between echoes and a
payload that is given rather than made for each echo are its fastest settings.
"""

import sys
from pathlib import Path

from icmplib import multiping

kind, file = sys.argv[1:]
addresses = Path(file).read_text().split()
# Raw sockets number each address by the identifier, so that must begin low to fit into 16 bits.
hosts = multiping(addresses, count=1, interval=0, timeout=1, id=1,
                  privileged=kind == "raw", payload=bytes(56))
print(sum(not host.is_alive and not host.address.startswith("10.99.") for host in hosts))
