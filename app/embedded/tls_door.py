"""TLS in front of the embedded PostgreSQL, whose build has none: the handshake of PostgreSQL, then whatever comes."""

from __future__ import annotations

import asyncio
import ssl
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from embedded.postgres import SOCKET

_SSL_REQUEST = struct.pack("!ii", 8, 80877103)
_GSS_REQUEST = struct.pack("!ii", 8, 80877104)


@contextmanager
def tls_door(folder: Path, context: ssl.SSLContext, port: int = 0) -> Iterator[int]:
    """The port of a server that lets in whoever encrypts, as RDS does where it has to; 0 is any free one."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever)
    thread.start()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _let_in(folder, context, reader, writer)
        except (OSError, EOFError):  # the client does not trust us, or has gone
            pass
        finally:
            writer.close()

    async def start() -> asyncio.Server:
        return await asyncio.start_server(serve, "127.0.0.1", port)

    async def stop(server: asyncio.Server) -> None:
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for each in others:
            each.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    server = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(stop(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _let_in(
    folder: Path, context: ssl.SSLContext, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    request = await reader.readexactly(8)
    if request == _GSS_REQUEST:
        writer.write(b"N")
        request = await reader.readexactly(8)
    if request != _SSL_REQUEST:
        writer.write(_refusal("no pg_hba.conf entry for this client, no encryption"))
        return
    writer.write(b"S")
    await writer.start_tls(context)
    inner_reader, inner_writer = await asyncio.open_unix_connection(str(folder / SOCKET))
    try:
        await asyncio.gather(_pass_on(reader, inner_writer), _pass_on(inner_reader, writer))
    finally:
        inner_writer.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()


def _refusal(message: str) -> bytes:
    """An ErrorResponse."""
    fields = b"".join(field.encode() + b"\0" for field in ("SFATAL", "VFATAL", "C28000", f"M{message}")) + b"\0"
    return b"E" + struct.pack("!i", 4 + len(fields)) + fields
