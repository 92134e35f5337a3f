"""The names of AWS's services on a bill, as people say them."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.lang import Text, same

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

UNITS: Mapping[str, Text] = {
    "ACU-hour": same("ACU-h"),
    "FQDN": Text(en="names", es="nombres"),
    "GB": same("GB"),
    "GB-hour": same("GB-h"),
    "GB-month": Text(en="GB-months", es="GB-mes"),
    "GB-second": same("GB-s"),
    "IOPS-month": same("IOPS"),
    "LCU-hour": same("LCU-h"),
    "MiBps-month": same("MiB/s"),
    "NLCU-hour": same("NLCU-h"),
    "acl-month": Text(en="ACLs", es="ACL"),
    "alarm-metric-month": Text(en="metrics", es="métricas"),
    "alarm-month": Text(en="alarms", es="alarmas"),
    "dashboard-month": Text(en="dashboards", es="paneles"),
    "hour": same("h"),
    "invocation": Text(en="runs", es="ejecuciones"),
    "key-month": Text(en="keys", es="claves"),
    "metric": Text(en="metrics", es="métricas"),
    "metric-month": Text(en="metrics", es="métricas"),
    "month": Text(en="months", es="meses"),
    "notification": Text(en="messages", es="mensajes"),
    "once per term": Text(en="times", es="veces"),
    "path": Text(en="paths", es="rutas"),
    "query": Text(en="queries", es="consultas"),
    "request": Text(en="requests", es="peticiones"),
    "rule-month": Text(en="rules", es="reglas"),
    "secret-month": Text(en="secrets", es="secretos"),
    "vCPU-hour": same("vCPU-h"),
    "zone-month": Text(en="zones", es="zonas"),
}
"""Units of prices in the plural, where a month is what every quantity is for."""
