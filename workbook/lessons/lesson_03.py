"""The exercises of lesson 3: prove the requirements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from workbook.audit.model import AuditReport, Outcome
from workbook.audit.reach import groups_of
from workbook.audit.run import audit
from workbook.graph.build import build_graph
from workbook.graph.model import GITHUB, Edge, EdgeKind, Graph, NodeId, node_id
from workbook.lang import Text
from workbook.lessons.answers import NOTHING_CHANGED, graph_of, names, places
from workbook.lessons.exercise import Exercise, Misconception
from workbook.template.edit import load_edited, put
from workbook.template.model import Assembly, Resource
from workbook.template.raw import Raw
from workbook.template.source import CHECKOUT, load_assembly, load_profile

GUEST_BOOK = CHECKOUT / "notebooks" / "examples" / "guest_book.yaml"
"""The template of somebody else that the lesson holds against the rules."""
_loaded = cache(load_profile)


@cache
def exercises() -> Mapping[str, Exercise]:
    """The exercises by id, with the answers that the committed `standard` snapshot and the guest book give."""
    graph = build_graph(assembly := _loaded("standard"))
    found = (
        _open_the_network(graph),
        _still_undecided(_report(load_assembly(GUEST_BOOK))),
        _trust_staging(graph),
        _talk_in_clear(assembly),
        _who_reads_the_password(graph),
    )
    return {exercise.id: exercise for exercise in found}


@lru_cache(maxsize=8)
def _report(assembly: Assembly) -> AuditReport:
    return audit(build_graph(assembly))


def _assembly(answer: object) -> Assembly:
    return answer if isinstance(answer, Assembly) else graph_of(answer).assembly


def _turned(answer: object) -> Mapping[str, Outcome]:
    """The rules that answer otherwise than on the `standard` snapshot, with what they answer now."""
    before, after = _report(_loaded("standard")), _report(_assembly(answer))
    pairs = zip(before.results, after.results, strict=True)
    return {new.rule.id: new.verdict.outcome for old, new in pairs if old.verdict.outcome is not new.verdict.outcome}


def _ids(report: AuditReport, *outcomes: Outcome) -> set[str]:
    return {result.rule.id for result in report.results if result.verdict.outcome in outcomes}


def _database(graph: Graph) -> Resource:
    (database,) = graph.resources("AWS::RDS::DBInstance")
    return database


# 03.1 predict: which rules turn when the whole VPC may reach the database?


def _open_the_network(graph: Graph) -> Exercise:
    known = _ids(_report(graph.assembly), *Outcome)
    broken = set(_turned(_open_to_the_vpc(graph)))
    return Exercise(
        "03.1",
        correct=lambda answer: names(answer) == broken,
        praise=_INSIDE_IS_NOT_TRUSTED,
        otherwise=_NOT_THESE_RULES,
        misconceptions=(
            Misconception(lambda answer: not names(answer), _PRIVATE_IS_SAFE),
            Misconception(lambda answer: not names(answer) <= known, _NO_RULES),
            Misconception(lambda answer: "NET-16" in names(answer), _NOT_THE_INTERNET),
            Misconception(lambda answer: "DB-04" in names(answer), _NO_ADDRESS_CHANGED),
            Misconception(lambda answer: bool(names(answer) & {"NET-07", "NET-08"}), _NO_SUBNET_CHANGED),
        ),
    )


def _open_to_the_vpc(graph: Graph) -> Assembly:
    (vpc,) = graph.resources("AWS::EC2::VPC")
    (group,) = (node.resource for node in groups_of(graph, _database(graph)) if node.resource is not None)
    port, block = _database(graph).get("Port"), vpc.get("CidrBlock")
    door: dict[str, Raw] = {"IpProtocol": "tcp", "FromPort": str(port), "ToPort": str(port), "CidrIp": str(block)}
    return load_edited(put(group.evidence("SecurityGroupIngress"), [door]))


# 03.2 predict: which answers of the guest book are still open?


def _still_undecided(report: AuditReport) -> Exercise:
    known = _ids(report, *Outcome)
    waiting = {result.rule.id for result in report.results if result.verdict.open}
    broken, sound = _ids(report, Outcome.NON_COMPLIANT), _ids(report, Outcome.COMPLIANT)
    return Exercise(
        "03.2",
        correct=lambda answer: names(answer) == waiting,
        praise=_OPEN_IS_NOT_FINE,
        otherwise=_NOT_THE_OPEN_ONES,
        misconceptions=(
            Misconception(lambda answer: not names(answer), _MEANS_FINE),
            Misconception(lambda answer: not names(answer) <= known, _NO_RULES),
            Misconception(lambda answer: bool(names(answer) & broken), _ALREADY_BROKEN),
            Misconception(lambda answer: bool(names(answer) & sound), _ALREADY_SOUND),
            Misconception(lambda answer: names(answer) > waiting, _NO_SUBJECT_TO_JUDGE),
            Misconception(lambda answer: names(answer) < waiting, _MORE_ARE_OPEN),
        ),
    )


# 03.3 change: let the staging environment deploy too, and nobody else


def _trust_staging(graph: Graph) -> Exercise:
    before = _subjects(graph)
    (deployer,) = (role for role in before if "/Deployer" in role)
    (production,) = before[deployer]
    staging = f"{production.rpartition(':')[0]}:staging"
    wanted = {**before, deployer: {production, staging}}

    def trusted(answer: object) -> set[str]:
        return _subjects(graph_of(answer)).get(deployer, set())

    return Exercise(
        "03.3",
        correct=lambda answer: _subjects(graph_of(answer)) == wanted and not _turned(answer),
        praise=_TWO_EXACT_SUBJECTS,
        otherwise=_STAGING_NOT_TRUSTED,
        misconceptions=(
            Misconception(lambda answer: graph_of(answer) == graph, NOTHING_CHANGED),
            Misconception(lambda answer: not trusted(answer), _NO_TRUST),
            Misconception(lambda answer: trusted(answer) == {""}, _NO_SUBJECT),
            Misconception(lambda answer: any(set("*?") & set(one) for one in trusted(answer)), _STAR_IS_EXACT),
            Misconception(lambda answer: production not in trusted(answer), _PRODUCTION_LOST),
            Misconception(lambda answer: "CICD-07" in _turned(answer), _AUDIENCE_LOST),
            Misconception(lambda answer: "CICD-06" in _turned(answer), _LOOSE_OPERATOR),
            Misconception(lambda answer: trusted(answer) == wanted[deployer], _MORE_CHANGED),
        ),
    )


def _subjects(graph: Graph) -> dict[NodeId, set[str]]:
    """The subjects of GitHub's tokens that each role trusts."""
    found: dict[NodeId, set[str]] = {}
    for edge in graph.outgoing(GITHUB, EdgeKind.ASSUMES):
        found.setdefault(edge.target, set()).update(edge.note.split(", "))
    return found


