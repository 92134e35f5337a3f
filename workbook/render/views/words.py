"""Every word that the views put into a picture, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from workbook.graph.model import EdgeKind
from workbook.graph.queries import SubnetKind
from workbook.graph.types import Category
from workbook.lang import Text, same
from workbook.render.scene import LinkKind
from workbook.render.views.kinds import View

# Details below an item
ONE_TASK = Text(en="1 task", es="1 tarea")
TASKS = Text(en="{count} tasks", es="{count} tareas")
SCALES_ON = Text(en="scales on {metrics}", es="escala según {metrics}")
PRIVATE_BUCKET = Text(en="no public access", es="sin acceso público")
INTERNAL = Text(en="internal", es="interno")
SINGLE_ZONE = Text(en="in one zone only", es="en una sola zona")
SCAN_ON_PUSH = Text(en="scan on push", es="análisis al subir")
IMMUTABLE = Text(en="immutable tags", es="etiquetas inmutables")
FROM = Text(en="from {names}", es="de {names}")
KEPT = Text(en="kept {days} days", es="se guardan {days} días")
KEPT_ONE_DAY = Text(en="kept 1 day", es="se guardan 1 día")
SIZE = same("{cpu} vCPU, {memory} GB · {architecture}")
ALARMS_ON = Text(en="on {names}", es="sobre {names}")
BUDGET = Text(en="{amount} {unit} a month", es="{amount} {unit} al mes")
ENDPOINTS: Mapping[str, Text] = {
    "Gateway": Text(en="gateway for {services}", es="de puerta de enlace para {services}"),
    "Interface": Text(en="interface for {services}", es="de interfaz para {services}"),
}
CERTIFICATE = Text(en="certificate", es="certificado")
KMS_KEY = Text(en="KMS key", es="clave KMS")
WEB_ACL = Text(en="web ACL", es="ACL web")
ON_EVENT = Text(en="function on {event}", es="función en {event}")

SHORT_NAMES: Mapping[str, Text] = {
    "AWS::ElasticLoadBalancingV2::LoadBalancer": same("ALB"),
    "AWS::ElasticLoadBalancingV2::TargetGroup": same("ALB"),
    "AWS::CloudFront::Distribution": same("CloudFront"),
    "AWS::RDS::DBInstance": Text(en="database", es="base de datos"),
    "AWS::RDS::DBCluster": Text(en="database", es="base de datos"),
    "AWS::ECS::TaskDefinition": Text(en="tasks", es="tareas"),
    "AWS::ECS::Service": Text(en="tasks", es="tareas"),
    "AWS::ECS::Cluster": Text(en="cluster", es="clúster"),
    "AWS::EC2::VPC": same("VPC"),
    "AWS::EC2::FlowLog": Text(en="flow log", es="registro de flujo"),
    "AWS::Lambda::Function": same("Lambda"),
    "AWS::Events::Rule": Text(en="events", es="eventos"),
}
"""Names of types where they are listed in a line."""

# Names of items
APPLICATION_BALANCER = Text(en="Application Load Balancer", es="Application Load Balancer")
NETWORK_BALANCER = Text(en="Network Load Balancer", es="Network Load Balancer")
PRIMARY = Text(en="RDS primary", es="RDS primaria")
STANDBY = Text(en="RDS standby", es="RDS en espera")
SEVERAL = same("{count} × {name}")
MORE_TYPES = Text(en="{count} more of {types} types", es="{count} más de {types} tipos")
COUNTED: Mapping[str, Text] = {
    "AWS::CloudWatch::Alarm": Text(en="{count} alarms", es="{count} alarmas"),
    "AWS::Logs::LogGroup": Text(en="{count} log groups", es="{count} grupos de registros"),
    "AWS::SecretsManager::Secret": Text(en="{count} secrets", es="{count} secretos"),
    "AWS::Lambda::Function": Text(en="{count} Lambda functions", es="{count} funciones Lambda"),
    "AWS::S3::Bucket": Text(en="{count} S3 buckets", es="{count} buckets de S3"),
    "AWS::EC2::Instance": Text(en="{count} EC2 instances", es="{count} instancias EC2"),
    "AWS::EC2::VPCEndpoint": Text(en="{count} VPC endpoints", es="{count} puntos de enlace"),
    "AWS::SQS::Queue": Text(en="{count} SQS queues", es="{count} colas SQS"),
    "AWS::DynamoDB::Table": Text(en="{count} DynamoDB tables", es="{count} tablas DynamoDB"),
}
"""How several of a type are called where "n × name" would sound odd."""
ALONE: Mapping[str, Text] = {
    "AWS::Logs::LogGroup": same("CloudWatch Logs"),
    "AWS::SecretsManager::Secret": same("Secrets Manager"),
    "AWS::ECR::Repository": same("ECR"),
}
"""What a single resource of a type is called, where the service says more than the type."""

# Boxes
CLOUD = Text(en="AWS Cloud", es="Nube de AWS")
REGION = Text(en="Region {names}", es="Región {names}")
SOME_REGION = Text(en="Region: where it is deployed", es="Región: donde se despliegue")
VPC = same("VPC {range}")
OUTSIDE_VPC = Text(en="VPC outside this template", es="VPC ajena a esta plantilla")
ZONE = Text(en="Availability Zone {name}", es="Zona de disponibilidad {name}")
OPERATIONS = Text(en="Delivery and operations", es="Entrega y operación")
OTHERS = Text(en="Other resources", es="Otros recursos")
SUBNETS: Mapping[SubnetKind, Text] = {
    SubnetKind.PUBLIC: Text(en="Public subnet {range}", es="Subred pública {range}"),
    SubnetKind.PRIVATE: Text(en="Private subnet {range}", es="Subred privada {range}"),
    SubnetKind.ISOLATED: Text(en="Isolated subnet {range}", es="Subred aislada {range}"),
}

# Words along arrows
DNS = same("DNS")
SYNCHRONOUS = Text(en="synchronous replication", es="replicación síncrona")
IMAGE = Text(en="image", es="imagen")
PUSH_IMAGE = Text(en="push images", es="sube imágenes")
PUBLISH = Text(en="publish the site", es="publica el sitio")
SECRETS = Text(en="secrets", es="secretos")
LOGS = Text(en="logs", es="registros")

LEGEND: Mapping[LinkKind, Text] = {
    LinkKind.DATA: Text(en="request (data plane)", es="petición (plano de datos)"),
    LinkKind.LOOKUP: Text(en="DNS look-up", es="consulta DNS"),
    LinkKind.REPLICATION: Text(en="replication", es="replicación"),
    LinkKind.CONTROL: Text(
        en="control plane and outbound: images, secrets, logs, alarms",
        es="plano de control y salida: imágenes, secretos, registros, alarmas",
    ),
}

ROUTE_LEGEND: Mapping[LinkKind, Text] = {
    **LEGEND,
    LinkKind.DATA: Text(en="default route", es="ruta por omisión"),
    LinkKind.CONTROL: Text(en="route to one service or network", es="ruta a un solo servicio o red"),
}
RULE_LEGEND: Mapping[LinkKind, Text] = {
    **LEGEND,
    LinkKind.DATA: Text(en="may open connections to (ports)", es="puede abrir conexiones a (puertos)"),
    LinkKind.CONTROL: Text(en="may call out to (ports)", es="puede llamar hacia fuera (puertos)"),
}

# Details of security groups, roles and routes
LOCAL_ONLY = Text(en="only inside the VPC", es="solo dentro de la VPC")
ROUTE = same("{range}: {gateway}")
PROTECTS = Text(en="protects {names}", es="protege {names}")
PROTECTS_NOTHING = Text(en="protects nothing here", es="no protege nada aquí")
TRUSTS = Text(en="for {names}", es="para {names}")
ACTIONS = Text(en="{target}: {actions}", es="{target}: {actions}")
ACTION_COUNT = Text(en="{count} actions", es="{count} acciones")
EVERYTHING = Text(en="any resource", es="cualquier recurso")
MORE = Text(en="and {count} more", es="y {count} más")
BOOTSTRAP_ROLES = Text(en="CDK bootstrap roles", es="roles de arranque del CDK")
NO_GRANTS = Text(en="grants nothing itself", es="no concede nada por sí mismo")
ALL_TRAFFIC = Text(en="all traffic", es="todo el tráfico")
PERMISSIONS = Text(en="Roles and what they may do", es="Roles y lo que pueden hacer")
FIREWALLS = Text(en="Security groups", es="Grupos de seguridad")

WATCH_LEGEND: Mapping[LinkKind, Text] = {
    **LEGEND,
    LinkKind.DATA: Text(en="metrics to alarms, alarms to people", es="métricas a alarmas, alarmas a personas"),
    LinkKind.CONTROL: Text(en="writes logs to", es="escribe registros en"),
}
DELIVERY_LEGEND: Mapping[LinkKind, Text] = {
    **LEGEND,
    LinkKind.DATA: Text(en="step of a release", es="paso de un despliegue"),
    LinkKind.CONTROL: Text(en="what runs uses", es="lo que se ejecuta usa"),
}
DELIVERY_WORDS: Mapping[str, Text] = {
    "token": Text(en="OIDC token", es="token OIDC"),
    EdgeKind.ASSUMES: Text(en="assumes", es="asume"),
    EdgeKind.PULLS_FROM: Text(en="image", es="imagen"),
    EdgeKind.RUNS: Text(en="runs", es="ejecuta"),
    EdgeKind.INVOKES: Text(en="starts", es="inicia"),
    EdgeKind.READS: Text(en="reads", es="lee"),
    EdgeKind.WRITES: Text(en="writes", es="escribe"),
    EdgeKind.NOTIFIES: Text(en="notifies", es="notifica"),
    "ecr:Put": Text(en="pushes images", es="sube imágenes"),
    "s3:Put": Text(en="uploads files", es="sube archivos"),
    "cloudfront:CreateInvalidation": Text(en="invalidates", es="invalida"),
    "ecs:RunTask": Text(en="runs once", es="ejecuta una vez"),
    "ecs:UpdateService": Text(en="updates", es="actualiza"),
    "sts:AssumeRole": Text(en="deploys with", es="despliega con"),
}

EVERYTHING_LEGEND: Mapping[LinkKind, Text] = {
    **LEGEND,
    LinkKind.CONTROL: Text(en="is connected to", es="está conectado con"),
}
CATEGORIES: Mapping[Category, Text] = {
    Category.NETWORK: Text(en="Network", es="Red"),
    Category.COMPUTE: Text(en="Compute", es="Cómputo"),
    Category.DATABASE: Text(en="Databases", es="Bases de datos"),
    Category.STORAGE: Text(en="Storage", es="Almacenamiento"),
    Category.EDGE: Text(en="Edge and APIs", es="Borde y API"),
    Category.DNS: Text(en="Names", es="Nombres"),
    Category.SECURITY: Text(en="Security", es="Seguridad"),
    Category.IDENTITY: Text(en="Identity and permissions", es="Identidad y permisos"),
    Category.DELIVERY: Text(en="Delivery", es="Entrega"),
    Category.MONITORING: Text(en="Monitoring", es="Supervisión"),
    Category.INTEGRATION: Text(en="Messages and events", es="Mensajes y eventos"),
    Category.PLUMBING: Text(en="Settings and connections", es="Ajustes y conexiones"),
}
NO_RESOURCES = Text(en="No resources", es="Ningún recurso")
NOTHING_HERE = Text(
    en="Nothing in this template has a place of its own in this view, so all resources are shown by kind.",
    es="Nada de esta plantilla tiene lugar propio en esta vista, así que se muestran todos los recursos por clase.",
)

# Title and footer
SUBTITLE_PROFILE = Text(en="profile {profile}: {title}", es="perfil {profile}: {title}")
SUBTITLE_SOURCE = Text(en="source {name}", es="fuente {name}")
STACKS = (Text(en="{count} stack", es="{count} pila"), Text(en="{count} stacks", es="{count} pilas"))
COUNTS = same("{stacks}, {resources}")
SNAPSHOT = Text(en="snapshot {digest}", es="instantánea {digest}")
FOOTER = Text(
    en="Resources drawn or part of something drawn: {drawn} of {total}. Not drawn: {omissions}.",
    es="Recursos dibujados o que son parte de algo dibujado: {drawn} de {total}. Sin dibujar: {omissions}.",
)
FOOTER_ALL = Text(
    en="All {total} resources are drawn or belong to something drawn.",
    es="Los {total} recursos están dibujados o son parte de algo dibujado.",
)
FOOTER_ONE = Text(en="The one resource is drawn.", es="El único recurso está dibujado.")
FOOTER_VIEW = Text(
    en="Resources with a part in this view: {drawn} of {total}.",
    es="Recursos que intervienen en esta vista: {drawn} de {total}.",
)
OMITTED = same("{reason}\u00a0{count}")

VERBS: Mapping[EdgeKind, Text] = {
    EdgeKind.READS: Text(en="reads", es="lee"),
    EdgeKind.WRITES: Text(en="writes", es="escribe"),
    EdgeKind.INVOKES: Text(en="invokes", es="invoca"),
    EdgeKind.NOTIFIES: Text(en="notifies", es="notifica"),
}
"""What an arrow says where it has no port."""

VIEW_NAMES: Mapping[View, Text] = {
    View.OVERVIEW: Text(en="overview", es="vista general"),
    View.NETWORK: Text(en="network", es="red"),
    View.SECURITY: Text(en="security", es="seguridad"),
    View.DELIVERY: Text(en="delivery", es="entrega"),
    View.OBSERVABILITY: Text(en="observability", es="observabilidad"),
    View.COST: Text(en="cost", es="coste"),
}
"""What each view is called; the command line knows it by its English name."""

TITLES: Mapping[View, Text] = {
    View.OVERVIEW: Text(en="{subject} on AWS", es="{subject} en AWS"),
    View.NETWORK: Text(en="{subject} on AWS: network", es="{subject} en AWS: red"),
    View.SECURITY: Text(
        en="{subject} on AWS: who may talk to whom", es="{subject} en AWS: quién puede hablar con quién"
    ),
    View.DELIVERY: Text(en="{subject} on AWS: from commit to service", es="{subject} en AWS: del commit al servicio"),
    View.OBSERVABILITY: Text(
        en="{subject} on AWS: logs, alarms and costs", es="{subject} en AWS: registros, alarmas y costes"
    ),
    View.COST: Text(en="{subject} on AWS: what it costs a month", es="{subject} en AWS: cuánto cuesta al mes"),
}
