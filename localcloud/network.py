"""Private addresses of tasks, and the ports of this machine that stand for them."""

from __future__ import annotations

import ipaddress
import threading
from dataclasses import dataclass, field

from localcloud.place import HOST, free_ports

_RESERVED = 4
"""The first addresses of a subnet that AWS keeps for itself."""


@dataclass
class Network:
    """Gives each task an address of its subnet, which is reached through a port of its own."""

    _ports: dict[tuple[str, int], int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def join(self, subnet: str, port: int) -> tuple[str, int]:
        """An address of a subnet that nobody has, and the port of this machine that stands for a port of it."""
        with self._lock:
            taken = {address for address, _ in self._ports}
            hosts = ipaddress.ip_network(subnet)
            numbers = range(_RESERVED, hosts.num_addresses - 1)
            address = next(str(hosts[number]) for number in numbers if str(hosts[number]) not in taken)
            self._ports[address, port] = free_ports(1)[0]
            return address, self._ports[address, port]

    def leave(self, address: str) -> None:
        """Nobody has that address any longer."""
        with self._lock:
            for key in [key for key in self._ports if key[0] == address]:
                del self._ports[key]

    def where(self, address: str, port: int) -> tuple[str, int] | None:
        """Where a port of an address is on this machine, or None where nobody has it."""
        found = self._ports.get((address, port))
        return (HOST, found) if found else None
