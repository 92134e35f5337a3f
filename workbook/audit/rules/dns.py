"""Rules about names: the two names in Route 53 and the certificates behind them."""

from __future__ import annotations

from workbook.audit import names, site, tiers
from workbook.audit.brief import DEMANDS, good_practice
from workbook.audit.model import Group, Rule
from workbook.audit.predicates import Subjects, every, of_type
from workbook.lang import Text

CERTIFICATES = of_type(Text(en="ACM certificate", es="certificado de ACM"), "AWS::CertificateManager::Certificate")
NAMED = Subjects(
    Text(en="distribution or public load balancer", es="distribución ni balanceador público"),
    lambda graph: (*graph.resources(tiers.DISTRIBUTION), *tiers.public_load_balancers(graph)),
)

RULES = (
    Rule(
        "DNS-01",
        Group.DNS,
        title=Text(en="A name of the frontend leads to CloudFront", es="Un nombre del frontend lleva a CloudFront"),
        requirement=DEMANDS["frontend name"],
        why=Text(
            en="Without the record users would need the distribution's own name, which its certificate and cookies do "
            "not fit.",
            es="Sin el registro los usuarios necesitarían el nombre propio de la distribución, que no encaja con el "
            "certificado ni las cookies.",
        ),
        fix=Text(
            en="Add an `AWS::Route53::RecordSet` of type A whose `AliasTarget` is the distribution.",
            es="Añada un `AWS::Route53::RecordSet` de tipo A cuyo `AliasTarget` sea la distribución.",
        ),
        findings=every(site.SITES, names.has_a_name("A", "CNAME")),
    ),
    Rule(
        "DNS-02",
        Group.DNS,
        title=Text(en="A name of the API leads to the load balancer", es="Un nombre de la API lleva al balanceador"),
        requirement=DEMANDS["api name"],
        why=Text(
            en="The certificate of the API is made for this name; under the load balancer's own one TLS fails.",
            es="El certificado de la API está hecho para este nombre; con el propio del balanceador, TLS falla.",
        ),
        fix=Text(
            en="Add an `AWS::Route53::RecordSet` of type A whose `AliasTarget` is the load balancer.",
            es="Añada un `AWS::Route53::RecordSet` de tipo A cuyo `AliasTarget` sea el balanceador.",
        ),
        findings=every(tiers.PUBLIC_LOAD_BALANCERS, names.has_a_name("A", "CNAME")),
    ),
    Rule(
        "DNS-03",
        Group.DNS,
        title=Text(en="What speaks IPv6 is found over IPv6", es="Lo que habla IPv6 se encuentra por IPv6"),
        requirement=good_practice(
            en="IPv6 that is switched on without an AAAA record serves nobody.",
            es="IPv6 activado sin registro AAAA no sirve a nadie.",
        ),
        why=Text(
            en="Mobile networks reach IPv4 through translators that add delay and share addresses among many users.",
            es="Las redes móviles llegan a IPv4 por traductores que añaden retardo y comparten direcciones entre "
            "muchos usuarios.",
        ),
        fix=Text(
            en="Add an AAAA alias beside each A alias of a dual-stack target.",
            es="Añada un alias AAAA junto a cada alias A de un destino de doble pila.",
        ),
        findings=every(NAMED, names.answers_ipv6_by_name),
    ),
    Rule(
        "DNS-04",
        Group.DNS,
        title=Text(en="Names lead to AWS by aliases", es="Los nombres llevan a AWS por alias"),
        requirement=DEMANDS["cost"],
        why=Text(
            en="Alias queries to AWS targets are free, answer with addresses at once, and work at the top of a zone.",
            es="Las consultas de alias a destinos de AWS son gratis, responden directamente con direcciones y "
            "funcionan en la cima de la zona.",
        ),
        fix=Text(
            en="Replace CNAME records by A and AAAA records with `AliasTarget`.",
            es="Sustituya los registros CNAME por A y AAAA con `AliasTarget`.",
        ),
        findings=every(NAMED, names.is_aliased),
    ),
    Rule(
        "DNS-05",
        Group.DNS,
        title=Text(
            en="The distribution knows every name that leads to it",
            es="La distribución conoce cada nombre que lleva a ella",
        ),
        requirement=DEMANDS["frontend name"],
        why=Text(
            en="CloudFront finds the distribution by the name in the request; a name that is no alias gets 403.",
            es="CloudFront encuentra la distribución por el nombre de la petición; un nombre que no es alias recibe "
            "403.",
        ),
        fix=Text(
            en="List the name of each record in `DistributionConfig.Aliases`.",
            es="Ponga el nombre de cada registro en `DistributionConfig.Aliases`.",
        ),
        findings=every(tiers.DISTRIBUTIONS, names.knows_its_names),
    ),
    Rule(
        "DNS-06",
        Group.DNS,
        title=Text(en="CloudFront's certificate covers its names", es="El certificado de CloudFront cubre sus nombres"),
        requirement=DEMANDS["certificate"],
        why=Text(
            en="CloudFront refuses an alias that the certificate does not cover, in the middle of the deployment.",
            es="CloudFront rechaza un alias que el certificado no cubre, en medio del despliegue.",
        ),
        fix=Text(
            en="Name the aliases in the certificate's `DomainName` or `SubjectAlternativeNames`.",
            es="Nombre los alias en `DomainName` o `SubjectAlternativeNames` del certificado.",
        ),
        findings=every(tiers.DISTRIBUTIONS, names.edge_names_covered),
    ),
    Rule(
        "DNS-07",
        Group.DNS,
        title=Text(
            en="The load balancer's certificate covers its names", es="El certificado del balanceador cubre sus nombres"
        ),
        requirement=DEMANDS["https"],
        why=Text(
            en="A browser that is shown a certificate for another name sends nothing at all.",
            es="Un navegador al que se muestra un certificado de otro nombre no envía nada.",
        ),
        fix=Text(
            en="Name the API's host in the certificate of the HTTPS listener.",
            es="Nombre el host de la API en el certificado del agente de escucha HTTPS.",
        ),
        findings=every(tiers.PUBLIC_LOAD_BALANCERS, names.listener_names_covered),
    ),
    Rule(
        "DNS-08",
        Group.DNS,
        title=Text(en="Certificates renew by themselves", es="Los certificados se renuevan solos"),
        requirement=DEMANDS["https"],
        why=Text(
            en="ACM renews by DNS as long as its record stands; a mail to the domain's owner is easily missed, once a "
            "year.",
            es="ACM renueva por DNS mientras exista su registro; un correo al dueño del dominio se pierde con "
            "facilidad, una vez al año.",
        ),
        fix=Text(
            en="Set `ValidationMethod: DNS` with the zone in `DomainValidationOptions`.",
            es="Ponga `ValidationMethod: DNS` con la zona en `DomainValidationOptions`.",
        ),
        findings=every(CERTIFICATES, names.is_validated_by_dns),
    ),
)
