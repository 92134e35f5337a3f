from __future__ import annotations

import re
import sys
from pathlib import Path

from repo.tracked import ROOT, texts, tracked_files

# Spelled backwards, so that this file does not name them either.
REGISTRY_HOSTS = re.compile(
    "|".join(word[::-1] for word in ["ipyp", "detsohnohtyp", "sjmpn", r"gro.\naibed", "adnocana"]), re.IGNORECASE
)
HOME_FOLDERS = re.compile(r"/(?:home|Users)/(?!ana\b|\$|\{|<)\w+/|(?<!\w)/root/|C:\\Users\\")
MAY_SPEAK_OF_HOMES = {"tests/repo/notebook_form.py", "tests/repo/test_tracked_files.py"}
# A picture in base64 spells any short word sooner or later.
PICTURE = re.compile(r'\s*"image/(?:png|jpeg)": "')
CUT_OFF = "tests/fixtures/offers/broken/cut-off"
LARGEST_FILE = 2_000_000


def places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {match[0]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if not PICTURE.match(line)
        for match in pattern.finditer(line)
    ]


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert places(REGISTRY_HOSTS) == []


def test_the_hosts_would_be_found() -> None:
    assert REGISTRY_HOSTS.search("https://files.python" + "hosted.org/x")
    assert REGISTRY_HOSTS.search("gro.naibed.bed"[::-1])


def test_no_file_names_a_folder_of_one_machine() -> None:
    here = re.compile("|".join(re.escape(f"{path}/") for path in (ROOT, Path(sys.prefix))))
    homes = [place for place in places(HOME_FOLDERS) if place.partition(":")[0] not in MAY_SPEAK_OF_HOMES]

    assert places(here) + homes == []


def test_no_file_is_larger_than_two_megabytes() -> None:
    assert [str(path) for path in tracked_files() if path.stat().st_size > LARGEST_FILE] == []


def test_every_text_ends_in_one_newline() -> None:
    wrong = [name for name, text in texts() if text and (not text.endswith("\n") or text.endswith("\n\n"))]

    assert [name for name in wrong if not name.startswith(CUT_OFF)] == []
