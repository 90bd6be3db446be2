"""What lies under a badge's letters: the paper's colour, a background picture, a logo, a white ground for the QR."""

import io

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from checkin_app.domain.badge_box import Rect
from checkin_app.domain.badge_composition import Composition
from checkin_app.domain.badge_look import Look, Part, Picture
from checkin_app.domain.sheet import Placement
from checkin_app.services.badge_shapes import POINTS_PER_MM, rgb, rounded

WHITE = "#ffffff"
CHIP = 1.2
"""mm of white around a logo that stands on a colour."""


class Ground:
    """Draws a look's pictures and colours; the canvas has its origin in the badge's top left corner."""

    def __init__(self, look: Look) -> None:
        self._look = look
        has_background = look.background is not None and Part.BACKGROUND not in look.off
        self._background = reader_of(look.background) if has_background else None
        self._logo = reader_of(look.logo)

    def draw(self, canvas: Canvas, panel: Placement, composition: Composition) -> None:
        """Everything under one side of a badge; nothing at all for a look without colours and pictures."""
        whole = Rect(0, 0, panel.width, panel.height)
        if self._look.paper:
            canvas.setFillColorRGB(*rgb(self._look.paper))
            canvas.addLiteral(rounded(whole, 0))
        if self._background:
            self._cover(canvas, whole, self._background)
        if self._look.is_covered:
            canvas.setFillColorRGB(*rgb(WHITE))
            canvas.addLiteral(rounded(composition.qr, 1.5))

    def draw_logo(self, canvas: Canvas, panel: Placement, composition: Composition) -> None:
        """The logo, on a white ground if it stands on the band."""
        frame, band = composition.logo, composition.band
        if not (self._logo and frame):
            return
        place = _placed(self._logo, frame, panel.width)
        if band and band.rect.y <= frame.y + frame.height / 2 <= band.rect.y + band.rect.height:
            ground = Rect(place.x - CHIP, place.y - CHIP, place.width + 2 * CHIP, place.height + 2 * CHIP)
            canvas.setFillColorRGB(*rgb(WHITE))
            canvas.addLiteral(rounded(ground, CHIP))
        draw_picture(canvas, self._logo, place)

    @staticmethod
    def _cover(canvas: Canvas, rect: Rect, picture: ImageReader) -> None:
        """Fill a rectangle with a picture, cutting off what sticks out on two sides alike."""
        width, height = picture.getSize()
        scale = max(rect.width / width, rect.height / height)
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(  # pyright: ignore[reportUnknownMemberType]
            rect.x * POINTS_PER_MM,
            -(rect.y + rect.height) * POINTS_PER_MM,
            rect.width * POINTS_PER_MM,
            rect.height * POINTS_PER_MM,
        )
        canvas.clipPath(path, stroke=0, fill=0)  # pyright: ignore[reportUnknownMemberType]
        across, down = width * scale, height * scale
        left, top = rect.x + (rect.width - across) / 2, rect.y + (rect.height - down) / 2
        draw_picture(canvas, picture, Rect(left, top, across, down))
        canvas.restoreState()


def reader_of(picture: Picture | None) -> ImageReader | None:
    """What ReportLab draws a picture from."""
    return ImageReader(io.BytesIO(picture.content)) if picture else None


def _placed(picture: ImageReader, rect: Rect, badge_width: float) -> Rect:
    """Where a whole picture lies in a rectangle: towards that side of the badge which the rectangle is nearer to."""
    width, height = picture.getSize()
    scale = min(rect.width / width, rect.height / height)
    across, down = width * scale, height * scale
    middle = rect.x + rect.width / 2 - badge_width / 2
    side = 0.5 if abs(middle) < 1 else 1.0 if middle > 0 else 0.0
    left, top = rect.x + (rect.width - across) * side, rect.y + (rect.height - down) / 2
    return Rect(left, top, across, down)


def draw_picture(canvas: Canvas, picture: ImageReader, rect: Rect) -> None:
    """A picture in a rectangle, in mm from the origin in the top left corner; it is stretched to fill it."""
    canvas.drawImage(  # pyright: ignore[reportUnknownMemberType]
        picture,
        rect.x * POINTS_PER_MM,
        -(rect.y + rect.height) * POINTS_PER_MM,
        rect.width * POINTS_PER_MM,
        rect.height * POINTS_PER_MM,
        mask="auto",
    )