# 03.4 break: connections in clear, and nothing else


def _talk_in_clear(standard: Assembly) -> Exercise:
    only = {"DB-06": Outcome.NON_COMPLIANT}
    return Exercise(
        "03.4",
        correct=lambda answer: _turned(answer) == only,
        praise=_REST_AND_TRANSIT,
        otherwise=_STILL_REFUSED,
        misconceptions=(
            Misconception(lambda answer: _assembly(answer) == standard, NOTHING_CHANGED),
            Misconception(lambda answer: set(_turned(answer)) == {"DB-05"}, _DISK_IS_NOT_THE_WIRE),
            Misconception(lambda answer: _turned(answer).get("DB-06") is Outcome.NOT_APPLICABLE, _ONLY_LEFT_OPEN),
            Misconception(lambda answer: _turned(answer).keys() > only.keys(), _BROKE_MORE),
            Misconception(lambda answer: not _turned(answer), _DEFAULT_FORCES_TLS),
        ),
    )


# 03.5 prove: who may read the password of the database


def _who_reads_the_password(graph: Graph) -> Exercise:
    secret = _password(graph)
    power = graph.incoming(secret, EdgeKind.GRANTS)
    holders = dict.fromkeys(edge.source for edge in power)
    trust = [edge for role in holders for edge in graph.incoming(role, EdgeKind.ASSUMES)]
    uses = places(graph.incoming(secret, EdgeKind.READS))
    others = places(edge for edge in _assumed_by(graph, trust) if edge.target not in holders)
    complete = places((*power, *trust))
    return Exercise(
        "03.5",
        correct=lambda answer: places(answer) == complete,
        praise=_EVERY_GRANT,
        otherwise=_NO_PROOF,
        misconceptions=(
            Misconception(lambda answer: not places(answer), _NO_EVIDENCE),
            Misconception(lambda answer: bool(places(answer) & uses), _USE_IS_NO_PERMISSION),
            Misconception(lambda answer: bool(places(answer) & others), _TASK_ROLE_HAS_NOTHING),
            Misconception(lambda answer: places(answer) == places(power), _A_ROLE_IS_NOBODY),
            Misconception(lambda answer: places(answer) == places(trust), _TRUST_IS_NO_POWER),
            Misconception(lambda answer: places(answer) < complete, _PART_OF_THE_PROOF),
        ),
    )


