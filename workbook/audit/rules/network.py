"""Rules about the network: zones, subnets, routes and the chain of security groups."""

from __future__ import annotations

from workbook.audit import chain, egress, network, tiers
from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import Group, Rule
from workbook.audit.predicates import every
from workbook.lang import Text

RULES = (
    Rule(
        "NET-01",
        Group.NETWORK,
        title=Text(en="One VPC holds the whole application", es="Una sola VPC contiene toda la aplicación"),
        requirement=DEMANDS["one network"],
        why=Text(
            en="Security groups can name each other only inside one VPC; across two, address ranges would have to be "
            "opened.",
            es="Los grupos de seguridad solo pueden nombrarse entre sí dentro de una VPC; entre dos habría que abrir "
            "rangos de direcciones.",
        ),
        fix=Text(
            en="Put the subnets of load balancer, tasks and database into one `AWS::EC2::VPC`.",
            es="Ponga las subredes del balanceador, las tareas y la base de datos en una sola `AWS::EC2::VPC`.",
        ),
        findings=network.share_a_vpc(tiers.LOAD_BALANCERS, tiers.SERVICES, tiers.DATABASES),
    ),
    Rule(
        "NET-02",
        Group.NETWORK,
        title=Text(en="The VPC spans two availability zones", es="La VPC abarca dos zonas de disponibilidad"),
        requirement=DEMANDS["one network"],
        why=Text(
            en="A zone is one or more data centres that can fail together; what stands in one zone only is down with "
            "it.",
            es="Una zona es uno o más centros de datos que pueden fallar juntos; lo que está en una sola zona cae con "
            "ella.",
        ),
        fix=Text(
            en="Give the VPC subnets in two zones or more (`AvailabilityZone` of each subnet).",
            es="Dé a la VPC subredes en dos zonas o más (`AvailabilityZone` de cada subred).",
        ),
        findings=every(tiers.VPCS, network.spans_two_zones),
    ),
    Rule(
        "NET-03",
        Group.NETWORK,
        title=Text(
            en="Each zone has a public and a private subnet", es="Cada zona tiene una subred pública y una privada"
        ),
        requirement=DEMANDS["subnets"],
        why=Text(
            en="Only the load balancer and NAT need addresses that the internet can reach; everything else is safer "
            "where no route leads in. A subnet is public when its route table leads to an internet gateway, whatever "
            "it is called.",
            es="Solo el balanceador y NAT necesitan direcciones accesibles desde internet; todo lo demás está más "
            "seguro donde no entra ninguna ruta. Una subred es pública cuando su tabla de rutas lleva a una puerta de "
            "enlace de internet, se llame como se llame.",
        ),
        fix=Text(
            en="Add the missing subnet and associate it with a route table of its kind.",
            es="Añada la subred que falta y asóciela a una tabla de rutas de su clase.",
        ),
        findings=every(tiers.VPCS, network.each_zone_has_both),
    ),
    Rule(
        "NET-04",
        Group.NETWORK,
        title=Text(
            en="A route table leads to an attached internet gateway",
            es="Una tabla de rutas lleva a una puerta de enlace de internet unida a la VPC",
        ),
        requirement=DEMANDS["routing"],
        why=Text(
            en="Without the attachment or the route no request arrives and no answer leaves, and nothing reports an "
            "error.",
            es="Sin la unión o sin la ruta no llega ninguna petición ni sale ninguna respuesta, y nada da un error.",
        ),
        fix=Text(
            en="Attach an internet gateway (`AWS::EC2::VPCGatewayAttachment`) and route `0.0.0.0/0` of the public "
            "subnets to it.",
            es="Asocie a la VPC una puerta de enlace de internet (`AWS::EC2::VPCGatewayAttachment`) y dirija a ella "
            "`0.0.0.0/0` desde las subredes públicas.",
        ),
        findings=every(tiers.VPCS, network.has_internet_gateway),
    ),
    Rule(
        "NET-05",
        Group.NETWORK,
        title=Text(
            en="The public load balancer stands in public subnets of two zones",
            es="El balanceador público está en subredes públicas de dos zonas",
        ),
        requirement=DEMANDS["availability"],
        why=Text(
            en="A load balancer answers from the zones of its subnets; in a private subnet its addresses lead nowhere "
            "and a part of the requests times out.",
            es="Un balanceador responde desde las zonas de sus subredes; en una subred privada sus direcciones no "
            "llevan a ninguna parte y parte de las peticiones agota el tiempo de espera.",
        ),
        fix=Text(
            en="List one public subnet of each zone in `Subnets`.",
            es="Ponga en `Subnets` una subred pública de cada zona.",
        ),
        findings=every(tiers.PUBLIC_LOAD_BALANCERS, network.placed(public=True)),
    ),
    Rule(
        "NET-06",
        Group.NETWORK,
        title=Text(
            en="Tasks run in private subnets of two zones",
            es="Las tareas se ejecutan en subredes privadas de dos zonas",
        ),
        requirement=DEMANDS["subnets"],
        why=Text(
            en="In a private subnet no packet from the internet finds a task, even when a security group is opened by "
            "mistake; in two zones one half survives the loss of the other.",
            es="En una subred privada ningún paquete de internet encuentra una tarea, aunque se abra un grupo de "
            "seguridad por error; en dos zonas, una mitad sobrevive a la pérdida de la otra.",
        ),
        fix=Text(
            en="List private subnets of two zones in `NetworkConfiguration.AwsvpcConfiguration.Subnets`.",
            es="Ponga subredes privadas de dos zonas en `NetworkConfiguration.AwsvpcConfiguration.Subnets`.",
        ),
        findings=every(tiers.SERVICES, network.placed(public=False)),
    ),
    Rule(
        "NET-07",
        Group.NETWORK,
        title=Text(
            en="The database's subnets are private and in two zones",
            es="Las subredes de la base de datos son privadas y de dos zonas",
        ),
        requirement=DEMANDS["subnets"],
        why=Text(
            en="RDS places the standby in another zone of the subnet group only if the group has one.",
            es="RDS coloca la réplica en otra zona del grupo de subredes solo si el grupo la tiene.",
        ),
        fix=Text(
            en="List private subnets of two zones in `AWS::RDS::DBSubnetGroup` and name that group in the database.",
            es="Ponga subredes privadas de dos zonas en `AWS::RDS::DBSubnetGroup` y nombre ese grupo en la base de "
            "datos.",
        ),
        findings=every(tiers.DATABASES, network.placed(public=False)),
    ),
    Rule(
        "NET-08",
        Group.NETWORK,
        title=Text(
            en="The database's subnets have no way out of the VPC",
            es="Las subredes de la base de datos no tienen salida de la VPC",
        ),
        requirement=good_practice(
            en="a database needs no route to the internet; without one, stolen data has no direct way out.",
            es="una base de datos no necesita ruta a internet; sin ella, los datos robados no tienen salida directa.",
        ),
        why=Text(
            en="RDS is operated from outside its subnets, so isolation costs nothing and also spares NAT.",
            es="RDS se opera desde fuera de sus subredes, así que aislarla no cuesta nada y además ahorra NAT.",
        ),
        fix=Text(
            en="Give the database subnets of their own, whose route table has no route besides the local one.",
            es="Dé a la base de datos subredes propias, cuya tabla de rutas no tenga más ruta que la local.",
        ),
        findings=every(tiers.DATABASES, network.isolated),
    ),
    Rule(
        "NET-09",
        Group.NETWORK,
        title=Text(
            en="Each private subnet leaves by a NAT gateway of its own zone",
            es="Cada subred privada sale por una puerta de enlace NAT de su propia zona",
        ),
        requirement=DEMANDS["availability"],
        why=Text(
            en="With one NAT gateway, the loss of its zone cuts the tasks of the other zone off from ECR, secrets and "
            "logs: they serve on, but none can start. Traffic that crosses zones is also charged.",
            es="Con una sola puerta de enlace NAT, perder su zona deja a las tareas de la otra sin ECR, secretos ni "
            "registros: siguen atendiendo, pero ninguna puede arrancar. Además se cobra el tráfico que cruza de zona.",
        ),
        fix=Text(
            en="Create a NAT gateway in the public subnet of each zone and a route table per zone, or one regional "
            "NAT gateway; or accept the saving and say so in the template.",
            es="Cree una puerta de enlace NAT en la subred pública de cada zona y una tabla de rutas por zona, o una "
            "regional; o acepte el ahorro y dígalo en la plantilla.",
        ),
        findings=every(tiers.SUBNETS, network.leaves_by_own_zone),
    ),
    Rule(
        "NET-10",
        Group.NETWORK,
        title=Text(en="Traffic to S3 does not pass through NAT", es="El tráfico hacia S3 no pasa por NAT"),
        requirement=DEMANDS["cost"],
        why=Text(
            en="The layers of every image come from S3, and NAT charges for each gigabyte; a gateway endpoint is free.",
            es="Las capas de cada imagen vienen de S3 y NAT cobra por gigabyte; un punto de enlace de puerta de "
            "enlace es gratis.",
        ),
        fix=Text(
            en="Add an `AWS::EC2::VPCEndpoint` of type Gateway for S3 to the route tables of the private subnets.",
            es="Añada un `AWS::EC2::VPCEndpoint` de tipo Gateway para S3 a las tablas de rutas de las subredes "
            "privadas.",
        ),
        findings=every(tiers.VPCS, egress.keeps_s3_off_nat),
    ),
    Rule(
        "NET-11",
        Group.NETWORK,
        title=Text(en="The VPC records its traffic", es="La VPC registra su tráfico"),
        requirement=good_practice(
            en="after an incident, flow logs alone tell who talked to whom.",
            es="tras un incidente, solo los registros de flujo dicen quién habló con quién.",
        ),
        why=Text(
            en="Connections leave no other trace: security groups count nothing, and traffic of the past cannot be "
            "recorded afterwards.",
            es="Las conexiones no dejan otra huella: los grupos de seguridad no cuentan nada y el tráfico pasado no "
            "se puede registrar después.",
        ),
        fix=Text(
            en="Add an `AWS::EC2::FlowLog` whose `ResourceId` is the VPC.",
            es="Añada un `AWS::EC2::FlowLog` cuyo `ResourceId` sea la VPC.",
        ),
        findings=every(tiers.VPCS, network.has_flow_log),
    ),
    Rule(
        "NET-12",
        Group.NETWORK,
        title=Text(
            en="The internet reaches the load balancer on 80 and 443 only",
            es="Internet llega al balanceador solo por 80 y 443",
        ),
        requirement=DEMANDS["security groups"],
        why=Text(
            en="Each further open port is a door that a new listener would use without anybody deciding so.",
            es="Cada puerto abierto de más es una puerta que un nuevo agente de escucha usaría sin que nadie lo "
            "decida.",
        ),
        fix=Text(
            en="Limit the ingress rules of the load balancer's security group to TCP 80 and 443.",
            es="Limite las reglas de entrada del grupo de seguridad del balanceador a TCP 80 y 443.",
        ),
        findings=every(tiers.PUBLIC_LOAD_BALANCERS, chain.lets_in_web_only),
    ),
    Rule(
        "NET-13",
        Group.NETWORK,
        title=Text(en="Only the load balancer reaches the tasks", es="Solo el balanceador llega a las tareas"),
        requirement=DEMANDS["security groups"],
        why=Text(
            en="Who reaches a task directly skips TLS, the access log and the header checks of the load balancer, and "
            "can forge `X-Forwarded-For`.",
            es="Quien llega directamente a una tarea se salta TLS, el registro de accesos y las comprobaciones de "
            "cabeceras del balanceador, y puede falsificar `X-Forwarded-For`.",
        ),
        fix=Text(
            en="Let the tasks' security group allow the container's port from the load balancer's security group and "
            "nothing else.",
            es="Haga que el grupo de seguridad de las tareas permita el puerto del contenedor desde el grupo del "
            "balanceador y nada más.",
        ),
        findings=every(tiers.SERVED, chain.lets_in_load_balancer_only),
    ),
    Rule(
        "NET-14",
        Group.NETWORK,
        title=Text(
            en="Each link of the chain is open in both groups",
            es="Cada eslabón de la cadena está abierto en ambos grupos",
        ),
        requirement=DEMANDS["security groups"],
        why=Text(
            en="A connection needs an egress rule where it begins and an ingress rule where it ends; with one of them "
            "missing, health checks time out and ECS replaces tasks for ever.",
            es="Una conexión necesita una regla de salida donde empieza y una de entrada donde termina; si falta una, "
            "las comprobaciones de estado agotan el tiempo y ECS reemplaza tareas sin fin.",
        ),
        fix=Text(
            en="Add the missing rule: egress on the sender's group, ingress on the receiver's, for the port named.",
            es="Añada la regla que falta: de salida en el grupo del emisor o de entrada en el del receptor, para ese "
            "puerto.",
        ),
        findings=chain.is_connected,
    ),
    Rule(
        "NET-15",
        Group.NETWORK,
        title=Text(
            en="Tasks can fetch their image and secrets", es="Las tareas pueden obtener su imagen y sus secretos"
        ),
        requirement=good_practice(
            en="without NAT or all endpoints, tasks stop with ResourceInitializationError (anomalyco/sst#6019, "
            "aws-samples/aws-fargate-pipeline-lambda-autoscaling#3).",
            es="sin NAT o todos los puntos de enlace, las tareas se detienen con ResourceInitializationError "
            "(anomalyco/sst#6019, aws-samples/aws-fargate-pipeline-lambda-autoscaling#3).",
        ),
        why=Text(
            en="Before the first line of the application runs, Fargate pulls the image from ECR and S3, reads the "
            "secrets and opens the log stream, all from the task's own subnet.",
            es="Antes de que se ejecute la primera línea de la aplicación, Fargate descarga la imagen de ECR y S3, "
            "lee los secretos y abre el flujo de registro, todo desde la subred de la tarea.",
        ),
        fix=Text(
            en="Route the tasks' subnets to NAT, or create endpoints for ecr.api, ecr.dkr, logs, secretsmanager and "
            "an S3 gateway; allow TCP 443 out.",
            es="Dirija las subredes de las tareas a NAT o cree puntos de enlace para ecr.api, ecr.dkr, logs, "
            "secretsmanager y una puerta de enlace de S3; permita la salida por TCP 443.",
        ),
        findings=every(tiers.SERVICES, egress.tasks_reach_aws),
    ),
    Rule(
        "NET-16",
        Group.NETWORK,
        title=Text(
            en="No administration port is open to the internet",
            es="Ningún puerto de administración está abierto a internet",
        ),
        requirement=good_practice(
            en="SSH, RDP and database ports that face the internet are tried within minutes.",
            es="los puertos de SSH, RDP y bases de datos expuestos a internet se prueban en cuestión de minutos.",
        ),
        why=Text(
            en="They are the first that scanners look for, and one weak password or old version is enough.",
            es="Son los primeros que buscan los escáneres, y basta una contraseña débil o una versión antigua.",
        ),
        fix=Text(
            en="Remove the rule; use ECS Exec or Session Manager, which need no open port.",
            es="Quite la regla; use ECS Exec o Session Manager, que no necesitan ningún puerto abierto.",
        ),
        findings=chain.closes_admin_ports,
    ),
)
