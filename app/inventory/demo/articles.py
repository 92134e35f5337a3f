"""What a startup keeps in stock: articles by category, with what one costs and how many are bought at once."""

from __future__ import annotations

from dataclasses import dataclass

from inventory.models.catalogue import Unit
from inventory.text import Text


@dataclass(frozen=True, slots=True)
class Article:
    """A sort of products; `options` are what one product of it differs in from the next, alike in both languages."""

    code: str
    category: int
    name: Text
    cost: float
    lot: int
    options: tuple[str, ...]
    unit: Unit = Unit.PIECE


CATEGORIES = (
    Text(en="Computers", es="Ordenadores"),
    Text(en="Screens and audio", es="Pantallas y audio"),
    Text(en="Cables and adapters", es="Cables y adaptadores"),
    Text(en="Networking", es="Redes"),
    Text(en="Sensors", es="Sensores"),
    Text(en="Boards and modules", es="Placas y módulos"),
    Text(en="Components", es="Componentes"),
    Text(en="Power", es="Alimentación"),
    Text(en="Tools", es="Herramientas"),
    Text(en="Packaging", es="Embalaje"),
    Text(en="Laboratory", es="Laboratorio"),
    Text(en="Office", es="Oficina"),
)

_MEMORY = ("8 GB / 256 GB", "16 GB / 512 GB", "32 GB / 1 TB", "64 GB / 2 TB")
_INCHES = ('24"', '27"', '32"', '34"')
_METRES = ("1 m", "2 m", "3 m", "5 m", "10 m")
_PORTS = ("5 × 1 Gbit/s", "8 × 1 Gbit/s", "16 × 1 Gbit/s", "24 × 10 Gbit/s")
_PROTECTION = ("IP20", "IP54", "IP65", "IP67")
_OHMS = ("100 Ω", "220 Ω", "1 kΩ", "10 kΩ", "47 kΩ", "100 kΩ", "1 MΩ")
_FARADS = ("10 pF", "100 pF", "10 nF", "100 nF", "1 µF", "10 µF", "100 µF")
_WATTS = ("18 W", "30 W", "45 W", "65 W", "100 W")
_SIZES = ("S", "M", "L", "XL")
_BOXES = ("200 × 150 × 100 mm", "300 × 200 × 150 mm", "400 × 300 × 200 mm", "600 × 400 × 400 mm")
_PAPER = ("A3", "A4", "A5", "A6")