def _password(graph: Graph) -> NodeId:
    """The secret that the database takes its password from."""
    named = graph.successors(node_id(_database(graph)), EdgeKind.REFERS_TO)
    (secret,) = (node.id for node in named if node.type == "AWS::SecretsManager::Secret")
    return secret


def _assumed_by(graph: Graph, trust: Iterable[Edge]) -> Iterable[Edge]:
    """Every role that the parties of these edges assume, by whatever edge."""
    for party in dict.fromkeys(edge.source for edge in trust):
        yield from graph.outgoing(party, EdgeKind.ASSUMES)


_NO_RULES = Text(
    en="these are not all ids of rules; they look like NET-01, and the tables above show them",
    es="no todos son identificadores de reglas; se escriben como NET-01, y las tablas de arriba los muestran",
)

_INSIDE_IS_NOT_TRUSTED = Text(
    en="one rule, the one that asks who may connect: subnets, routes and addresses are as they were, and yet whatever "
    "gets an address in the VPC, the load balancer included, may now try passwords",
    es="una regla, la que pregunta quién puede conectarse: subredes, rutas y direcciones siguen como estaban, y aun "
    "así cualquier cosa que reciba una dirección en la VPC, también el balanceador, puede ahora probar contraseñas",
)
_NOT_THESE_RULES = Text(
    en="make the change in a copy and see which rules turn; a rule turns only where its own question gets another "
    "answer",
    es="haga el cambio en una copia y vea qué reglas cambian; una regla solo cambia si su propia pregunta recibe otra "
    "respuesta",
)
_PRIVATE_IS_SAFE = Text(
    en="a private subnet alone does not keep the database safe: it has no route to the internet, but everything else "
    "in the VPC is its neighbour, and the new rule lets every neighbour in",
    es="una subred privada por sí sola no protege la base de datos: no tiene ruta a internet, pero todo lo demás de "
    "la VPC es su vecino, y la regla nueva deja entrar a cualquier vecino",
)
_NOT_THE_INTERNET = Text(
    en="NET-16 asks about the internet, and these are addresses inside the VPC, which nobody outside can use",
    es="NET-16 pregunta por internet, y estas direcciones son internas de la VPC: desde fuera nadie puede usarlas",
)
_NO_ADDRESS_CHANGED = Text(
    en="DB-04 asks whether the database has a public address; who may connect to it is another question",
    es="DB-04 pregunta si la base de datos tiene una dirección pública; quién puede conectarse es otra pregunta",
)
_NO_SUBNET_CHANGED = Text(
    en="the subnets and their routes are as they were; a security group is a firewall, not a place",
    es="las subredes y sus rutas siguen como estaban; un grupo de seguridad es un cortafuegos, no un lugar",
)

