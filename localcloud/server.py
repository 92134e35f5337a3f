"""The local cloud as one process: the emulator with what is ours, behind an API port, and the edge."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable

from localcloud.place import HOST, REGION, CannotRunError, Machine, Place, Ports

_SAVE_EVERY = 2.0  # seconds


def prepare_environment(place: Place, ports: Ports) -> None:
    """Say to the emulator, which reads it while it is imported, where to keep and to listen."""
    os.environ.update(
        {
            "AUTH": "false",
            "BIND_HOST": HOST,
            "GATEWAY_PORT": str(ports.api),
            "IOT_MTLS_ENABLED": "false",
            "LOG_LEVEL": "WARNING",
            "MINISTACK_REGION": REGION,
            "PERSIST_STATE": "1",
            "S3_DATA_DIR": str(place.objects),
            "S3_PERSIST": "1",
            "SFTP_ENABLED": "false",
            "STATE_DIR": str(place.emulator),
        }
    )


async def serve(place: Place, ports: Ports, machine: Machine) -> None:
    """Serve until a signal comes; then stop tasks and databases, and keep the state.

    Raises:
        CannotRunError: the last state could not be written.
    """
    prepare_environment(place, ports)
    from hypercorn.asyncio import serve as listen  # noqa: PLC0415 - after the environment that the emulator reads

    from localcloud.assembly import assemble  # noqa: PLC0415

    cloud = assemble(place, ports, machine)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stopping.set)
    saver = asyncio.create_task(_save(cloud.saver.save, stopping))
    try:
        await listen(cloud.application, cloud.config, shutdown_trigger=stopping.wait)
    finally:
        stopping.set()
        await saver
        await asyncio.to_thread(cloud.stop)
    if word := cloud.saver.last_word():
        raise CannotRunError(word)


async def _save(save: Callable[[], None], stopping: asyncio.Event) -> None:
    """Write the state now and then, since whoever is killed writes nothing at the end."""
    while not stopping.is_set():
        try:
            await asyncio.wait_for(stopping.wait(), _SAVE_EVERY)
        except TimeoutError:
            await asyncio.to_thread(save)
