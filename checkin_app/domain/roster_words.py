"""The words that rosters use in their cells: yes and no, days and months, states and salutations, in six languages.

All are folded; see `text.fold`.
"""

from functools import cache

from checkin_app.domain.text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.replace("ς", "σ").split())  # as folding does


YES = _words("""
    yes y true 1 x ✓ ✔ ☑ ☒ ✅ √ v on ok attending present registered selected checked da d adevarat prezent
    participa si s vero presente oui o vrai ja j wahr anwesend ναι αληθες παρων παρουσα
""")
NO = _words("""
    no n false 0 ✗ ✘ ✕ ☐ ❌ ❎ - off absent declined nu fals absenta falso assente non faux nein falsch abwesend
    οχι ψευδες απων
""") | {"not attending", "nu participa", "nicht anwesend"}

ALL_DAYS = _words("all toate tutti tutte tous toutes alle ολες ολα *") | {
    "every day", "whole event", "full event", "tot evenimentul", "jeden tag", "ganze veranstaltung",
}  # fmt: skip
"""Words for every day; words for days may follow them."""

NOTHING = NO | _words("none niciuna niciun nessuno nessuna aucun aucune keine keiner καμια")
"""What stands in a cell for an empty list."""
PLURAL_DAYS = ("days", "zile", "giorni", "jours", "tage", "ημερεσ", "μερεσ")
DAY_WORDS = _words("""
    day days ziua zi zile zilele giorno giorni giornata giornate jour jours journee journees tag tage tagen tages
    ημερα ημερες μερα μερες
""")
_ORDINALS = (
    "first prima intai intaia primo premier premiere erster erste ersten πρωτη",
    "second doua secondo seconda deuxieme seconde zweiter zweite zweiten δευτερη",
    "third treia terzo terza troisieme dritter dritte dritten",
    "fourth patra quarto quarta quatrieme vierter vierte vierten",
)
RANGE_WORDS = _words("to through until till pana al bis au jusqu εως μεχρι")
CONNECTING = _words("""
    a and cele i τις οι si e et und και plus on of the in at only pe la de din doar dal dall il i le gli di solo du des
    les seulement am an der den die das von vom nur from απο τη την τις στις μονο
""")
ATTENDING = _words("""
    which what attend attending attendance attended will you your participate participation participating
    present presence registered registration join joining please select conference visit event care ce particip
    participa participare participati participarea prezenta prezent inscriere inscris veti quali quale
    partecipazione partecipa partecipero presenza presente iscrizione iscritto parteciperai quels quel
    participer participe inscription inscrit participerez vous welche welchen teilnahme teilnehmen anwesend
    anwesenheit anmeldung nehme teil nehmen sie serez etes present presente θα ειστε ποιες ποια συμμετοχη παρουσια εγγραφη παρακολουθηση παρων παρουσα
""")

_MONTHS = (
    "january jan ianuarie ian gennaio gen janvier janv januar janner ιανουαριος ιανουαριου ιαν",
    "february feb februarie febr febbraio fevrier fevr februar φεβρουαριος φεβρουαριου φεβ",
    "march mar martie marzo mars marz μαρτιος μαρτιου μαρ",
    "april apr aprilie aprile avril avr απριλιος απριλιου απρ",
    "may mai maggio mag μαιος μαιου μαι",
    "june jun iunie iun giugno giu juin juni ιουνιος ιουνιου ιουν",
    "july jul iulie iul luglio lug juillet juil juli ιουλιος ιουλιου ιουλ",
    "august aug agosto ago aout αυγουστος αυγουστου αυγ",
    "september sep sept septembrie settembre set septembre σεπτεμβριος σεπτεμβριου σεπ",
    "october oct octombrie ottobre ott octobre oktober okt οκτωβριος οκτωβριου οκτ",
    "november nov noiembrie noi novembre νοεμβριος νοεμβριου νοε",
    "december dec decembrie dicembre dic decembre dez dezember δεκεμβριος δεκεμβριου δεκ",
)
_WEEKDAYS = (
    "monday mon luni lunedi lundi montag δευτερα",
    "tuesday tue tues marti martedi mardi dienstag τριτη",
    "wednesday wed miercuri mercoledi mercredi mittwoch τεταρτη",
    "thursday thu thur thurs joi giovedi jeudi donnerstag πεμπτη",
    "friday fri vineri venerdi vendredi freitag παρασκευη",
    "saturday sat sambata sabato samedi samstag sonnabend σαββατο",
    "sunday sun duminica domenica dimanche sonntag κυριακη",
)

SALUTATIONS = _words("""
    mr mrs ms miss mx dr prof sir madam dl d-na dna d-ra domnul doamna domnisoara sig sigra sig.ra signor
    signora dott dott.ssa m mme mlle monsieur madame mademoiselle herr frau κ κος κα κυριος κυρια ing
""")
CANCELLED = _words("""
    cancelled canceled anulat anulata retras annullato annullata cancellato cancellata ritirato annule annulee
    storniert abgesagt zuruckgezogen ακυρωμενο ακυρωμενος ακυρωμενη ακυρωθηκε withdrawn rejected declined
    deleted refunded expired expirat expirata expire expiree scaduto scaduta abgelaufen
""") | {"not attending"}
BARRED = _words("""
    barred banned blocked interzis blocat blocata bloccato escluso esclusa interdit exclu gesperrt
    ausgeschlossen αποκλεισμενος αποκλεισμενη
""")
ACTIVE = _words("""
    active confirmed registered attending complete completed paid unpaid approved accepted pending ok yes activ
    activa confirmat confirmata inscris inscrisa platit attivo attiva confermato confermata iscritto iscritta
    pagato actif confirme confirmee inscrit inscrite paye aktiv bestatigt angemeldet bezahlt ενεργος ενεργη
    επιβεβαιωμενος εγγεγραμμενος
""") | {"checked in"}
TOTALS = _words("""
    total totals sum subtotal totale somma totaal gesamt summe insgesamt anzahl somme συνολο
""") | {"grand total", "total general", "totale generale", "total participanti", "nombre total"}
TOTALS_BEGIN = frozenset(word[0] for word in TOTALS)


@cache
def months() -> dict[str, int]:
    """The number of a month by its folded name or abbreviation."""
    return {
        name: number for number, names in enumerate(_MONTHS, 1) for name in names.replace("ς", "σ").split()
    }


@cache
def weekdays() -> dict[str, int]:
    """The number of a weekday, Monday being 0, by its folded name or abbreviation."""
    return {
        name: number for number, names in enumerate(_WEEKDAYS) for name in names.replace("ς", "σ").split()
    }


@cache
def ordinals() -> dict[str, int]:
    """1 for «first» and its translations, and so on."""
    return {
        name: number for number, names in enumerate(_ORDINALS, 1) for name in names.replace("ς", "σ").split()
    }


def mark(text: str) -> bool | None:
    """What a yes/no cell says; None if it is neither yes nor no."""
    folded = fold(text).replace("\ufe0f", "").rstrip(".!")
    if folded in YES:
        return True
    return False if folded in NO else None
