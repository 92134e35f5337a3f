"""Rules about scaling: what makes the number of tasks move, how far and how fast."""

from __future__ import annotations

from workbook.audit import scaling, tiers
from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import Group, Rule
from workbook.audit.predicates import every
from workbook.lang import Text

RULES = (
    Rule(
        "SCALE-01",
        Group.SCALING,
        title=Text(en="Services scale on CPU", es="Los servicios escalan según la CPU"),
        requirement=DEMANDS["scale on cpu"],
        why=Text(
            en="CPU is what Python runs out of first; without a policy the service stays at its first size through "
            "every peak.",
            es="La CPU es lo primero que se agota en Python; sin política el servicio conserva su tamaño inicial en "
            "cada pico.",
        ),
        fix=Text(
            en="Add a target tracking policy on `ECSServiceAverageCPUUtilization` to the service's scalable target.",
            es="Añada al destino escalable del servicio una política de seguimiento de "
            "`ECSServiceAverageCPUUtilization`.",
        ),
        findings=every(tiers.SERVICES, scaling.scales_on(scaling.CPU)),
    ),
    Rule(
        "SCALE-02",
        Group.SCALING,
        title=Text(en="Services scale on memory", es="Los servicios escalan según la memoria"),
        requirement=DEMANDS["scale on memory"],
        why=Text(
            en="A task that runs out of memory is killed with every request in it, while its CPU may be idle.",
            es="Una tarea sin memoria muere con todas sus peticiones, aunque su CPU esté ociosa.",
        ),
        fix=Text(
            en="Add a target tracking policy on `ECSServiceAverageMemoryUtilization`.",
            es="Añada una política de seguimiento de `ECSServiceAverageMemoryUtilization`.",
        ),
        findings=every(tiers.SERVICES, scaling.scales_on(scaling.MEMORY)),
    ),
    Rule(
        "SCALE-03",
        Group.SCALING,
        title=Text(en="Services scale on requests per task", es="Los servicios escalan según las peticiones por tarea"),
        requirement=DEMANDS["spikes"],
        why=Text(
            en="Requests rise before CPU does: those that wait for the database use none, and still fill every worker.",
            es="Las peticiones suben antes que la CPU: las que esperan a la base de datos no la usan y llenan los "
            "procesos.",
        ),
        fix=Text(
            en="Add a target tracking policy on `ALBRequestCountPerTarget` with the label of load balancer and target "
            "group.",
            es="Añada una política de seguimiento de `ALBRequestCountPerTarget` con la etiqueta de balanceador y "
            "grupo de destino.",
        ),
        findings=every(tiers.SERVED, scaling.scales_on(scaling.REQUESTS)),
    ),
    Rule(
        "SCALE-04",
        Group.SCALING,
        title=Text(
            en="The requests counted are the service's own", es="Las peticiones contadas son las del propio servicio"
        ),
        requirement=DEMANDS["spikes"],
        why=Text(
            en="The label is a text that nothing checks: with that of another target group the service follows "
            "somebody else's load.",
            es="La etiqueta es un texto que nada comprueba: con la de otro grupo el servicio sigue la carga de otro.",
        ),
        fix=Text(
            en="Build `ResourceLabel` from `LoadBalancerFullName` and `TargetGroupFullName` of the service's own "
            "target group.",
            es="Forme `ResourceLabel` con `LoadBalancerFullName` y `TargetGroupFullName` del grupo de destino del "
            "servicio.",
        ),
        findings=every(tiers.SERVED, scaling.counts_own_requests),
    ),
    Rule(
        "SCALE-05",
        Group.SCALING,
        title=Text(en="At least two tasks run", es="Se ejecutan al menos dos tareas"),
        requirement=DEMANDS["availability"],
        why=Text(
            en="One task is an outage whenever it is replaced, its zone fails or it runs out of memory.",
            es="Una sola tarea es una caída cada vez que se reemplaza, falla su zona o se queda sin memoria.",
        ),
        fix=Text(
            en="Set `MinCapacity` to 2 or more, in scheduled actions too.",
            es="Ponga `MinCapacity` en 2 o más, también en las acciones programadas.",
        ),
        findings=every(tiers.SERVICES, scaling.never_runs_alone),
    ),
    Rule(
        "SCALE-06",
        Group.SCALING,
        title=Text(
            en="The service can grow to twice its smallest size",
            es="El servicio puede crecer hasta el doble de su mínimo",
        ),
        requirement=DEMANDS["spikes"],
        why=Text(
            en="When a zone is lost the other carries everything; a maximum near the minimum leaves no way to do so.",
            es="Si se pierde una zona la otra lo lleva todo; un máximo cercano al mínimo no deja cómo hacerlo.",
        ),
        fix=Text(
            en="Set `MaxCapacity` to twice `MinCapacity` or more; it costs nothing until it is needed.",
            es="Ponga `MaxCapacity` en el doble de `MinCapacity` o más; no cuesta nada hasta que hace falta.",
        ),
        findings=every(tiers.SERVICES, scaling.has_room),
    ),
    Rule(
        "SCALE-07",
        Group.SCALING,
        title=Text(en="A deployment leaves the number of tasks alone", es="Un despliegue no toca el número de tareas"),
        requirement=good_practice(
            en="`DesiredCount` resets a service that has grown (aws/aws-cdk#3919, civiform/civiform#14017).",
            es="`DesiredCount` reinicia un servicio que ha crecido (aws/aws-cdk#3919, civiform/civiform#14017).",
        ),
        why=Text(
            en="A release at peak time would halve the tasks at the worst moment.",
            es="Una versión en hora punta reduciría las tareas a la mitad en el peor momento.",
        ),
        fix=Text(
            en="Leave `DesiredCount` out of the service.",
            es="Omita `DesiredCount` en el servicio.",
        ),
        findings=every(tiers.SERVICES, scaling.leaves_count_alone),
    ),
    Rule(
        "SCALE-08",
        Group.SCALING,
        title=Text(
            en="A service that grew may grow again within a minute",
            es="Un servicio que creció puede volver a crecer en un minuto",
        ),
        requirement=DEMANDS["spikes"],
        why=Text(
            en="The default cooldown of ECS is five minutes, longer than most spikes last.",
            es="La pausa por omisión de ECS es de cinco minutos, más de lo que dura la mayoría de los picos.",
        ),
        fix=Text(
            en="Set `ScaleOutCooldown` to 60 or less; keep `ScaleInCooldown` long.",
            es="Ponga `ScaleOutCooldown` en 60 o menos; mantenga largo `ScaleInCooldown`.",
        ),
        findings=every(tiers.SERVICES, scaling.grows_quickly),
    ),
    Rule(
        "SCALE-09",
        Group.SCALING,
        title=Text(en="Tasks are held at a load that leaves room", es="Las tareas se mantienen a una carga con margen"),
        requirement=DEMANDS["spikes"],
        why=Text(
            en="A new task needs a minute or two; at 90 % the running ones are full long before it arrives.",
            es="Una tarea nueva tarda uno o dos minutos; al 90 % las que se ejecutan se llenan mucho antes de que "
            "llegue.",
        ),
        fix=Text(
            en="Set `TargetValue` of CPU and memory to 80 or less, for instance 60 and 75.",
            es="Ponga `TargetValue` de CPU y memoria en 80 o menos, por ejemplo 60 y 75.",
        ),
        findings=every(tiers.SERVICES, scaling.keeps_headroom),
    ),
    Rule(
        "SCALE-10",
        Group.SCALING,
        title=Text(en="The service shrinks when the load is gone", es="El servicio se reduce cuando pasa la carga"),
        requirement=DEMANDS["cost"],
        why=Text(
            en="Tasks are paid by the second; a service that only grows is paid at its highest peak for ever.",
            es="Las tareas se pagan por segundo; un servicio que solo crece se paga siempre como en su mayor pico.",
        ),
        fix=Text(
            en="Remove `DisableScaleIn` from the policies.",
            es="Quite `DisableScaleIn` de las políticas.",
        ),
        findings=every(tiers.SERVICES, scaling.may_shrink),
    ),
    Rule(
        "SCALE-11",
        Group.SCALING,
        title=Text(en="Spikes are seen within 20 seconds", es="Los picos se ven en 20 segundos"),
        requirement=DEMANDS["spikes"],
        why=Text(
            en="With a point each minute, target tracking needs three of them to act; with one every 20 seconds it "
            "acts within one minute.",
            es="Con un punto por minuto, el seguimiento necesita tres para actuar; con uno cada 20 segundos actúa en "
            "un minuto.",
        ),
        fix=Text(
            en="Set `Monitoring.MetricConfigurations` to 20 seconds and follow the metrics that end in "
            "`HighResolution`.",
            es="Ponga `Monitoring.MetricConfigurations` en 20 segundos y siga las métricas que terminan en "
            "`HighResolution`.",
        ),
        findings=every(tiers.SERVICES, scaling.sees_spikes),
    ),
)