ARTICLES = (
    Article("LAP", 0, Text(en="Laptop", es="Portátil"), 1180, 4, _MEMORY),
    Article("WKS", 0, Text(en="Workstation", es="Estación de trabajo"), 2150, 2, _MEMORY),
    Article("TAB", 0, Text(en="Tablet", es="Tableta"), 420, 6, ("64 GB", "128 GB", "256 GB")),
    Article("SSD", 0, Text(en="Solid-state drive", es="Unidad SSD"), 92, 12, ("512 GB", "1 TB", "2 TB", "4 TB")),
    Article("KEY", 0, Text(en="Keyboard", es="Teclado"), 58, 20, ("ISO ES", "ISO DE", "ISO UK", "ANSI US")),
    Article("MOU", 0, Text(en="Mouse", es="Ratón"), 31, 25, ("USB-A", "USB-C", "Bluetooth")),
    Article("MON", 1, Text(en="Monitor", es="Monitor"), 310, 8, _INCHES),
    Article("HEA", 1, Text(en="Headset", es="Auriculares"), 84, 15, ("USB-A", "USB-C", "Bluetooth")),
    Article("CAM", 1, Text(en="Webcam", es="Cámara web"), 66, 15, ("720p", "1080p", "4K")),
    Article("USB", 2, Text(en="USB-C cable", es="Cable USB-C"), 7.2, 80, _METRES),
    Article("ETH", 2, Text(en="Ethernet cable", es="Cable Ethernet"), 5.4, 100, _METRES),
    Article("HDM", 2, Text(en="HDMI cable", es="Cable HDMI"), 8.9, 60, _METRES),
    Article("DOC", 2, Text(en="Docking station", es="Base de conexión"), 139, 8, _WATTS),
    Article("SWI", 3, Text(en="Network switch", es="Conmutador de red"), 185, 4, _PORTS),
    Article(
        "WAP", 3, Text(en="Access point", es="Punto de acceso"), 142, 6, ("Wi-Fi 5", "Wi-Fi 6", "Wi-Fi 6E", "Wi-Fi 7")
    ),
    Article("TMP", 4, Text(en="Temperature sensor", es="Sensor de temperatura"), 6.3, 150, _PROTECTION),
    Article("HUM", 4, Text(en="Humidity sensor", es="Sensor de humedad"), 7.1, 120, _PROTECTION),
    Article("PRS", 4, Text(en="Pressure sensor", es="Sensor de presión"), 18.4, 60, _PROTECTION),
    Article("MOT", 4, Text(en="Motion sensor", es="Sensor de movimiento"), 9.8, 90, _PROTECTION),
    Article(
        "MCU",
        5,
        Text(en="Microcontroller board", es="Placa microcontroladora"),
        11.5,
        100,
        ("48 MHz", "120 MHz", "240 MHz"),
    ),
    Article(
        "SBC", 5, Text(en="Single-board computer", es="Ordenador de placa única"), 62, 30, ("2 GB", "4 GB", "8 GB")
    ),
    Article(
        "RAD", 5, Text(en="Radio module", es="Módulo de radio"), 8.7, 120, ("433 MHz", "868 MHz", "915 MHz", "2400 MHz")
    ),
    Article("RES", 6, Text(en="Resistor", es="Resistencia"), 0.012, 5000, _OHMS),
    Article("CAP", 6, Text(en="Capacitor", es="Condensador"), 0.035, 3000, _FARADS),
    Article("LED", 6, Text(en="LED", es="LED"), 0.06, 2000, ("3 mm", "5 mm", "8 mm", "10 mm")),
    Article("CON", 6, Text(en="Connector", es="Conector"), 0.42, 800, ("2 × 1", "4 × 1", "8 × 1", "20 × 2")),
    Article("PSU", 7, Text(en="Power supply", es="Fuente de alimentación"), 34, 25, _WATTS),
    Article("BAT", 7, Text(en="Battery", es="Batería"), 12.6, 60, ("1000 mAh", "2000 mAh", "5000 mAh", "10000 mAh")),
    Article("SCR", 8, Text(en="Screwdriver set", es="Juego de destornilladores"), 27, 10, ("12", "24", "48")),
    Article("SOL", 8, Text(en="Soldering iron", es="Soldador"), 74, 5, ("60 W", "80 W", "120 W")),
    Article("MUL", 8, Text(en="Multimeter", es="Multímetro"), 96, 5, ("600 V", "1000 V")),
    Article("BOX", 9, Text(en="Shipping box", es="Caja de envío"), 0.78, 400, _BOXES),
    Article(
        "TAP", 9, Text(en="Packing tape", es="Cinta de embalaje"), 0.00004, 660000, ("48 mm", "72 mm"), Unit.MILLIMETRE
    ),
    Article("LAB", 9, Text(en="Label roll", es="Rollo de etiquetas"), 6.9, 60, _PAPER),
    Article("GLV", 10, Text(en="Nitrile gloves", es="Guantes de nitrilo"), 9.4, 40, _SIZES, Unit.BOX),
    Article(
        "ISO",
        10,
        Text(en="Isopropyl alcohol", es="Alcohol isopropílico"),
        0.0062,
        20000,
        ("70 %", "99 %"),
        Unit.MILLILITRE,
    ),
    Article("PAS", 10, Text(en="Solder paste", es="Pasta de soldar"), 0.094, 4000, ("T3", "T4", "T5"), Unit.GRAM),
    Article("NOT", 11, Text(en="Notebook", es="Cuaderno"), 3.6, 60, _PAPER),
    Article("PEN", 11, Text(en="Pens", es="Bolígrafos"), 5.2, 40, ("10", "20", "50"), Unit.BOX),
    Article("CHR", 11, Text(en="Desk chair", es="Silla de escritorio"), 238, 4, _SIZES),
)

# Makers and suppliers are made up; their addresses end in a domain that nobody can own.
BRANDS = (
    "Alcora", "Bruma", "Celio", "Dintel", "Estiva", "Faro", "Galena", "Hilada", "Ibera", "Jarama", "Kestra", "Lumbre",
    "Marea", "Nordal", "Ozono", "Pizarra", "Quilla", "Ribera", "Sable", "Trazo", "Umbra", "Velero", "Yunque", "Zafra",
)  # fmt: skip
TRADES = (
    Text(en="{brand} Supplies", es="Suministros {brand}"),
    Text(en="{brand} Wholesale", es="Mayorista {brand}"),
)
LOCATIONS = (
    ("MAIN", Text(en="Main warehouse", es="Almacén principal")),
    ("MAIN-A", Text(en="Main warehouse, aisle A", es="Almacén principal, pasillo A")),
    ("MAIN-B", Text(en="Main warehouse, aisle B", es="Almacén principal, pasillo B")),
    ("MAIN-C", Text(en="Main warehouse, aisle C", es="Almacén principal, pasillo C")),
    ("NORTH", Text(en="Northern warehouse", es="Almacén norte")),
    ("OFFICE-1", Text(en="Office, first floor", es="Oficina, primera planta")),
    ("OFFICE-2", Text(en="Office, second floor", es="Oficina, segunda planta")),
    ("LAB", Text(en="Laboratory", es="Laboratorio")),
    ("WORKSHOP", Text(en="Workshop", es="Taller")),
    ("VAN", Text(en="Service van", es="Furgoneta de servicio")),
)
WAREHOUSES = 5
"""How many of the locations, from the first, receive deliveries; the others are supplied from them."""

BROKEN = Text(en="broken in handling", es="roto al manipularlo")
FOUND = Text(en="found while tidying up", es="hallado al ordenar")