_OPEN_IS_NOT_FINE = Text(
    en="these are the questions that the deployment will decide, one way or the other; whoever deploys must know them",
    es="son las preguntas que decidirá el despliegue, en un sentido o en otro; quien despliega tiene que conocerlas",
)
_NOT_THE_OPEN_ONES = Text(
    en="hand in the ids of the rules whose verdict is open: not applicable, and yet with evidence",
    es="entregue los identificadores de las reglas cuyo veredicto está abierto: no aplicable y, aun así, con prueba",
)
_MEANS_FINE = Text(
    en="not applicable does not mean fine: where a parameter decides, the template only does not tell, and the "
    "deployment may still break the requirement",
    es="no aplicable no significa que esté bien: donde decide un parámetro, la plantilla solo calla, y el despliegue "
    "todavía puede incumplir el requisito",
)
_ALREADY_BROKEN = Text(
    en="you named a rule that is already broken; no value given at deployment will mend it",
    es="ha nombrado una regla que ya no se cumple; ningún valor dado al desplegar lo arreglará",
)
_ALREADY_SOUND = Text(
    en="you named a rule that holds already; the template states what decides it",
    es="ha nombrado una regla que ya se cumple; la plantilla dice lo que la decide",
)
_NO_SUBJECT_TO_JUDGE = Text(
    en="all of them are in it, and more: where the template has no such resource, there is nothing that a deployment "
    "could break",
    es="están todas, y alguna más: donde la plantilla no tiene ese recurso, no hay nada que un despliegue pueda "
    "incumplir",
)
_MORE_ARE_OPEN = Text(
    en="these are open, but others are too: not only parameters, also what is given from outside and defaults that "
    "depend on the account",
    es="estas están abiertas, pero hay otras: no solo los parámetros, también lo que viene de fuera y los valores por "
    "omisión que dependen de la cuenta",
)

_TWO_EXACT_SUBJECTS = Text(
    en="two exact subjects, one role, and no rule turned: a list under one operator means that any one of its values "
    "will do, and nothing else",
    es="dos sujetos exactos, un solo rol, y ninguna regla ha cambiado: una lista bajo un operador significa que vale "
    "cualquiera de sus valores, y nada más",
)
_STAGING_NOT_TRUSTED = Text(
    en="hand in the assembly in which the Deployer trusts exactly two subjects, that of production and that of staging",
    es="entregue el ensamblado en el que el Deployer confía exactamente en dos sujetos, el de production y el de "
    "staging",
)
_NO_TRUST = Text(
    en="GitHub can no longer assume the role at all; change the condition of the trust, not its principal",
    es="GitHub ya no puede asumir el rol; cambie la condición de la confianza, no su principal",
)
_NO_SUBJECT = Text(
    en="no subject is compared any more; GitHub signs such tokens for every repository, so any of them may deploy",
    es="ya no se compara ningún sujeto; GitHub firma estos tokens para todos los repositorios, así que cualquiera "
    "puede desplegar",
)
_STAR_IS_EXACT = Text(
    en="StringLike with a * on sub is not exact: the star stands for every branch, tag, environment and pull request, "
    "also for those that somebody makes tomorrow",
    es="StringLike con un * en sub no es exacto: el asterisco vale por cualquier rama, etiqueta, entorno o solicitud "
    "de cambios, también por los que alguien cree mañana",
)
_PRODUCTION_LOST = Text(
    en="staging took the place of production; a condition takes a list of values, and both must stand in it",
    es="staging ha ocupado el lugar de production; una condición admite una lista de valores, y deben estar los dos",
)
_AUDIENCE_LOST = Text(
    en="the audience of the token is no longer checked; sub says who asks, aud says for whom the token was made",
    es="ya no se comprueba la audiencia del token; sub dice quién pide, aud dice para quién se hizo el token",
)
_LOOSE_OPERATOR = Text(
    en="the operator lets more pass than the texts say; ForAllValues, for one, is also true when the claim is absent",
    es="el operador deja pasar más de lo que dicen los textos; ForAllValues, por ejemplo, también se cumple si falta "
    "el dato",
)
_MORE_CHANGED = Text(
    en="the trust of the Deployer is right, but something else has changed with it; least privilege asks for no more "
    "than was needed",
    es="la confianza del Deployer es correcta, pero ha cambiado algo más; el mínimo privilegio pide no cambiar más de "
    "lo necesario",
)

