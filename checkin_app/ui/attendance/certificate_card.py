"""Certificates: by which rule, who earns one and who falls short of what, and whose name is under them."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from checkin_app.domain.certificate import CertificateRule, Decision, usual_rule
from checkin_app.domain.event import Event
from checkin_app.services.certificate_pages import CertificateChoices
from checkin_app.services.certificates import Issue
from checkin_app.ui import theme
from checkin_app.ui.attendance import paper_wording
from checkin_app.ui.attendance.figures_table import FiguresTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox
from checkin_app.ui.attendance.paper_card import PaperCard, number_box

_TABLE, _SIGNATORY = 260, 190
_WIDTHS = {"Days": 70, "Hours": 112}


class CertificateCard(PaperCard):
    """Asks for certificates; `show_decisions` tells who would get one."""

    def __init__(self, event: Event) -> None:
        super().__init__("id-card", "Certificates of attendance", paper_wording.CERTIFICATES)
        self._days = number_box("certificateDays", 1, 1, "At least {} days")
        self._share = number_box("certificateShare", 0, 100, "{} % of the sessions")
        self._session = ChoiceBox("Session that must have been attended")
        self._session.setObjectName("certificateSession")
        self._signatory = QLineEdit()
        self._signatory.setObjectName("certificateSignatory")
        self._signatory.setPlaceholderText("Name of who signs")
        self._signatory.setAccessibleName("Name of who signs")
        self._signatory.setMinimumWidth(theme.scaled(_SIGNATORY))
        for widget in (self._days, self._share, self._session, self._signatory):
            self.choices.addWidget(widget)
        self.show_choices()
        self._table = FiguresTable("Who earns a certificate")
        self._table.setObjectName("certificateTable")
        self._table.setFixedHeight(theme.scaled(_TABLE))
        self._table.say_when_empty("Nobody is on the roster yet.")
        self._table.hide()
        self.column.addWidget(self._table)
        self.offer("certificates.preview", "Who earns one", "users")
        self.save = self.offer("certificates.pdf", "Save PDF")
        self.print = self.offer("certificates.print", "Print", "printer")
        self._event: Event | None = None
        self.show_event(event)
        for box in (self._days, self._share):
            box.valueChanged.connect(self._forget)
        self._session.chosen.connect(self._forget)

    def show_event(self, event: Event) -> None:
        """Offer what the programme has; it says how many days are asked for until somebody chooses."""
        if event == self._event:
            return
        is_first, self._event = self._event is None, event
        self._days.setMaximum(max(1, len(event.days)))
        if is_first:
            self._days.setValue(usual_rule(event).days)
        counting = [(session.code, session.title) for _, session in event.sessions() if session.certificate]
        self._session.offer([("", "Any session"), *counting])

    def rule(self) -> CertificateRule:
        """What a certificate asks for."""
        session = str(self._session.value() or "")
        return CertificateRule(self._days.value(), self._share.value(), (session,) if session else ())

    def wanted_choices(self) -> CertificateChoices:
        """Whose name is under them."""
        return CertificateChoices(signatory=self._signatory.text().strip())

    def show_decisions(self, decisions: Sequence[Decision]) -> None:
        """Show who earns one, and what the others lack."""
        self.about.setText(paper_wording.earned(decisions))
        self._table.show_figures(*paper_wording.decisions_table(decisions), _WIDTHS)
        self._table.show()

    def show_issue(self, issue: Issue) -> None:
        """Say how many were given one."""
        self.about.setText(paper_wording.given(len(issue.certificates), len(issue.short)))

    @Slot()
    def _forget(self) -> None:
        """What was shown was said of another rule."""
        self._table.hide()
        self.about.setText(paper_wording.CERTIFICATES)
