"""How pictures look: sizes in pixels of a 1600 pixel wide picture, and the colours of AWS's own drawings."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.render.scene import BoxKind, LinkKind

REGULAR = "Open Sans"
SEMIBOLD = "Open Sans SemiBold"


@dataclass(frozen=True, slots=True)
class Font:
    """Typeface, size and colour of a text."""

    family: str
    size: float
    color: str

    @property
    def line_height(self) -> float:
        """From one baseline to the next."""
        return round(self.size * 1.3)


INK = "#16191f"
SQUID = "#232f3e"
GREY = "#545b64"
PALE = "#879196"
BLUE = "#0b5bd3"

TITLE = Font(SEMIBOLD, 26, SQUID)
SUBTITLE = Font(REGULAR, 14, GREY)
NAME = Font(SEMIBOLD, 13, INK)
DETAIL = Font(REGULAR, 12, GREY)
BADGE_TEXT = Font(REGULAR, 12, GREY)
STEP = Font(SEMIBOLD, 12, "#ffffff")
LEGEND = Font(REGULAR, 12.5, GREY)
CAPTION = Font(REGULAR, 12.5, INK)
FOOTER = Font(REGULAR, 12, GREY)

ICON = 56.0
SMALL_ICON = 40.0
BADGE_ICON = 18.0
STEP_CIRCLE = 20.0
BOX_LABEL_SIZE = 12.5

TAG_GROUNDS = ("#f2f6fa", "#cfe0ef", "#9cc0de", "#5b8fbf", "#1f4e80")
"""One hue from light to dark, so that the levels stay apart in print."""
TAGS = tuple(Font(SEMIBOLD, 12.5, ink) for ink in (INK, INK, INK, "#ffffff", "#ffffff"))
TAG_PAD = 7.0

MARGIN = 28.0
COLUMN_GAP = 46.0
ROW_GAP = 26.0
LANE = 13.0
CORNER_RADIUS = 9.0
TEXT_WIDTH = 190.0


@dataclass(frozen=True, slots=True)
class Frame:
    """How the boxes of one kind are drawn; `corner` is the icon in the upper left corner."""

    line: str
    fill: str
    text: str
    style: str = "solid"
    width: float = 1.4
    corner: str | None = None
    corner_size: float = 22.0
    inset: float = 0.0
    pad: float = 14.0


FRAMES: dict[BoxKind, Frame] = {
    BoxKind.CLOUD: Frame(SQUID, "#ffffff", SQUID, corner="aws.AWS", corner_size=28.0, inset=4.0, width=1.6),
    BoxKind.REGION: Frame("#00838a", "#ffffff", "#00696e", style="dotted", width=1.6),
    BoxKind.VPC: Frame("#8c4fff", "#ffffff", "#6b30d9", corner="aws.network.VPC", width=1.6),
    BoxKind.ZONE: Frame("#147eba", "#ffffff", "#0f6494", style="dashed"),
    BoxKind.PUBLIC: Frame("#7aa116", "#f1f6e4", "#4d6a08", corner="aws.network.PublicSubnet", width=1.0),
    BoxKind.PRIVATE: Frame("#2f9fc4", "#e8f5fa", "#13607d", corner="aws.network.PrivateSubnet", width=1.0),
    BoxKind.ISOLATED: Frame("#6b7fd7", "#eef0fb", "#3b4a9a", corner="aws.network.PrivateSubnet", width=1.0),
    BoxKind.GROUP: Frame("#aab7b8", "#ffffff", GREY, width=1.2),
    BoxKind.STRIP: Frame("#d5dbdb", "#f7f8f8", GREY, width=1.0),
}


@dataclass(frozen=True, slots=True)
class Stroke:
    """How the arrows of one kind are drawn; `dash` is an SVG dash array, `rank` the order in which they find a way."""

    color: str
    width: float
    text: str
    rank: int
    dash: str = ""
    head: float = 0.8


STROKES: dict[LinkKind, Stroke] = {
    LinkKind.DATA: Stroke(BLUE, 2.4, "#0a3f91", rank=0, head=0.9),
    LinkKind.LOOKUP: Stroke(BLUE, 1.6, "#0a3f91", rank=1, dash="6,4"),
    LinkKind.REPLICATION: Stroke("#3b4a9a", 2.0, "#3b4a9a", rank=2, dash="1.5,4"),
    LinkKind.CONTROL: Stroke(PALE, 1.2, GREY, rank=3, dash="5,4", head=0.7),
}


def label_font(kind: LinkKind) -> Font:
    """The font of the words along an arrow."""
    family = SEMIBOLD if kind is LinkKind.DATA else REGULAR
    return Font(family, 12, STROKES[kind].text)
