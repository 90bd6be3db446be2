"""A printer for tests: it prints when it is told to, and can be out of paper, unplugged or silent."""

from pathlib import Path

from checkin_app.services.spooler import Fate, Heard, Paper, Printer, SpoolerRefused


class PaperPrinter:
    """A spooler with one printer, «Desk», and with «Upstairs» if it is told so."""

    def __init__(self) -> None:
        self.is_there = True
        self.has_second = False
        self.answers = True
        self.tells = True
        self.trouble = ""
        self.jobs: dict[str, Heard] = {}
        self.titles: dict[str, str] = {}
        self.cancelled: list[str] = []
        self.sent: list[tuple[str, Paper, bytes]] = []

    def printers(self) -> list[Printer]:
        self._answer()
        first = Printer("Desk", "Desk printer", is_default=True, trouble=self.trouble)
        second = Printer("Upstairs", "Printer upstairs")
        return [first] * self.is_there + [second] * self.has_second

    def send(self, printer: str, pdf: Path, title: str, paper: Paper) -> str:
        self._answer()
        if printer not in {each.name for each in self.printers()}:
            raise SpoolerRefused(printer, "There is no such printer any more.")
        number = str(len(self.sent) + 1)
        self.sent.append((title, paper, pdf.read_bytes()))
        self.titles[title] = number
        self.jobs[number] = Heard(Fate.WAITING if self.tells else Fate.UNKNOWN)
        return number

    def find(self, title: str) -> str:
        self._answer()
        return self.titles.get(title, "")

    def hear(self, printer: str, job: str) -> Heard:
        self._answer()
        assert printer in {"Desk", "Upstairs"}
        return self.jobs[job]

    def cancel(self, printer: str, job: str) -> None:
        self._answer()
        assert printer in {"Desk", "Upstairs"}
        self.jobs[job] = Heard(Fate.FAILED, "It was cancelled in the printing system.")
        self.cancelled.append(job)

    def print_all(self) -> None:
        self.jobs = {number: Heard(Fate.PRINTED) for number in self.jobs}

    def lose_all(self, why: str) -> None:
        self.jobs = {number: Heard(Fate.FAILED, why) for number in self.jobs}

    def _answer(self) -> None:
        if not self.answers:
            raise SpoolerRefused("", "It does not answer.")
