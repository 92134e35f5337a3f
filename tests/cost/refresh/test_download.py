"""Files come whole or not at all: over https only, with a second try, counted and summed up as they pass."""

from __future__ import annotations

import hashlib
import io
import socket
import urllib.error
from email.message import Message
from pathlib import Path

import pytest

from cost.refresh.conftest import OFFERS
from workbook.cost.prices.refresh import catalogue, download
from workbook.cost.prices.refresh.catalogue import INDEX
from workbook.cost.prices.refresh.download import ROOT, Folder, NoFileError, Web
from workbook.cost.prices.refresh.run import Request, refresh
from workbook.errors import PriceError
from workbook.lang import Lang

CONTENT = b"a price list " * 1000


class Answer(io.BytesIO):
    def __init__(self, content: bytes, length: int | None = None) -> None:
        super().__init__(content)
        self.headers = {} if length is None else {"Content-Length": str(length)}


class Opener:
    """Answers in turn, in place of the network; what is an error is raised."""

    def __init__(self, *answers: Answer | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, float]] = []

    def open(self, address: str, timeout: float) -> Answer:
        self.asked.append((address, timeout))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def whole(stream: io.BufferedReader) -> bytes:
    return stream.read()


def status(code: int) -> urllib.error.HTTPError:
    return urllib.error.HTTPError(f"{ROOT}{INDEX}", code, "no", Message(), io.BytesIO())


def test_a_file_comes_with_its_address_checksum_and_size() -> None:
    opener = Opener(Answer(CONTENT, len(CONTENT)))
    content, copy = Web(opener=opener).read(INDEX, whole)

    assert content == CONTENT
    assert (copy.address, copy.size) == (f"{ROOT}{INDEX}", len(CONTENT))
    assert copy.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert opener.asked == [(f"{ROOT}{INDEX}", download.TIMEOUT)]


@pytest.mark.parametrize(
    "fault",
    [
        ConnectionResetError("reset"),
        TimeoutError("timed out"),
        urllib.error.URLError(socket.gaierror("no such name")),
        status(503),
        Answer(CONTENT[:100], len(CONTENT)),
    ],
    ids=["reset", "timeout", "name", "busy", "cut off"],
)
def test_a_file_is_asked_for_once_more(fault: Answer | Exception) -> None:
    opener = Opener(fault, Answer(CONTENT, len(CONTENT)))

    assert Web(opener=opener).read(INDEX, whole)[0] == CONTENT
    assert len(opener.asked) == 2


def test_a_file_is_not_asked_for_a_third_time() -> None:
    opener = Opener(*[ConnectionResetError("reset by peer")] * 3)

    with pytest.raises(NoFileError, match=r"index\.json cannot be read: reset by peer; try again with a connection"):
        Web(opener=opener).read(INDEX, whole)
    assert len(opener.asked) == 2


def test_what_is_not_there_is_not_asked_for_again() -> None:
    opener = Opener(status(404), Answer(CONTENT))

    with pytest.raises(NoFileError, match="cannot be read"):
        Web(opener=opener).read(INDEX, whole)
    assert len(opener.asked) == 1


def test_what_cannot_be_used_is_not_asked_for_again() -> None:
    opener = Opener(Answer(b"{}"), Answer(CONTENT))

    def refuse(_stream: io.BufferedReader) -> None:
        raise PriceError(download._TOO_LARGE.format(path="x", most=1))

    with pytest.raises(PriceError, match="is larger"):
        Web(opener=opener).read(INDEX, refuse)
    assert len(opener.asked) == 1


def test_a_file_that_goes_on_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "LARGEST", 1000)

    with pytest.raises(NoFileError, match="is larger than 1000 bytes"):
        Web(opener=Opener(Answer(CONTENT))).read(INDEX, whole)


def test_a_file_that_would_not_fit_into_memory_is_refused(monkeypatch: pytest.MonkeyPatch, renew) -> None:
    monkeypatch.setattr(catalogue, "LARGEST", 1300)

    with pytest.raises(PriceError, match="is larger than 1300 bytes"):
        renew()


def test_progress_is_told_to_the_end() -> None:
    told = []
    Web(lambda *said: told.append(said), Opener(Answer(CONTENT, len(CONTENT)))).read(INDEX, whole)

    assert told[-1] == (INDEX, len(CONTENT), len(CONTENT))
    assert [count for _, count, _ in told] == sorted(count for _, count, _ in told)


@pytest.mark.parametrize(
    "address", ["http://pricing.us-east-1.amazonaws.com", "file:///etc/passwd", "ftp://x.example/"]
)
def test_nothing_but_https_is_opened(address: str) -> None:
    with pytest.raises(urllib.error.URLError, match="unknown url type"):
        download._only_https().open(address, timeout=1)


@pytest.mark.parametrize(("lang", "words"), [(Lang.EN, "try again with a connection"), (Lang.ES, "con conexión")])
def test_without_a_network_one_sentence_says_what_to_do(folder: Path, lang: Lang, words: str, today) -> None:
    with pytest.raises(NoFileError) as caught:
        refresh(Request(snapshots=folder), today)

    (said,) = caught.value.in_language(lang)
    assert words in said
    assert "--from" in said
    assert ROOT in said


def test_a_copy_that_is_missing_is_named_with_where_it_is_expected(price_list: Path, renew) -> None:
    (price_list / "offers/v1.0/aws/AmazonECS/current/region_index.json").unlink()

    with pytest.raises(NoFileError, match=r"price-list has no /offers/v1.0/aws/AmazonECS/current/region_index.json"):
        renew()


def test_a_copy_has_the_address_that_it_was_copied_from() -> None:
    _, copy = Folder(OFFERS / "price-list").read(INDEX, whole)

    assert copy.address == f"{ROOT}{INDEX}"
    assert copy.sha256 == hashlib.sha256((OFFERS / "price-list" / INDEX[1:]).read_bytes()).hexdigest()
