"""Papers and exports: everything about attendance that leaves the program, each with a way to save it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from checkin_app.domain.event import Event
from checkin_app.ui.attendance import paper_wording, sentences
from checkin_app.ui.attendance.certificate_card import CertificateCard
from checkin_app.ui.attendance.paper_card import PaperCard
from checkin_app.ui.attendance.signature_card import SignatureCard
from checkin_app.ui.labels import label


class PapersView(QWidget):
    """`export_requested` carries the service's word for what is to be saved, and the file's ending."""

    export_requested = Signal(str, str)

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.signatures = SignatureCard(event)
        self.certificates = CertificateCard(event)
        self.report = PaperCard("chart-column", "Attendance report", paper_wording.REPORT)
        self.report.offer("report.pdf", "Save PDF")
        self.report.offer("report.print", "Print", "printer")
        self.pack = PaperCard("shield-check", "Evidence pack", paper_wording.PACK)
        self.pack.offer("evidence.zip", "Save ZIP")
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 8, 8)
        self._column.setSpacing(10)
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(self._column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._column.addWidget(label("section", "Papers"))
        for card in (self.signatures, self.certificates, self.report, self.pack):
            self._column.addWidget(card)
        self._column.addWidget(label("section", "Tables"))
        for kind, icon, title, about in sentences.TABLES:
            card = PaperCard(icon, title, about)
            for ending, words in sentences.TABLE_FILES:
                card.offer(f"{kind}{ending}", words)
            card.wanted.connect(self._export)
            self._column.addWidget(card)
        self._column.addStretch(1)

    def show_event(self, event: Event) -> None:
        """Offer the days and sessions of the programme as it is now."""
        self.signatures.show_event(event)
        self.certificates.show_event(event)

    @Slot(str)
    def _export(self, wish: str) -> None:
        kind, _, ending = wish.partition(".")
        self.export_requested.emit(kind, f".{ending}")
