"""The names of AWS's services on a bill, as people say them."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.lang import Lang, Text, quantity, same

SERVICES: Mapping[str, Text] = {
    "": Text(en="everything else", es="todo lo demás"),
    "AWSDataTransfer": Text(en="data transfer", es="transferencia de datos"),
    "AWSELB": Text(en="load balancer", es="balanceador"),
    "AWSSecretsManager": same("Secrets Manager"),
    "AmazonCloudFront": same("CloudFront"),
    "AmazonCloudWatch": same("CloudWatch"),
    "AmazonEC2": Text(en="NAT and EC2", es="NAT y EC2"),
    "AmazonECR": same("ECR"),
    "AmazonECS": Text(en="tasks (Fargate)", es="tareas (Fargate)"),
    "AmazonRDS": Text(en="database (RDS)", es="base de datos (RDS)"),
    "AmazonRoute53": same("Route 53"),
    "AmazonS3": same("S3"),
    "AmazonSNS": same("SNS"),
    "AmazonVPC": Text(en="addresses and endpoints", es="direcciones y puntos de enlace"),
    "AWSLambda": same("Lambda"),
    "AmazonApiGateway": same("API Gateway"),
    "AmazonLightsail": same("Lightsail"),
    "awskms": same("KMS"),
    "awswaf": same("WAF"),
}


def amount(quantity_: float, unit: str, lang: Lang) -> str:
    """A quantity with the unit of its price, in the words of people; a unit that is not known stays as it is."""
    one, many = UNITS.get(unit, (same(unit), same(unit)))
    return f"{quantity(quantity_)[lang]} {(one if quantity_ == 1 else many)[lang]}"


UNITS: Mapping[str, tuple[Text, Text]] = {
    "ACU-hour": (same("ACU-h"), same("ACU-h")),
    "FQDN": (Text(en="name", es="nombre"), Text(en="names", es="nombres")),
    "GB": (same("GB"), same("GB")),
    "GB-hour": (same("GB-h"), same("GB-h")),
    "GB-month": (same("GB"), same("GB")),
    "GB-second": (same("GB-s"), same("GB-s")),
    "IOPS-month": (same("IOPS"), same("IOPS")),
    "LCU-hour": (same("LCU-h"), same("LCU-h")),
    "MiBps-month": (same("MiB/s"), same("MiB/s")),
    "NLCU-hour": (same("NLCU-h"), same("NLCU-h")),
    "acl-month": (same("ACL"), Text(en="ACLs", es="ACL")),
    "alarm-metric-month": (Text(en="metric", es="métrica"), Text(en="metrics", es="métricas")),
    "alarm-month": (Text(en="alarm", es="alarma"), Text(en="alarms", es="alarmas")),
    "dashboard-month": (Text(en="dashboard", es="panel"), Text(en="dashboards", es="paneles")),
    "hour": (same("h"), same("h")),
    "invocation": (Text(en="run", es="ejecución"), Text(en="runs", es="ejecuciones")),
    "key-month": (Text(en="key", es="clave"), Text(en="keys", es="claves")),
    "metric": (Text(en="metric", es="métrica"), Text(en="metrics", es="métricas")),
    "metric-month": (Text(en="metric", es="métrica"), Text(en="metrics", es="métricas")),
    "month": (Text(en="month", es="mes"), Text(en="months", es="meses")),
    "notification": (Text(en="message", es="mensaje"), Text(en="messages", es="mensajes")),
    "once per term": (Text(en="time", es="vez"), Text(en="times", es="veces")),
    "path": (Text(en="path", es="ruta"), Text(en="paths", es="rutas")),
    "query": (Text(en="query", es="consulta"), Text(en="queries", es="consultas")),
    "request": (Text(en="request", es="petición"), Text(en="requests", es="peticiones")),
    "rule-month": (Text(en="rule", es="regla"), Text(en="rules", es="reglas")),
    "secret-month": (Text(en="secret", es="secreto"), Text(en="secrets", es="secretos")),
    "vCPU-hour": (same("vCPU-h"), same("vCPU-h")),
    "zone-month": (Text(en="zone", es="zona"), Text(en="zones", es="zonas")),
}
"""Units of prices for one and for many of them; a month is what every quantity is for, so it is not said."""
