"""The words that stand above the columns of rosters, in six languages, and the fields that they mean.

They are looked up by `header_key`, so they are written here without accents, case and punctuation. A word that ends
in `?` says too little by itself and counts only if the column's content agrees.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache

from checkin_app.domain.text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.replace("ς", "σ").split())


class Field(StrEnum):
    """What a column of a roster can hold."""

    EXTERNAL_ID = "external_id"
    GIVEN = "given"
    FAMILY = "family"
    FULL_NAME = "full_name"
    BADGE_NAME = "badge_name"
    EMAIL = "email"
    ORGANISATION = "organisation"
    JOB_TITLE = "job_title"
    COUNTRY = "country"
    CATEGORY = "category"
    DAYS = "days"
    SESSIONS = "sessions"
    NOTE = "note"
    STATUS = "status"


DAY = "day:"
"""A yes/no column for one day is the field `day:2`, counted from 1."""
SESSION = "session:"
"""A yes/no column for one session is the field `session:CODE`."""
EXTRA = "extra:"
"""A column that is kept as it is, is the field `extra:` and its header."""
IGNORE = "ignore"

LANGUAGES = ("en", "ro", "it", "fr", "de", "el")

HEADERS: dict[Field, str] = {
    Field.EXTERNAL_ID: """
        en: id, external id, registration id, registration number, registration no, registration code,
            participant id, participant number, attendee id, attendee number, attendee no, ticket id, ticket
            code, ticket number, ticket secret, secret, barcode, reference?, reference number?,
            confirmation number?, contribution id, member id, unique id, pseudonymization id
        ro: id participant, cod participant, cod inscriere, cod de inscriere, cod inregistrare, cod de
            inregistrare, numar inregistrare, numar de inregistrare, nr inregistrare, numar inscriere, id
            inregistrare, cod bilet
        it: codice partecipante, codice iscrizione, numero iscrizione, id partecipante, id iscrizione, numero di
            registrazione, codice registrazione, codice biglietto, matricola
        fr: identifiant, numero d inscription, n d inscription, no d inscription, code participant, id participant, numero de participant, code d
            inscription, numero de billet, matricule
        de: teilnehmer id, teilnehmernummer, teilnehmer nr, anmeldenummer, anmelde id, anmeldecode,
            registrierungsnummer, ticketnummer, ticketcode, kennung
        el: κωδικος, κωδικος συμμετεχοντα, κωδικος εγγραφης, αριθμος εγγραφης, αρ εγγραφης, αριθμος μητρωου,
            αναγνωριστικο, κωδικος εισιτηριου
    """,
    Field.GIVEN: """
        en: first name, given name, forename, firstname, givenname, given names, first names, given, attendee
            name given name, christian name
        ro: prenume, prenumele, nume mic
        it: nome di battesimo, nome proprio, primo nome
        fr: prenom, prenoms, prenom usuel
        de: vorname, vornamen, rufname
        el: μικρο ονομα, κυριο ονομα, βαπτιστικο ονομα
    """,
    Field.FAMILY: """
        en: last name, family name, surname, lastname, familyname, last names, family names, family, second
            name, attendee name family name
        ro: nume de familie, nume familie, numele de familie
        it: cognome, cognomi, nome di famiglia
        fr: nom de famille, nom patronymique, patronyme, nom d usage
        de: nachname, familienname, zuname
        el: επωνυμο, επιθετο, οικογενειακο ονομα
    """,
    Field.FULL_NAME: """
        en: full name, name and surname, name surname, surname and name, surname name, participant name,
            attendee name, name of participant, participant, attendee, guest, guest name, delegate, delegate
            name, complete name, first and last name, first name last name, first name and last name, last name
            first name, last name and first name, family name given name
        ro: nume complet, numele complet, nume si prenume, numele si prenumele, prenume si nume, prenumele si
            numele, nume prenume, prenume nume, nume participant, numele participantului, participantul
        it: nome completo, nome e cognome, cognome e nome, nome cognome, cognome nome, nominativo, partecipante,
            nome partecipante, nome del partecipante
        fr: nom complet, nom et prenom, prenom et nom, nom prenom, prenom nom, nom du participant, nom et
            prenoms
        de: vollstandiger name, vor und nachname, vorname und nachname, vorname nachname, nachname vorname,
            nachname und vorname, name vorname, name und vorname, teilnehmer, teilnehmerin, teilnehmername, name
            des teilnehmers, ganzer name
        el: ονοματεπωνυμο, πληρες ονομα, ονομα και επωνυμο, ονομα επωνυμο, επωνυμο και ονομα, επωνυμο ονομα,
            συμμετεχων, ονομα συμμετεχοντα
    """,
    Field.BADGE_NAME: """
        en: badge name, name on badge, name on the badge, name for badge, name for the badge, display name,
            nickname, preferred name, name tag
        ro: nume pe ecuson, nume ecuson, nume pentru ecuson, numele de pe ecuson, nume badge, nume afisat
        it: nome sul badge, nome badge, nome per il badge, nome sul cartellino, nome visualizzato
        fr: nom sur le badge, nom du badge, nom badge, nom pour le badge, nom affiche
        de: badgename, name auf dem badge, name fur das badge, namensschild, name auf dem namensschild,
            anzeigename
        el: ονομα στην καρτα, ονομα για την καρτα, ονομα κονκαρδας, ονομα στην κονκαρδα, ονομα στο badge, ονομα
            εμφανισης
    """,
    Field.EMAIL: """
        en: email, e mail, email address, e mail address, mail, mail address, email id, contact email, work
            email
        ro: adresa de e mail, adresa de email, adresa e mail, adresa email, adresa mail, adresa de mail, posta
            electronica
        it: indirizzo e mail, indirizzo email, indirizzo mail, posta elettronica, indirizzo di posta elettronica
        fr: courriel, adresse e mail, adresse email, adresse mail, adresse electronique, adresse de courriel,
            mel, courrier electronique
        de: e mail adresse, email adresse, emailadresse, mailadresse, mail adresse, elektronische adresse
        el: ηλεκτρονικο ταχυδρομειο, διευθυνση ηλεκτρονικου ταχυδρομειου, ηλεκτρονικη διευθυνση, διευθυνση
            email, διευθυνση e mail, ηλ ταχυδρομειο
    """,
    Field.ORGANISATION: """
        en: organisation, organization, company, institution, affiliation, employer, company name, organisation
            name, organization name, name of organisation, name of organization, institution name, entity,
            university, company organisation, company organization, organisation company
        ro: organizatie, organizatia, institutie, institutia, companie, compania, firma, denumire organizatie,
            denumirea organizatiei, numele organizatiei, afiliere, angajator, entitate
        it: organizzazione, ente, azienda, istituzione, societa, impresa, affiliazione, ente di appartenenza,
            nome organizzazione, ragione sociale
        fr: organisme, entreprise, societe, etablissement, structure, employeur, nom de l organisation, nom de l
            organisme
        de: unternehmen, firma, einrichtung, arbeitgeber, firmenname, name der organisation, institut
        el: οργανισμος, φορεας, εταιρεια, επιχειρηση, ιδρυμα, επωνυμια, επωνυμια φορεα, εργοδοτης
    """,
    Field.JOB_TITLE: """
        en: job title, position, role, function, occupation, jobtitle, job, job position, profession,
            designation, title?
        ro: functie, functia, post, pozitie, pozitia, ocupatie, profesie, rol, titlul postului
        it: ruolo, qualifica, posizione, funzione, incarico, professione, mansione, titolo?
        fr: fonction, poste, profession, intitule du poste, titre du poste, emploi, titre?
        de: funktion, position, berufsbezeichnung, beruf, stellenbezeichnung, jobtitel, rolle, tatigkeit, titel?
        el: θεση, ιδιοτητα, επαγγελμα, τιτλος εργασιας, ρολος, θεση εργασιας
    """,
    Field.COUNTRY: """
        en: country, country of residence, country of origin, country name, country code
        ro: tara, tara de provenienta, tara de resedinta, tara de origine
        it: paese, nazione, paese di provenienza, paese di residenza
        fr: pays, pays de residence, pays d origine, pays de provenance
        de: land, herkunftsland, wohnsitzland, staat
        el: χωρα, χωρα προελευσης, χωρα διαμονης, χωρα καταγωγης
    """,
    Field.CATEGORY: """
        en: category, participant category, ticket type, participant type, attendee type, registration type,
            type of participant, ticket category, registration category, badge type, guest type, role?,
            product?, ticket?, group?, type?
        ro: categorie, categoria, tip participant, tipul participantului, tip bilet, categorie participant,
            calitate, in calitate de, grup?, tip?, rol?
        it: categoria, tipo partecipante, tipo di partecipante, tipologia partecipante, tipo biglietto,
            tipologia?, categoria partecipante, gruppo?, ruolo?
        fr: categorie, type de participant, type de billet, type d inscription, categorie de participant,
            groupe?, billet?
        de: kategorie, teilnehmerkategorie, teilnehmerart, teilnehmertyp, tickettyp, ticketart, ticketkategorie,
            gruppe?, produkt?, rolle?
        el: κατηγορια, κατηγορια συμμετεχοντα, τυπος συμμετεχοντα, τυπος εισιτηριου, ειδος συμμετοχης, ομαδα?,
            ρολος?
    """,
    Field.DAYS: """
        en: days, attendance days, days of attendance, registered days, days attending, participation days,
            day?, date?, dates?
        ro: zile, zilele, zile de participare, zilele de participare, zile participare, zile de prezenta, zi?,
            ziua?
        it: giorni, giornate, giorni di partecipazione, giorni di presenza, giorno?, giornata?
        fr: jours, jours de presence, jours de participation, journees, jour?, journee?
        de: tage, teilnahmetage, anwesenheitstage, veranstaltungstage, tag?
        el: ημερες, μερες, ημερες συμμετοχης, ημερες παρουσιας, ημερα?
    """,
    Field.SESSIONS: """
        en: sessions, session, session codes, session code, registered sessions, workshops?, workshop?
        ro: sesiuni, sesiunile, sesiune, sesiunea, coduri sesiuni, ateliere?, atelier?
        it: sessioni, sessione, codici sessioni, laboratori?, seminari?, incontri?
        fr: seances, seance, codes de session, codes des sessions, ateliers?
        de: sitzungen, sitzung, programmpunkte, veranstaltungen?, arbeitsgruppen?
        el: συνεδριες, συνεδρια, κωδικοι συνεδριων, ενοτητες?, εργαστηρια?
    """,
    Field.NOTE: """
        en: note, notes, staff note, note for staff, notes for staff, remarks, remark, comment, comments,
            internal note, check in note, checkin text
        ro: nota, observatii, mentiuni, comentarii, nota pentru personal, note interne, remarci, observatie
        it: osservazioni, annotazioni, commenti, note per lo staff, nota per lo staff, note interne
        fr: remarque, remarques, observations, commentaire, commentaires, note interne, note pour l accueil
        de: notiz, notizen, bemerkung, bemerkungen, anmerkung, anmerkungen, hinweis, hinweise, kommentar,
            vermerk
        el: σημειωση, σημειωσεις, παρατηρησεις, παρατηρηση, σχολια, σημειωση για το προσωπικο
    """,
    Field.STATUS: """
        en: status?, registration status?, registration state?, attendee status?, participant status?
        ro: stare?, stare inscriere?, statut?, stadiu?
        it: stato?, stato iscrizione?, stato partecipante?
        fr: statut?, etat?, statut de l inscription?
        de: status?, anmeldestatus?, teilnehmerstatus?
        el: κατασταση?, κατασταση εγγραφης?, κατασταση συμμετοχης?
    """,
}
"""The words for each field in each language, separated by commas."""

OWN_HEADERS: dict[Field, str] = {
    Field.EXTERNAL_ID: "External id",
    Field.GIVEN: "Given name",
    Field.FAMILY: "Family name",
    Field.BADGE_NAME: "Name for the badge",
    Field.EMAIL: "E-mail",
    Field.ORGANISATION: "Organisation",
    Field.JOB_TITLE: "Job title",
    Field.COUNTRY: "Country",
    Field.CATEGORY: "Category",
    Field.DAYS: "Days",
    Field.SESSIONS: "Sessions",
    Field.NOTE: "Note",
    Field.STATUS: "Status",
}
"""The headers of an exported roster, which needs no guessing when it comes back."""

PROBLEM_HEADERS = ("Row in the list", "Why it was not imported")
"""The headers that are put before a list of problem rows; they are no part of the list when it comes back."""

NAMES_FOR_ANY_PART = frozenset({"name", "nume", "numele", "nome", "nom", "ονομα", "names"})
"""Headers that mean the given name beside a family name, the family name beside a given name, else the whole name."""

NUMBERING = frozenset(
    {"number", "nr", "no", "n", "nr crt", "crt", "nr ord", "n ord", "num", "numero", "numero d ordre", "lfd nr",
     "laufende nummer", "lp", "α α", "αα", "a a", "row", "index", "pos", "s no", "sr no", "sl no", "numar"}
)  # fmt: skip
"""Headers of columns that only number the lines; they change when a line is added and are worth nothing."""

FILLERS = _words("""
    what is your please enter the a an of you do which write in for represent to my tell us will be
    va rugam introduceti care ce este dumneavoastra dvs al ai ale lui pe pentru completati scrieti de reprezentati
    inserire inserisci il lo la le i gli tuo tua suo sua qual e di del della dell per favore indicare rappresenta quale
    votre vos quel quelle est veuillez saisir indiquer l d du des un une s vous plait merci indiquez representez
    bitte geben sie ihr ihre ihren ein wie lautet der die das den dem fur vom welche vertreten
    παρακαλω το η ο τα του της σας ποιο ειναι συμπληρωστε για ποιον ποια εκπροσωπειτε
