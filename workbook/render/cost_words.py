"""The parts of a bill as people call them: AWS's services, with NAT gateways apart from the servers of EC2."""

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
    "AmazonEC2": Text(en="servers (EC2)", es="servidores (EC2)"),
    "AmazonEC2:NAT": Text(en="NAT gateways", es="puertas de enlace NAT"),
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
