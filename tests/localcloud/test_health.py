from __future__ import annotations

from localcloud.health import Register
from localcloud.network import Network

GROUP = {"HealthyThresholdCount": 2, "UnhealthyThresholdCount": 2}


def note(register: Register, address: str, *, is_well: bool, times: int = 1) -> str:
    for _ in range(times):
        register.of(("group", address, 8000)).note(is_well=is_well, group=GROUP, reason="Target.Timeout")
    return register.of(("group", address, 8000)).state


def test_the_first_probe_that_passes_decides_and_later_ones_need_a_row() -> None:
    network = Network()
    register, (address, _) = Register(network), network.join("10.0.0.0/24", 8000)

    assert note(register, address, is_well=True) == "healthy"
    assert note(register, address, is_well=False) == "healthy"
    assert note(register, address, is_well=False) == "unhealthy"
    assert note(register, address, is_well=True) == "unhealthy"
    assert note(register, address, is_well=True) == "healthy"


def test_a_process_does_not_inherit_the_health_of_the_one_that_had_its_address() -> None:
    network = Network()
    register, (address, _) = Register(network), network.join("10.0.0.0/24", 8000)
    assert note(register, address, is_well=False, times=2) == "unhealthy"

    network.leave(address)
    assert note(register, address, is_well=False) == "unhealthy"  # of one that is gone, it stays what was known

    again, _ = network.join("10.0.0.0/24", 8000)
    assert again == address
    assert register.of(("group", address, 8000)).state == "initial"


def test_a_target_that_nothing_stood_behind_yet_begins_anew_with_its_process() -> None:
    network = Network()
    register = Register(network)
    assert note(register, "10.0.0.4", is_well=False, times=2) == "unhealthy"

    assert network.join("10.0.0.0/24", 8000)[0] == "10.0.0.4"
    assert register.of(("group", "10.0.0.4", 8000)).state == "initial"


def test_a_target_that_was_taken_out_is_forgotten() -> None:
    register = Register(Network())
    assert note(register, "10.0.0.4", is_well=False, times=2) == "unhealthy"
    kept = register.of(("group", "10.0.0.5", 8000))

    register.keep([("group", "10.0.0.5", 8000)])

    assert register.of(("group", "10.0.0.5", 8000)) is kept
    assert register.of(("group", "10.0.0.4", 8000)).state == "initial"
