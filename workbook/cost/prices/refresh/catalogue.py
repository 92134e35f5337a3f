"""Find offers in the price list: an index of all, an index of the regions of each, and the file of a version."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import TextIOWrapper
from typing import Any, BinaryIO

from workbook.cost.prices.refresh.download import Copy, Files
from workbook.cost.prices.refresh.offer_csv import from_csv
from workbook.cost.prices.refresh.offer_json import from_json, part, read_json
from workbook.cost.prices.refresh.offers import Offer, Wanted
from workbook.errors import PriceError
from workbook.lang import Text

INDEX = "/offers/v1.0/aws/index.json"
PLANS = {"AWSComputeSavingsPlan": "/savingsPlan/v1.0/aws/AWSComputeSavingsPlan/current/region_index.json"}
"""Offers of savings plans, which have an index of regions of their own."""
STREAMED = frozenset({"AmazonEC2", *PLANS})
"""Offers of up to gigabytes, whose files in CSV are read line by line."""
LARGEST = 512 * 1024**2
"""Bytes of a file in JSON, which is held in memory, beyond which it is refused; that of RDS has some 30 million."""

_PATH = re.compile(r"/(?:offers|savingsPlan)/v1\.0/aws(?:/(?!\.)[\w.-]+)+")


@dataclass(frozen=True, slots=True)
class Source:
    """Where an offer was read, and which version of it; the API has no address and no checksum."""

    offer: str
    region: str
    version: str
    published: str
    address: str = ""
    sha256: str = ""
    size: int = 0

    def __str__(self) -> str:
        if not self.address:
            return f"AWS pricing API, {self.offer} {self.version}"
        return f"AWS price list, {self.offer} {self.version} {self.region}, SHA-256 {self.sha256[:16]}"


@dataclass(frozen=True)
class Catalogue:
    """The price list as it lies in some files."""

    files: Files

    @cached_property
    def _index(self) -> Mapping[str, Any]:
        return self._json(INDEX)

    @property
    def day(self) -> date:
        """The day on which the index of the price list was made: what it points to held on that day.

        Raises:
            PriceError: the index does not say.
        """
        said = str(self._index.get("publicationDate"))
        try:
            return date.fromisoformat(said[:10])
        except ValueError as error:
            raise PriceError(_NO_DAY.format(path=INDEX, said=said)) from error

    def offer(self, code: str, region: str, wanted: Wanted) -> tuple[Offer, Source]:
        """The wanted products of the current version of an offer in a region.

        Raises:
            NoFileError: a file cannot be had.
            PriceError: there is no such offer, or what was read is not in the form of one.
        """
        path = _checked(self._path(code, region))
        if code in STREAMED:
            path = f"{path.removesuffix('.json')}.csv"
        read: Callable[[BinaryIO], Offer] = _csv(wanted, path) if code in STREAMED else _json(wanted, path)
        offer, copy = self.files.read(path, read)
        if offer.code != code:
            raise PriceError(_OTHER_OFFER.format(path=path, code=offer.code, expected=code))
        return offer, _source(offer, region, copy)

    def _path(self, code: str, region: str) -> str:
        """The path of the file of the current version."""
        if code in PLANS:
            index = PLANS[code]
            listed = self._json(index).get("regions")
            found = [each.get("versionUrl") for each in listed or () if each.get("regionCode") == region]
        else:
            index = str(part(part(self._index, "offers", INDEX), code, INDEX).get("currentRegionIndexUrl"))
            said = part(self._json(index), "regions", index).get(region)
            found = [part({region: said}, region, index).get("currentVersionUrl")] if said else []
        if len(found) != 1:
            raise PriceError(_NO_REGION.format(path=index, offer=code, region=region))
        return str(found[0])

    def _json(self, path: str) -> dict[str, Any]:
        content, _ = self.files.read(_checked(path), lambda stream: _whole(stream, path))
        return read_json(content, path)


def _checked(path: str) -> str:
    if not _PATH.fullmatch(path):
        raise PriceError(_STRANGE_PATH.format(path=path))
    return path


def _json(wanted: Wanted, path: str) -> Callable[[BinaryIO], Offer]:
    return lambda stream: from_json(_whole(stream, path), wanted, path)


def _whole(stream: BinaryIO, path: str) -> bytes:
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise PriceError(_TOO_LARGE.format(path=path, most=LARGEST))
    return content


def _csv(wanted: Wanted, path: str) -> Callable[[BinaryIO], Offer]:
    def read(stream: BinaryIO) -> Offer:
        try:
            return from_csv(TextIOWrapper(stream, encoding="utf-8", newline="\n"), wanted, path)
        except UnicodeDecodeError as error:
            raise PriceError(_NOT_UTF8.format(path=path, why=error)) from error

    return read


def _source(offer: Offer, region: str, copy: Copy) -> Source:
    return Source(offer.code, region, offer.version, offer.published, copy.address, copy.sha256, copy.size)


_NO_DAY = Text(
    en="the index {path} says of its day “{said}”; expected a publicationDate such as 2026-10-07T12:00:00Z",
    es="el índice {path} dice de su día «{said}»; se esperaba un publicationDate como 2026-10-07T12:00:00Z",
)
_NO_REGION = Text(
    en="the index {path} does not tell where the offer {offer} for {region} lies; expected one address for it",
    es="el índice {path} no dice dónde está la oferta {offer} de {region}; se esperaba una sola dirección",
)
_STRANGE_PATH = Text(
    en="the price list points to “{path}”; expected a path below /offers/v1.0/aws or /savingsPlan/v1.0/aws",
    es="la lista de precios remite a «{path}»; se esperaba una ruta bajo /offers/v1.0/aws o /savingsPlan/v1.0/aws",
)
_OTHER_OFFER = Text(
    en="the file {path} holds the offer “{code}”; expected {expected}",
    es="el archivo {path} contiene la oferta «{code}»; se esperaba {expected}",
)
_TOO_LARGE = Text(
    en="the file {path} is larger than {most} bytes; expected an offer of the AWS price list in JSON",
    es="el archivo {path} ocupa más de {most} bytes; se esperaba una oferta de la lista de precios de AWS en JSON",
)
_NOT_UTF8 = Text(
    en="the file {path} is not text in UTF-8 ({why}); expected an offer of the AWS price list in CSV",
    es="el archivo {path} no es texto en UTF-8 ({why}); se esperaba una oferta de la lista de precios de AWS en CSV",
)
