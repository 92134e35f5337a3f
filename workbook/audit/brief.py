"""The demands of the brief, sentence by sentence: what the rules serve."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.lang import Text

DEMANDS: Mapping[str, Text] = {
    "one network": Text(
        en="The network is one VPC over two availability zones.",
        es="La red es una VPC sobre dos zonas de disponibilidad.",
    ),
    "subnets": Text(
        en="Each availability zone has a public and a private subnet.",
        es="Cada zona de disponibilidad tiene una subred pública y una privada.",
    ),
    "routing": Text(
        en="The VPC has an internet gateway and route tables.",
        es="La VPC tiene una puerta de enlace de internet y tablas de rutas.",
    ),
    "security groups": Text(
        en="Three security groups are chained: internet → load balancer → ECS → database.",
        es="Tres grupos de seguridad están encadenados: internet → balanceador de carga → ECS → base de datos.",
    ),
    "static site": Text(
        en="The React frontend is a static site in an S3 bucket, served by CloudFront.",
        es="El frontend de React es un sitio estático en un bucket de S3, servido por CloudFront.",
    ),
    "certificate": Text(
        en="CloudFront serves the frontend over HTTPS with an ACM certificate.",
        es="CloudFront sirve el frontend por HTTPS con un certificado de ACM.",
    ),
    "containers": Text(
        en="Django runs under Gunicorn in Docker containers on ECS Fargate.",
        es="Django funciona con Gunicorn en contenedores Docker sobre ECS Fargate.",
    ),
    "load balancer": Text(
        en="The backend stands behind an Application Load Balancer.",
        es="El backend está detrás de un Application Load Balancer.",
    ),
    "postgresql": Text(
        en="The database is RDS PostgreSQL.",
        es="La base de datos es RDS PostgreSQL.",
    ),
    "multi-az": Text(
        en="The database is deployed in several availability zones (Multi-AZ).",
        es="La base de datos se despliega en varias zonas de disponibilidad (Multi-AZ).",
    ),
    "backups": Text(
        en="Automatic backups of the database are on.",
        es="Las copias de seguridad automáticas de la base de datos están activadas.",
    ),
    "https": Text(
        en="HTTPS is forced everywhere (ACM, load balancer, CloudFront).",
        es="Se fuerza HTTPS en todas partes (ACM, balanceador de carga, CloudFront).",
    ),
    "database access": Text(
        en="The database can be reached from ECS only.",
        es="A la base de datos solo se llega desde ECS.",
    ),
    "least privilege": Text(
        en="IAM roles grant the least privilege.",
        es="Los roles de IAM conceden el mínimo privilegio.",
    ),
    "scale on cpu": Text(
        en="ECS scales automatically on CPU.",
        es="ECS escala automáticamente según la CPU.",
    ),
    "scale on memory": Text(
        en="ECS scales automatically on memory.",
        es="ECS escala automáticamente según la memoria.",
    ),
    "spikes": Text(
        en="Traffic spikes are handled.",
        es="Se atienden los picos de tráfico.",
    ),
    "availability": Text(
        en="The infrastructure is highly available.",
        es="La infraestructura tiene alta disponibilidad.",
    ),
    "registry": Text(
        en="GitHub Actions tests the code, builds the images and pushes them to ECR.",
        es="GitHub Actions prueba el código, construye las imágenes y las sube a ECR.",
    ),
    "deployment": Text(
        en="GitHub Actions deploys to ECS automatically.",
        es="GitHub Actions despliega en ECS automáticamente.",
    ),
    "application logs": Text(
        en="The logs of the application go to CloudWatch.",
        es="Los registros de la aplicación van a CloudWatch.",
    ),
    "ecs logs": Text(
        en="ECS is monitored in CloudWatch.",
        es="ECS se supervisa en CloudWatch.",
    ),
    "load balancer logs": Text(
        en="The logs of the load balancer go to CloudWatch.",
        es="Los registros del balanceador de carga van a CloudWatch.",
    ),
    "latency alarm": Text(
        en="An alarm reports high latency.",
        es="Una alarma avisa de una latencia alta.",
    ),
    "cpu and memory alarms": Text(
        en="Alarms report high use of CPU and memory.",
        es="Hay alarmas de uso alto de CPU y memoria.",
    ),
    "database alarms": Text(
        en="Alarms watch the database.",
        es="Hay alarmas que vigilan la base de datos.",
    ),
    "frontend name": Text(
        en="Route 53 holds a name for the frontend that leads to CloudFront.",
        es="Route 53 tiene un nombre para el frontend que lleva a CloudFront.",
    ),
    "api name": Text(
        en="Route 53 holds a name for the API that leads to the load balancer.",
        es="Route 53 tiene un nombre para la API que lleva al balanceador de carga.",
    ),
    "cost": Text(
        en="The infrastructure costs little.",
        es="La infraestructura cuesta poco.",
    ),
}


def good_practice(*, en: str, es: str) -> Text:
    """The requirement of a rule that the brief does not state: what goes wrong without it, and where people met it."""
    return Text(en=f"Good practice: {en}", es=f"Buena práctica: {es}")
