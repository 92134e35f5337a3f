"""The commands about the price book."""

from __future__ import annotations

from workbook.cli.arguments import Command, Operands, Option
from workbook.cli.usage.options import JSON, NAME, OUTPUT
from workbook.lang import Text

_REGION = Option(
    ("--region",),
    Text(
        en="only prices that hold in this region",
        es="solo los precios que valen en esta región",
    ),
    value=NAME,
)
_SERVICE = Option(
    ("--service",),
    Text(
        en="only prices of this service, such as AmazonECS or fargate",
        es="solo los precios de este servicio, como AmazonECS o fargate",
    ),
    value=NAME,
)
_API = Option(
    ("--api",),
    Text(
        en="ask the pricing API of AWS through boto3, with your credentials, instead of the public files",
        es="pregunta a la API de precios de AWS mediante boto3, con sus credenciales, en vez de los archivos públicos",
    ),
)
_ACCEPT = Option(
    ("--accept",),
    Text(
        en="take prices that moved by more than 50 percent",
        es="acepta precios que variaron más de un 50 por ciento",
    ),
)
_FROM = Option(
    ("--from",),
    Text(
        en="a folder with price files that were fetched before, instead of the network",
        es="una carpeta con archivos de precios descargados antes, en vez de la red",
    ),
    value=Text(en="FOLDER", es="CARPETA"),
)
_REFRESHED = Option(
    ("--region",),
    Text(
        en="the region to refresh; may be given several times (default: all that the book has)",
        es="la región que se renueva; puede darse varias veces (por omisión, todas las del libro)",
    ),
    value=NAME,
    repeated=True,
)

COMMANDS = (
    Command(
        "prices show",
        Text(
            en="Show prices with their tiers, sources and dates.",
            es="Muestra precios con sus tramos, fuentes y fechas.",
        ),
        (_REGION, _SERVICE, JSON, OUTPUT),
        operands=Operands(
            Text(en="KEY", es="CLAVE"),
            Text(
                en="keys of prices, or how they begin, such as rds.instance (default: all)",
                es="claves de precios, o cómo empiezan, como rds.instance (por omisión, todas)",
            ),
        ),
    ),
    Command(
        "prices age",
        Text(
            en="Say how old the prices are, and which are older than their limit.",
            es="Dice qué antigüedad tienen los precios y cuáles superan su límite.",
        ),
        (JSON, OUTPUT),
    ),
    Command(
        "prices diff",
        Text(
            en="Compare two snapshots of the price list.",
            es="Compara dos instantáneas de la lista de precios.",
        ),
        (JSON, OUTPUT),
        operands=Operands(
            Text(en="SNAPSHOT", es="INSTANTÁNEA"),
            Text(
                en="the older and the newer one, by date or file (default: the last two)",
                es="la más antigua y la más nueva, por fecha o archivo (por omisión, las dos últimas)",
            ),
            most=2,
        ),
    ),
    Command(
        "prices refresh",
        Text(
            en="Read the price list of AWS again, and write a new snapshot beside the old ones.",
            es="Vuelve a leer la lista de precios de AWS y escribe una instantánea nueva junto a las anteriores.",
        ),
        (_REFRESHED, _SERVICE, _API, _ACCEPT, _FROM, JSON, OUTPUT),
    ),
)