""")
"""Words of questions, which say nothing about what is asked."""

PERSONS = _words("""
    attendee attendees participant participants delegate guest visitor person s participantului participantei
    participanti partecipante partecipanti visiteur invite teilnehmer teilnehmers teilnehmerin teilnehmenden gast
    personal personala συμμετεχοντα συμμετεχοντος συμμετεχων επισκεπτη
""")
"""Words for the person whom a column is about, as everything on a roster is."""

_NOT_IN_WORDS = re.compile(r"[\W_]+")
_LINE = re.compile(r"(?:^|\n)\s*(..): ")


@lru_cache(4096)
def header_key(header: str) -> str:
    """A header as it is looked up: folded, # as «number», punctuation as spaces."""
    return _NOT_IN_WORDS.sub(" ", fold(header.replace("#", " number "))).strip()


@cache
def fields_by_header() -> dict[str, tuple[Field, ...]]:
    """Which fields a header word can mean, strong words only."""
    return _index(weak=False)


@cache
def fields_by_weak_header() -> dict[str, tuple[Field, ...]]:
    """Which fields a header word can mean if the column's content agrees."""
    return _index(weak=True)


@cache
def synonyms(field: Field) -> dict[str, tuple[str, ...]]:
    """The header words of a field by language; weak ones still end in `?`."""
    _, *parts = _LINE.split(HEADERS[field].replace("ς", "σ"))  # as folding does
    return {
        language: tuple(" ".join(word.split()) for word in line.split(","))
        for language, line in zip(parts[::2], parts[1::2], strict=True)
    }


def is_own_export(headers: Sequence[str]) -> bool:
    """Whether these are the headers of a roster that this program exported, be there more columns behind or not."""
    theirs = [header for header in headers if header not in PROBLEM_HEADERS]
    return theirs[: len(OWN_HEADERS)] == list(OWN_HEADERS.values())


def _index(*, weak: bool) -> dict[str, tuple[Field, ...]]:
    index: dict[str, tuple[Field, ...]] = {}
    for field in Field:
        for word in dict.fromkeys(_all_words(field)):
            if word.endswith("?") is weak:
                index[word.rstrip("?")] = (*index.get(word.rstrip("?"), ()), field)
    return index


def _all_words(field: Field) -> Iterator[str]:
    for words in synonyms(field).values():
        yield from words
