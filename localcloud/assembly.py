"""Puts the parts together; imported after the environment is set that the emulator reads while it is imported."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from hypercorn.config import Config
from ministack import app as emulator
from ministack.core import persistence

from localcloud import origin
from localcloud.apis import Apis
from localcloud.authority import Authority
from localcloud.balancer import Balancer
from localcloud.database import Databases
from localcloud.edge import Asgi, Edge, EdgeConfig, Receive, Scope, Send
from localcloud.health import Register
from localcloud.logs import access
from localcloud.measures.publisher import Publisher
from localcloud.monitoring import actions, definitions, filters, insights
from localcloud.monitoring.alarms import Alarms
from localcloud.names import Names
from localcloud.network import Network
from localcloud.objects import Objects
from localcloud.place import HOST, Machine, Place, Ports
from localcloud.resources.all import register
from localcloud.rollout import Rollout
from localcloud.saving import Saver
from localcloud.scaling.scaler import Scaler
from localcloud.store import Store
from localcloud.tasks.definitions import keep_inner_names
from localcloud.tasks.engine import Containers, Differences, Engine
from localcloud.tasks.images import Images
from localcloud.tasks.leftovers import end_leftovers
from localcloud.tasks.process import Container
from localcloud.tasks.revisions import keep_revisions
from localcloud.traffic import Traffic


@dataclass(frozen=True, slots=True)
class Cloud:
    """What is served, how, and how it ends."""

    application: Asgi
    config: Config
    saver: Saver
    stop: Callable[[], None]


def assemble(place: Place, ports: Ports, machine: Machine) -> Cloud:
    """The whole of it, with every part in its place."""
    for folder in (place.emulator, place.images, place.tasks):
        folder.mkdir(exist_ok=True)
    end_leftovers(place.tasks)
    store = Store(place.folder / "records.json")
    register(store)
    alarms = _monitor()
    authority, network = Authority(place.authority), Network()
    databases = Databases(place, authority, machine.python, machine.application)
    databases.install()
    access.install()
    balancer = Balancer(network, Traffic(), Register(network))
    balancer.install()
    origin.install()
    keep_inner_names()
    keep_revisions()
    rollout = Rollout(balancer)
    rollout.install()
    images = Images(place.images)
    differences = Differences(HOST, authority.certificate_file)
    containers = Containers(place, network, images, differences, machine.python)
    Engine(containers, images).install()
    Publisher(balancer, containers, databases, then=[lambda _: alarms.judge_all(), Scaler(store).act]).install()

    def stop() -> None:
        rollout.cease()
        with ThreadPoolExecutor() as pool:  # each takes its time for the requests that it has
            list(pool.map(Container.stop, containers.all()))
        databases.stop_all()

    application = _application(ports, Apis(store, emulator.app), databases.start_again)
    objects = Objects()
    objects.install()
    saver = Saver(place.emulator, place.reserve, [store, objects], emulator._build_persistence_save_dict, _encoded)
    emulator.save_all = lambda _: saver.save(is_last=True)
    return Cloud(application, _config(ports, authority), saver, stop)


def _monitor() -> Alarms:
    """Logs that can be asked, metrics that are made of them, and alarms that judge and tell."""
    actions.install()
    alarms = Alarms()
    alarms.install()
    definitions.keep_whole()
    filters.install(alarms)
    insights.install()
    return alarms


def _application(ports: Ports, apis: Asgi, resume: Callable[[], None]) -> Asgi:
    edge = Edge(Names(ports.http, ports.https), emulator.app)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_when_resumed(message: Any) -> None:
            if message["type"] == "lifespan.startup.complete":  # by now the emulator has its state again
                await asyncio.to_thread(resume)
            await send(message)

        if scope["type"] != "http":
            await emulator.app(scope, receive, send_when_resumed)
            return
        is_api = (scope.get("server") or ("", 0))[1] == ports.api
        await (apis if is_api else edge)(scope, receive, send)

    return serve


def _encoded(service: str, state: Any) -> bytes:
    """As the emulator reads it when it starts."""
    whole = {"__ministack_format__": persistence._state_format_version(service), "payload": state}
    return json.dumps(whole, default=persistence._json_default).encode()


def _config(ports: Ports, authority: Authority) -> Config:
    config = EdgeConfig()
    config.authority = authority
    config.bind = [f"{HOST}:{ports.https}"]
    config.insecure_bind = [f"{HOST}:{ports.api}", f"{HOST}:{ports.http}"]
    certificate, key = authority.sign("localhost")
    config.certfile, config.keyfile = str(certificate), str(key)
    config.keep_alive_timeout = 75
    config.keep_alive_max_requests = sys.maxsize  # a load balancer ends no connection for having been used
    config.graceful_timeout = 1
    config.loglevel = "WARNING"
    config.include_server_header = False
    return config
