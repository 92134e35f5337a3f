"""Where offers are read from: AWS's public files, a folder with copies of them, or the pricing API."""

from __future__ import annotations

import hashlib
import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Protocol

from workbook.cost.prices.refresh.offers import Offer, from_csv, from_json
from workbook.cost.prices.refresh.rules import EVERYWHERE, Rule
from workbook.errors import PriceError
from workbook.lang import Text

ROOT = "https://pricing.us-east-1.amazonaws.com"
INDEX = "/offers/v1.0/aws/{offer}/current/region_index.json"
STREAMED = frozenset({"AmazonEC2"})
"""Offers whose files in JSON are too large to load; their files in CSV are read line by line."""
TIMEOUT = 60.0
LARGEST = 400 * 1024 * 1024


class Files(Protocol):
    """Something that holds files by the path of their address."""

    def open(self, path: str) -> IO[bytes]:
        """The content of a file, to be read once.

        Raises:
            PriceError: it cannot be had.
        """


class Folder:
    """Copies of the files in a folder, below the paths of their addresses."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def open(self, path: str) -> IO[bytes]:
        """The copy of a file."""
        try:
            return (self._root / path.lstrip("/")).open("rb")
        except OSError as error:
            raise PriceError(_NO_FILE.format(path=path, folder=self._root, why=error.strerror)) from error


class Web:
    """The public files themselves."""

    def open(self, path: str) -> IO[bytes]:
        """The file at an address below AWS's own."""
        try:
            found: IO[bytes] = urllib.request.urlopen(f"{ROOT}{path}", timeout=TIMEOUT)  # noqa: S310 - always https
        except (urllib.error.URLError, OSError, TimeoutError) as error:
            reason = getattr(error, "reason", None) or error
            raise PriceError(_NO_NETWORK.format(address=f"{ROOT}{path}", why=reason)) from error
        return found


def read_offer(files: Files, code: str, region: str, rules: Sequence[Rule]) -> tuple[Offer, str]:
    """An offer in a region, and where it was read: its address, version and checksum.

    Raises:
        PriceError: the file cannot be had, or is no offer.
    """
    path = _path(files, code, region)
    if code in STREAMED:
        path = path.removesuffix(".json") + ".csv"
        usage_types = frozenset(rule.attributes["usagetype"] for rule in rules)
        with files.open(path) as stream:
            offer = from_csv(TextIOWrapper(stream, encoding="utf-8"), usage_types, path)
        return offer, f"AWS price list {code} {offer.version}"
    with files.open(path) as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise PriceError(_TOO_LARGE.format(path=path, most=LARGEST))
    offer = from_json(content, path)
    digest = hashlib.sha256(content).hexdigest()[:12]
    return offer, f"AWS price list {code} {offer.version} (SHA-256 {digest}…)"


def _path(files: Files, code: str, region: str) -> str:
    """The path of the current version of an offer in a region."""
    index = INDEX.format(offer=code)
    with files.open(index) as stream:
        content = stream.read(LARGEST)
    try:
        regions = json.loads(content)["regions"]
        found = regions.get(region) or regions[EVERYWHERE]
        return str(found["currentVersionUrl"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PriceError(_NO_INDEX.format(path=index, region=region)) from error


def offers_needed(rules: Sequence[Rule]) -> Iterator[tuple[str, str, list[Rule]]]:
    """Each offer and region that some rules need, with those rules."""
    grouped: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        grouped.setdefault((rule.offer, rule.region), []).append(rule)
    for (code, region), found in sorted(grouped.items()):
        yield code, region, found


_NO_FILE = Text(
    en="the folder {folder} has no {path}: {why}; expected the files of the price list below the paths of their"
    " addresses",
    es="la carpeta {folder} no tiene {path}: {why}; se esperaban los archivos de la lista de precios bajo las rutas de"
    " sus direcciones",
)
_NO_NETWORK = Text(
    en="{address} cannot be reached: {why}; try again with a connection, or name a folder of copies with --from",
    es="no se puede alcanzar {address}: {why}; vuelva a intentarlo con conexión, o indique una carpeta de copias con"
    " --from",
)
_TOO_LARGE = Text(
    en="the file {path} is larger than {most} bytes; expected an offer of the AWS price list",
    es="el archivo {path} ocupa más de {most} bytes; se esperaba una oferta de la lista de precios de AWS",
)
_NO_INDEX = Text(
    en="{path} does not tell where the offer for {region} lies; expected the form of a region index",
    es="{path} no dice dónde está la oferta de {region}; se esperaba la forma de un índice de regiones",
)
