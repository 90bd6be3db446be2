"""Signature lists: for which days or sessions, how many blank rows, and what stands beside the names."""

from collections.abc import Sequence

from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.signature_list import MOST_BLANK_ROWS
from checkin_app.services.signature_pages import SignatureChoices
from checkin_app.ui import wording
from checkin_app.ui.attendance.matrix_filters import ChoiceBox
from checkin_app.ui.attendance.paper_card import PaperCard, check_box, number_box

_USUAL_BLANK_ROWS = 5
_TIMES = ((None, "Scan times if any"), (True, "With scan times"), (False, "Without scan times"))


class SignatureCard(PaperCard):
    """Asks for signature lists."""

    def __init__(self, event: Event) -> None:
        super().__init__(
            "pencil",
            "Signature lists",
            "Name, organisation and country of everybody who is expected, with room to sign and rows for walk-ins.",
        )
        self._where = ChoiceBox("Lists for")
        self._where.setObjectName("signaturesFor")
        self._blank = number_box("blankRows", 0, MOST_BLANK_ROWS, "{} blank rows")
        self._blank.setValue(_USUAL_BLANK_ROWS)
        self._times = ChoiceBox("Scan times")
        self._times.setObjectName("signatureTimes")
        self._times.offer(_TIMES)
        self._emails = check_box("signatureEmails", "With e-mail")
        self._landscape = check_box("signatureLandscape", "Landscape")
        for widget in (self._where, self._blank, self._times, self._emails, self._landscape):
            self.choices.addWidget(widget)
        self.show_choices()
        self.save = self.offer("signatures.pdf", "Save PDF")
        self.print = self.offer("signatures.print", "Print", "printer")
        self.show_event(event)

    def show_event(self, event: Event) -> None:
        """Offer the days and sessions of the programme."""
        days = tuple(Checkpoint(day.date) for day in event.days)
        sessions = tuple(each for each in event.checkpoints() if each.session)
        single = [((each,), wording.checkpoint_name(event, each)) for each in event.checkpoints()]
        self._where.offer([(days, "Every day"), (sessions, "Every session"), *single])
        for button in (self.save, self.print):
            button.setEnabled(bool(days))

    def checkpoints(self) -> Sequence[Checkpoint]:
        """What lists are wanted for."""
        chosen = self._where.value()
        return chosen if isinstance(chosen, tuple) else ()

    def wanted_choices(self) -> SignatureChoices:
        """How they are wanted."""
        times = self._times.value()
        return SignatureChoices(
            blank_rows=self._blank.value(),
            landscape=self._landscape.isChecked(),
            emails=self._emails.isChecked(),
            times=times if isinstance(times, bool) else None,
        )
