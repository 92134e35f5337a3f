from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from localcloud.network import Network
from localcloud.place import HOST, CannotRunError, Place, refuse_taken
from localcloud.store import Store


def test_ports_stay_the_same_and_two_folders_have_others(tmp_path: Path) -> None:
    one, other = Place(tmp_path / "one", "1"), Place(tmp_path / "other", "1")

    first = one.prepare()
    assert one.prepare() == first
    ports = {first.api, first.http, first.https}
    assert len(ports) == 3
    second = other.prepare()
    assert not ports & {second.api, second.http, second.https}


def test_a_folder_of_another_form_is_refused(tmp_path: Path) -> None:
    place = Place(tmp_path, "1")
    place.ports_file.write_text(json.dumps({"form": 99, "ports": {}}))

    with pytest.raises(CannotRunError, match="was written in form 99, expected 1; destroy it"):
        place.prepare()


def test_a_folder_of_another_emulator_is_refused(tmp_path: Path) -> None:
    ports = Place(tmp_path, "1.5").prepare()

    assert Place(tmp_path, "1.5").prepare() == ports
    with pytest.raises(CannotRunError, match=r"was written in emulator 1\.5, expected 1\.6; destroy it"):
        Place(tmp_path, "1.6").prepare()


def test_one_cloud_alone_serves_a_folder(tmp_path: Path) -> None:
    place = Place(tmp_path, "1")

    with place.locked(), pytest.raises(CannotRunError, match="another process serves"), place.locked():
        pass
    with place.locked():
        pass


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    ports = Place(tmp_path, "1").prepare()
    refuse_taken(ports)

    with socket.socket() as other:
        other.bind((HOST, ports.https))
        other.listen()
        with pytest.raises(CannotRunError, match=f"port {ports.https}, which is https in cloud.json, is taken"):
            refuse_taken(ports)


def test_each_task_has_an_address_of_its_subnet_and_a_port_of_this_machine() -> None:
    network = Network()
    joined = [network.join("10.0.2.0/28", 8000) for _ in range(11)]

    assert [address for address, _ in joined] == [f"10.0.2.{number}" for number in range(4, 15)]
    assert len({port for _, port in joined}) == 11
    assert network.where("10.0.2.5", 8000) == (HOST, joined[1][1])
    with pytest.raises(StopIteration):
        network.join("10.0.2.0/28", 8000)

    network.leave("10.0.2.5")
    assert network.where("10.0.2.5", 8000) is None
    assert network.join("10.0.2.0/28", 8000)[0] == "10.0.2.5"


def test_records_outlive_whoever_wrote_them(tmp_path: Path) -> None:
    store = Store(tmp_path / "records.json")
    store.put("budget", "b", {"limit": 2})
    store.put("budget", "a", {"limit": 1})
    store.put("budget", "c", {"limit": 3})
    store.drop("budget", "c")
    store.drop("budget", "never there")
    store.save()

    assert Store(tmp_path / "records.json").all("budget") == [{"limit": 1}, {"limit": 2}]
    assert store.all("other") == []
