"""The steps of the import as pictures: a list with everything that such lists have, all people in it invented."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

from checkin_app.services.roster_source import pasted_source
from checkin_app.ui.importing.check_step import CheckStep
from checkin_app.ui.importing.check_table import Tab
from checkin_app.ui.importing.import_area import ImportArea
from checkin_app.ui.importing.import_wizard import ImportWizard
from checkin_app.ui.rail import Page
from checkin_app.ui.shell import Shell

T = TypeVar("T", bound=QWidget)

LIST = """\
Marcaj de timp;Adresă de e-mail;Prenume;Nume de familie;Organizația;Funcția;Țara;Categoria;Ziua 1 (21 noiembrie);Ziua 2 (22 noiembrie);Ziua 3 (23 noiembrie);Telefon;Mențiuni
01.10.2023 10:00;bogdan.sandulescu@example.org;Bogdan;Săndulescu;HempClub;Cercetător;România;Exchange visitor;da;da;da;+40 700 000 001;
01.10.2023 10:07;ioana-maria.de.los.angeles@institut-national-de-cercetare.example.org;Ioana-Maria de los Ángeles;Constantinescu-Brâncoveanu;Institutul Național de Cercetare-Dezvoltare pentru Biotehnologii în Horticultură Ștefănești;Director adjunct;România;Speaker;da;da;nu;;Vegetarian
01.10.2023 10:31;giulia.conti@example.org;Giulia;Conti;Canapa Italia;;Italia;Public;nu;da;da;;
01.10.2023 11:02;e.papadopoulou@example.org;Ελένη;Παπαδοπούλου;Αγροτεχνική Όλυνθος;Γεωπόνος;Ελλάδα;Speaker;da;da;da;;Ajunge la 10:15
01.10.2023 11:40;li.ng@example.org;Li;Ng;;;;Press;da;poate;da;;
01.10.2023 11:44;nobody@example.org;;;Flax;;;Public;da;da;da;;
01.10.2023 12:00;elena@example.org;Elena;Mихаилова;Hemp;;;Public;da;da;da;;
Total;;7;;;;;;;;;;
"""
ROSTER = """\
External id;First name;Last name;E-mail;Organisation;Job title;Country
X1;Bogdan;Săndulescu;;HempClub;;
X2;Conti;Giulia;;Canapa Italia;Buyer;Italy
;Ελένη;Παπαδοπούλου;e.papadopoulou@example.org;;Agronomist;
"""


class Stage(Protocol):
    """What a scene needs of the open window."""

    def find(self, kind: type[T], name: str = "") -> T:
        """The one widget of a kind."""
        ...


Scene = Callable[[Stage], None]


def _opened(stage: Stage) -> ImportWizard:
    stage.find(Shell).show_page(Page.PEOPLE)
    stage.find(ImportArea).show_import()
    return stage.find(ImportWizard)


def _reached(stage: Stage, steps: int, text: str = LIST) -> ImportWizard:
    wizard = _opened(stage)
    wizard.take(pasted_source(text))
    for _ in range(steps):
        wizard.go_on()
    return wizard


def _file(stage: Stage) -> None:
    _opened(stage)


def _refused(stage: Stage) -> None:
    path = Path(mkdtemp()) / "participants.xlsx"
    path.write_bytes(b"%PDF-1.7")
    _opened(stage)
    stage.find(ImportArea).take_file(path)


def _read(stage: Stage) -> None:
    _reached(stage, 0)


def _question(stage: Stage) -> None:
    path = Path(mkdtemp()) / "lista.csv"
    path.write_bytes("Nome;Cognome\nIrmã;Bæk\n".encode("cp1252"))
    _opened(stage)
    stage.find(ImportArea).take_file(path)


def _columns(stage: Stage) -> None:
    _reached(stage, 1)


def _no_names(stage: Stage) -> None:
    _reached(stage, 1, "Wer;Woher\nAna Pop;Flax\nIon Popa;Hemp\n")


def _checked(tab: Tab) -> Scene:
    def scene(stage: Stage) -> None:
        wizard = _reached(stage, 3, ROSTER)
        wizard.start_again()
        _reached(stage, 2)
        stage.find(CheckStep).show_tab(tab)

    return scene


def _decided(stage: Stage) -> None:
    _checked(Tab.ALIKE)(stage)
    stage.find(QPushButton, "actFill").click()


def _result(stage: Stage) -> None:
    _reached(stage, 3)


SCENES: dict[str, Scene] = {
    "import-file": _file,
    "import-refused": _refused,
    "import-read": _read,
    "import-question": _question,
    "import-columns": _columns,
    "import-no-names": _no_names,
    "import-check-alike": _checked(Tab.ALIKE),
    "import-check-decided": _decided,
    "import-check-new": _checked(Tab.NEW),
    "import-check-changed": _checked(Tab.CHANGED),
    "import-check-same": _checked(Tab.SAME),
    "import-check-problem": _checked(Tab.PROBLEM),
    "import-result": _result,
}