_REST_AND_TRANSIT = Text(
    en="the disk is as encrypted as before, and yet a client may now send its password in clear: storage and "
    "connection are two questions, and two rules ask them",
    es="el disco está tan cifrado como antes y, aun así, un cliente puede enviar su contraseña en claro: el "
    "almacenamiento y la conexión son dos preguntas, y las hacen dos reglas",
)
_STILL_REFUSED = Text(
    en="hand in the assembly in which the rule DB-06 turns non-compliant, and no other rule turns",
    es="entregue el ensamblado en el que la regla DB-06 deja de cumplirse y no cambia ninguna otra",
)
_DISK_IS_NOT_THE_WIRE = Text(
    en="encrypting storage does not encrypt the connection: you gave up the encryption of the disk, and clients must "
    "speak TLS as before; look where the engine keeps its parameters",
    es="cifrar el almacenamiento no cifra la conexión: ha quitado el cifrado del disco, y los clientes siguen "
    "obligados a usar TLS; vea dónde guarda el motor sus parámetros",
)
_ONLY_LEFT_OPEN = Text(
    en="the rule is open now, not broken: the template no longer tells what decides",
    es="la regla ha quedado abierta, no incumplida: la plantilla ya no dice lo que decide",
)
_BROKE_MORE = Text(
    en="DB-06 is broken, and other rules with it; one value at one place is enough",
    es="DB-06 ya no se cumple, pero tampoco otras reglas; basta un valor en un solo sitio",
)
_DEFAULT_FORCES_TLS = Text(
    en="no rule turned: to leave the parameter out is not to switch it off, the default of this version forces TLS too",
    es="no ha cambiado ninguna regla: omitir el parámetro no es desactivarlo, el valor por omisión de esta versión "
    "también obliga a usar TLS",
)

_EVERY_GRANT = Text(
    en="complete: every statement that grants the password, and everybody who may put on a role so granted; whatever "
    "is not in this list cannot read it, and that is what least privilege means",
    es="completo: cada declaración que concede la contraseña y todo el que puede asumir un rol con esa concesión; lo "
    "que no está en esta lista no puede leerla, y eso es el mínimo privilegio",
)
_NO_PROOF = Text(
    en="hand in the edges of the kind GRANTS that lead to the secret, and those of the kind ASSUMES that lead to "
    "their roles",
    es="entregue las aristas GRANTS que llevan al secreto y las aristas ASSUMES que llevan a sus roles",
)
_NO_EVIDENCE = Text(
    en="an empty proof proves nothing; somebody must be able to read the password, or no task could start",
    es="una prueba vacía no prueba nada; alguien tiene que poder leer la contraseña, o no arrancaría ninguna tarea",
)
_USE_IS_NO_PERMISSION = Text(
    en="an edge of the kind READS says who uses the secret, not who may: power is what a policy grants",
    es="una arista READS dice quién usa el secreto, no quién puede usarlo: el poder es lo que concede una política",
)
_TASK_ROLE_HAS_NOTHING = Text(
    en="you named a role without any power over the secret: the application's own role never reads it, since the "
    "execution role hands the password in when the task starts",
    es="ha nombrado un rol sin poder sobre el secreto: el rol propio de la aplicación nunca lo lee, porque el rol de "
    "ejecución entrega la contraseña al arrancar la tarea",
)
_A_ROLE_IS_NOBODY = Text(
    en="that is the power, but a role by itself is nobody; who may assume these roles?",
    es="ese es el poder, pero un rol por sí solo no es nadie; ¿quién puede asumir estos roles?",
)
_TRUST_IS_NO_POWER = Text(
    en="that is who assumes the roles; which statements grant these roles the password?",
    es="esos son los que asumen los roles; ¿qué declaraciones conceden la contraseña a esos roles?",
)
_PART_OF_THE_PROOF = Text(
    en="all of it belongs to the proof, but something is missing; a claim about everybody needs every edge",
    es="todo ello es parte de la prueba, pero falta algo; una afirmación sobre todos necesita todas las aristas",
)
