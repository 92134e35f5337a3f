"""What the starter profile saves on, and the guarantee that each saving gives up.

The texts travel in the metadata of the stack concerned, under `Workbook::Savings`, so that a reader of the template
alone learns them.
"""

from __future__ import annotations

from dataclasses import dataclass

from inventory_infra.words import Words


@dataclass(frozen=True, slots=True)
class Saving:
    """One thing that is bought smaller, with its price in safety; `fields` are those of the profile that it sets.

    `rules` are the ids of the rules of the audit that it breaks (docs/reference/rules.md).
    """

    stack: str
    fields: tuple[str, ...]
    saving: Words
    gives_up: Words
    undo: Words
    rules: tuple[str, ...] = ()

    def as_metadata(self) -> dict[str, object]:
        """The form that it takes in template metadata."""
        return {
            "fields": list(self.fields),
            "saving": self.saving.as_metadata(),
            "gives_up": self.gives_up.as_metadata(),
            "undo": self.undo.as_metadata(),
            "rules": list(self.rules),
        }


STARTER_SAVINGS = (
    Saving(
        stack="Network",
        fields=("nat_gateways",),
        rules=("NET-09",),
        saving=Words(
            en="One NAT gateway serves both availability zones.",
            es="Una sola puerta de enlace NAT atiende a las dos zonas de disponibilidad.",
        ),
        gives_up=Words(
            en="When its zone is lost, tasks in the other zone keep serving, but none can start or reach another"
            " service of AWS until the NAT gateway is back.",
            es="Si se pierde su zona, las tareas de la otra siguen atendiendo, pero ninguna puede arrancar ni llegar a"
            " otro servicio de AWS hasta que la puerta de enlace NAT vuelva.",
        ),
        undo=Words(
            en="Set nat_gateways to 2, one for each zone.",
            es="Ponga nat_gateways en 2, una para cada zona.",
        ),
    ),
    Saving(
        stack="Network",
        fields=("flow_log_traffic",),
        saving=Words(
            en="Flow logs record rejected traffic only.",
            es="Los registros de flujo guardan solo el tráfico rechazado.",
        ),
        gives_up=Words(
            en="Accepted connections leave no trace, so an investigation cannot tell who talked to whom.",
            es="Las conexiones aceptadas no dejan rastro: una investigación no puede saber quién habló con quién.",
        ),
        undo=Words(en="Set flow_log_traffic to ALL.", es="Ponga flow_log_traffic en ALL."),
    ),
    Saving(
        stack="Data",
        fields=("database.multi_az",),
        rules=("DB-02",),
        saving=Words(
            en="The database runs in one availability zone, without a standby.",
            es="La base de datos se ejecuta en una sola zona de disponibilidad, sin réplica en espera.",
        ),
        gives_up=Words(
            en="There is no automatic failover: after the loss of its host or zone, the database comes back only when"
            " AWS repairs it or it is restored from a backup, and patches interrupt the service.",
            es="No hay conmutación por error automática: si se pierde su servidor o su zona, la base de datos vuelve"
            " solo cuando AWS la repara o se restaura de una copia, y los parches interrumpen el servicio.",
        ),
        undo=Words(
            en="Set database.multi_az to true; RDS adds the standby without an interruption.",
            es="Ponga database.multi_az en true; RDS añade la réplica en espera sin interrupción.",
        ),
    ),
    Saving(
        stack="Data",
        fields=("database.instance_class", "database.memory_gib", "database.max_connections"),
        saving=Words(
            en="The database has 1 GiB of memory instead of 2.",
            es="La base de datos tiene 1 GiB de memoria en lugar de 2.",
        ),
        gives_up=Words(
            en="Large reports read from disk instead of memory, and about 80 connections are the limit.",
            es="Los informes grandes leen del disco y no de la memoria, y el límite es de unas 80 conexiones.",
        ),
        undo=Words(
            en="Set database.instance_class to t4g.small, with its memory_gib and max_connections; the change restarts"
            " the database.",
            es="Ponga database.instance_class en t4g.small, con sus memory_gib y max_connections; el cambio reinicia la"
            " base de datos.",
        ),
    ),
    Saving(
        stack="Data",
        fields=("database.backup_days",),
        saving=Words(
            en="Automatic backups are kept for 7 days instead of 14.",
            es="Las copias automáticas se guardan 7 días en lugar de 14.",
        ),
        gives_up=Words(
            en="A mistake that is found after more than a week cannot be undone from a backup.",
            es="Un error descubierto después de más de una semana no se puede deshacer desde una copia.",
        ),
        undo=Words(en="Set database.backup_days to 14.", es="Ponga database.backup_days en 14."),
    ),
    Saving(
        stack="Data",
        fields=("database.os_metrics_seconds",),
        saving=Words(
            en="Enhanced monitoring of the database is off.",
            es="La supervisión mejorada de la base de datos está desactivada.",
        ),
        gives_up=Words(
            en="Processes and memory of the database's operating system cannot be looked at.",
            es="No se pueden ver los procesos ni la memoria del sistema operativo de la base de datos.",
        ),
        undo=Words(en="Set database.os_metrics_seconds to 60.", es="Ponga database.os_metrics_seconds en 60."),
    ),
    Saving(
        stack="Service",
        fields=("tasks.cpu", "tasks.memory_mib", "tasks.maximum", "tasks.requests_per_minute", "busy_minimum"),
        saving=Words(
            en="Each task has a quarter of a vCPU and 512 MiB, and at most 4 tasks run.",
            es="Cada tarea tiene un cuarto de vCPU y 512 MiB, y se ejecutan como máximo 4.",
        ),
        gives_up=Words(
            en="Start and slow requests take longer, and a load beyond about 200 requests per second is not carried.",
            es="El arranque y las peticiones pesadas tardan más, y no se soporta una carga mayor de unas 200 peticiones"
            " por segundo.",
        ),
        undo=Words(
            en="Set tasks.cpu to 512, tasks.memory_mib to 1024, tasks.requests_per_minute to 3000 and tasks.maximum"
            " to 6.",
            es="Ponga tasks.cpu en 512, tasks.memory_mib en 1024, tasks.requests_per_minute en 3000 y tasks.maximum"
            " en 6.",
        ),
    ),
    Saving(
        stack="Service",
        fields=("tasks.metric_seconds",),
        rules=("SCALE-11",),
        saving=Words(
            en="CPU and memory of the service are measured every 60 seconds, which is free, instead of every 20.",
            es="La CPU y la memoria del servicio se miden cada 60 segundos, que es gratis, y no cada 20.",
        ),
        gives_up=Words(
            en="A spike makes the service grow after about six minutes instead of one and a half.",
            es="Un pico hace crecer el servicio tras unos seis minutos, y no tras un minuto y medio.",
        ),
        undo=Words(en="Set tasks.metric_seconds to 20.", es="Ponga tasks.metric_seconds en 20."),
    ),
    Saving(
        stack="Service",
        fields=("container_insights",),
        rules=("MON-04",),
        saving=Words(en="Container Insights is off.", es="Container Insights está desactivado."),
        gives_up=Words(
            en="Metrics exist for the service only, not for each task, and the alarm on missing tasks counts healthy"
            " targets instead of comparing running with desired tasks.",
            es="Solo hay métricas del servicio, no de cada tarea, y la alarma de tareas faltantes cuenta destinos sanos"
            " en vez de comparar las tareas en marcha con las deseadas.",
        ),
        undo=Words(en="Set container_insights to true.", es="Ponga container_insights en true."),
    ),
    Saving(
        stack="Service",
        fields=("application_log_days", "traffic_log_days", "keep_logs"),
        saving=Words(
            en="Application logs are kept for 14 days, traffic logs for 7, and both go when the stack goes.",
            es="Los registros de la aplicación se guardan 14 días, los de tráfico 7, y ambos desaparecen con la pila.",
        ),
        gives_up=Words(
            en="An incident older than two weeks cannot be reconstructed from the logs.",
            es="Un incidente de hace más de dos semanas no se puede reconstruir con los registros.",
        ),
        undo=Words(
            en="Set application_log_days to 90, traffic_log_days to 30 and keep_logs to true.",
            es="Ponga application_log_days en 90, traffic_log_days en 30 y keep_logs en true.",
        ),
    ),
    Saving(
        stack="Edge",
        fields=("every_edge_location",),
        saving=Words(
            en="CloudFront serves from the locations of its lowest price class: North America, Europe and Israel.",
            es="CloudFront sirve desde las ubicaciones de su clase de precio más baja: Norteamérica, Europa e Israel.",
        ),
        gives_up=Words(
            en="Users elsewhere, South America included, load the page from a more distant location.",
            es="Los usuarios de otros lugares, también de Sudamérica, cargan la página desde una ubicación más lejana.",
        ),
        undo=Words(en="Set every_edge_location to true.", es="Ponga every_edge_location en true."),
    ),
)
