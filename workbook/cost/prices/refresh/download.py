"""Get the files of the price list: from AWS, or from a folder with copies of them."""

from __future__ import annotations

import hashlib
import http.client
import io
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar, cast

from workbook.errors import PriceError
from workbook.lang import Text

ROOT = "https://pricing.us-east-1.amazonaws.com"
TIMEOUT = 60.0
"""Seconds without a byte after which a connection is given up."""
LARGEST = 16 * 1024**3
"""Bytes beyond which no file of the price list is believed; that of EC2 in a region has some 10^9."""

Taken = TypeVar("Taken")
Take = Callable[[BinaryIO], Taken]
Progress = Callable[[str, int, int | None], None]
"""Told of a file, the bytes that have come, and how many there will be, if that is known."""


class NoFileError(PriceError):
    """A file of the price list cannot be had, so that there is no use in asking for others."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Which bytes were read: where, their checksum, and how many."""

    address: str
    sha256: str
    size: int


class Files(Protocol):
    """Something that holds the files of the price list by the paths of their addresses."""

    def read(self, path: str, take: Take[Taken]) -> tuple[Taken, Copy]:
        """What is taken out of a file, which is read to its end.

        Raises:
            NoFileError: it cannot be had.
        """


def silent(_file: str, _bytes: int, _all: int | None) -> None:
    """Tell nobody."""


class Folder:
    """Copies in a folder, below the paths of their addresses."""

    def __init__(self, root: Path, progress: Progress = silent) -> None:
        self._root, self._progress = root, progress

    def read(self, path: str, take: Take[Taken]) -> tuple[Taken, Copy]:
        """What is taken out of the copy of a file."""
        copy = self._root / path.lstrip("/")
        try:
            with copy.open("rb") as opened:
                return _read(opened, path, copy.stat().st_size, take, self._progress)
        except OSError as error:
            raise NoFileError(_NO_COPY.format(path=path, folder=self._root, why=error.strerror or error)) from error


class Web:
    """The files themselves, over https and nothing else."""

    def __init__(self, progress: Progress = silent, opener: urllib.request.OpenerDirector | None = None) -> None:
        self._progress, self._opener = progress, opener or _only_https()

    def read(self, path: str, take: Take[Taken]) -> tuple[Taken, Copy]:
        """What is taken out of a file; it is asked for once more when the connection breaks."""
        for last in (False, True):
            try:
                with self._opener.open(f"{ROOT}{path}", timeout=TIMEOUT) as answer:
                    length = answer.headers.get("Content-Length")
                    size = int(length) if length and length.isdecimal() else None
                    return _read(answer, path, size, take, self._progress)
            except (OSError, http.client.HTTPException) as error:
                if last or (isinstance(error, urllib.error.HTTPError) and error.code < 500):
                    raise NoFileError(_NO_NETWORK.format(address=f"{ROOT}{path}", why=_reason(error))) from error
        raise AssertionError  # the second time ends the loop


def _only_https() -> urllib.request.OpenerDirector:
    """An opener that follows no address to another protocol, nor to a file."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.UnknownHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def _read(
    stream: io.BufferedIOBase | BinaryIO, path: str, size: int | None, take: Take[Taken], progress: Progress
) -> tuple[Taken, Copy]:
    metered = _Metered(cast("BinaryIO", stream), path, size, progress)
    taken = take(cast("BinaryIO", io.BufferedReader(metered, 1 << 20)))
    return taken, Copy(f"{ROOT}{path}", metered.digest.hexdigest(), metered.count)


class _Metered(io.RawIOBase):
    """A stream whose bytes are counted, summed up and limited as they pass."""

    def __init__(self, stream: BinaryIO, path: str, size: int | None, progress: Progress) -> None:
        super().__init__()
        self._stream, self._path, self._size, self._progress = stream, path, size, progress
        self.digest = hashlib.sha256()
        self.count = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override] # it is never called otherwise
        """Fill the buffer as far as there are bytes."""
        chunk = self._stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self.digest.update(chunk)
        self.count += len(chunk)
        if self.count > LARGEST:
            raise NoFileError(_TOO_LARGE.format(path=self._path, most=LARGEST))
        if not chunk and self._size is not None and self.count != self._size:
            raise ConnectionError(f"{self.count} of {self._size} bytes")
        self._progress(self._path, self.count, self._size)
        return len(chunk)


def _reason(error: OSError | http.client.HTTPException) -> object:
    """What went wrong, without the wrapping that urllib puts around it."""
    return getattr(error, "reason", None) or error


_NO_COPY = Text(
    en="the folder {folder} has no {path} ({why}); expected the files of the price list below the paths of their"
    " addresses",
    es="la carpeta {folder} no tiene {path} ({why}); se esperaban los archivos de la lista de precios bajo las rutas de"
    " sus direcciones",
)
_NO_NETWORK = Text(
    en="{address} cannot be read: {why}; try again with a connection, or name a folder of copies after --from",
    es="no se puede leer {address}: {why}; vuelva a intentarlo con conexión, o indique una carpeta de copias tras"
    " --from",
)
_TOO_LARGE = Text(
    en="the file {path} is larger than {most} bytes; expected an offer of the AWS price list",
    es="el archivo {path} ocupa más de {most} bytes; se esperaba una oferta de la lista de precios de AWS",
)
