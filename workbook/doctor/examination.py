"""Everything that is looked for, with how to get it, and the examination itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook.doctor import project
from workbook.doctor.machine import Machine
from workbook.doctor.model import Check, DoctorReport, Platform, Status
from workbook.doctor.programs import (
    Look,
    look_for_cdk,
    look_for_credentials,
    look_for_environment,
    look_for_node,
    look_for_python,
    program,
)
from workbook.lang import Text, same


def examine(machine: Machine | None = None) -> DoctorReport:
    """Look for everything that the workbook needs on this machine; changes nothing and asks no network."""
    here = machine or Machine.this()
    return DoctorReport(tuple(thing.examine(here) for thing in THINGS))


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing to look for; `needed` is False where nothing here uses it yet."""

    id: str
    title: Text
    look: Look
    remedies: Mapping[Platform, Text] = field(hash=False)
    needed: bool = True

    def examine(self, machine: Machine) -> Check:
        """Look once; remedies stand only where the thing is not there."""
        found = self.look(machine)
        absent = Status.MISSING if self.needed else Status.OPTIONAL
        status = Status.OK if found.there else absent
        return Check(self.id, self.title, status, found.words, {} if found.there else self.remedies)


def _on(debian: str, macos: str, conda: str, windows: str | None = None) -> Mapping[Platform, Text]:
    """Commands that read alike in both languages; Windows means WSL, thus Debian's unless said otherwise."""
    commands = {"debian": debian, "macos": macos, "windows": windows or debian, "conda": conda}
    return {Platform(name): same(command) for name, command in commands.items()}


def _everywhere(remedy: Text) -> Mapping[Platform, Text]:
    return dict.fromkeys(Platform, remedy)


_SETUP = {**_everywhere(same("make setup")), Platform.CONDA: same("conda env update -f environment.yml")}
_RESTORE = _everywhere(same("git restore workbook/render/fonts"))
_SYNTH = _everywhere(same("make synth"))
_CLONE_ELSEWHERE = _everywhere(
    Text(
        en="clone into a folder of your own; in WSL, below your home and not below /mnt/c",
        es="clone en una carpeta propia; en WSL, dentro de su carpeta personal y no en /mnt/c",
    )
)
_FREE_SPACE = _everywhere(
    Text(
        en="make clean; then empty caches that grew, such as that of uv: .venv/bin/uv cache prune",
        es="make clean; después vacíe cachés que hayan crecido, como la de uv: .venv/bin/uv cache prune",
    )
)

THINGS = (
    Thing(
        "python",
        same("Python ≥ 3.11"),
        look_for_python,
        _on(
            debian="sudo apt install python3 python3-venv",
            macos="brew install python@3.13",
            conda="conda create -n workbook -c conda-forge python=3.13",
            windows="wsl --install Debian; sudo apt install python3 python3-venv",
        ),
    ),
    Thing(
        "environment",
        Text(en="Environment of its own", es="Entorno propio"),
        look_for_environment,
        _on(
            debian="sudo apt install python3-venv && make setup",
            macos="make setup",
            conda="conda env create -f environment.yml && conda activate architecture-workbook",
        ),
    ),
    Thing(
        "git",
        same("git"),
        program("git"),
        _on(debian="sudo apt install git", macos="xcode-select --install", conda="conda install -c conda-forge git"),
    ),
    Thing(
        "make",
        same("make"),
        program("make"),
        _on(debian="sudo apt install make", macos="xcode-select --install", conda="conda install -c conda-forge make"),
    ),
    Thing(
        "packages",
        Text(en="Python packages of the lock", es="Paquetes de Python del archivo de bloqueo"),
        project.look_for_packages,
        _SETUP,
    ),
    Thing(
        "kernel",
        Text(en="Jupyter kernel", es="Núcleo de Jupyter"),
        project.look_for_kernel,
        _SETUP,
    ),
    Thing(
        "engine",
        Text(en="Graphviz engine and rasteriser", es="Motor Graphviz y rasterizador"),
        project.look_for_engine,
        _SETUP,
    ),
    Thing("fonts", Text(en="Fonts", es="Fuentes"), project.look_for_fonts, _RESTORE),
    Thing(
        "snapshots",
        Text(en="Synthesized templates", es="Plantillas sintetizadas"),
        project.look_for_snapshots,
        _SYNTH,
    ),
    Thing(
        "node",
        Text(en="Node ≥ 22, for make synth", es="Node ≥ 22, para make synth"),
        look_for_node,
        _SETUP,
    ),
    Thing(
        "cdk",
        Text(en="CDK command line, for make synth", es="Línea de órdenes de CDK, para make synth"),
        look_for_cdk,
        _SETUP,
    ),
    Thing(
        "writable",
        Text(en="Permission to write here", es="Permiso para escribir aquí"),
        project.look_whether_writable,
        _CLONE_ELSEWHERE,
    ),
    Thing(
        "space",
        Text(en="Space on the disk", es="Espacio en el disco"),
        project.look_for_space,
        _FREE_SPACE,
    ),
    Thing(
        "docker",
        Text(en="Docker, to build the image of the app", es="Docker, para construir la imagen de la aplicación"),
        program("docker"),
        _on(
            debian="sudo apt install docker.io",
            macos="brew install --cask docker",
            conda="sudo apt install docker.io",
            windows="winget install Docker.DockerDesktop",
        ),
        needed=False,
    ),
    Thing(
        "postgresql",
        Text(
            en="PostgreSQL client, to look into the database", es="Cliente de PostgreSQL, para mirar la base de datos"
        ),
        program("psql"),
        _on(
            debian="sudo apt install postgresql-client",
            macos="brew install libpq",
            conda="conda install -c conda-forge postgresql",
        ),
        needed=False,
    ),
    Thing(
        "aws",
        Text(en="AWS command line, to deploy", es="Línea de órdenes de AWS, para desplegar"),
        program("aws"),
        _on(debian="sudo apt install awscli", macos="brew install awscli", conda="conda install -c conda-forge awscli"),
        needed=False,
    ),
    Thing(
        "credentials",
        Text(en="AWS credentials, to deploy", es="Credenciales de AWS, para desplegar"),
        look_for_credentials,
        _everywhere(same("aws configure sso")),
        needed=False,
    ),
)
