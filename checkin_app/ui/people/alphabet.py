"""The order of texts by the rules of the user's language, compared once and then remembered."""

from collections.abc import Generator, Iterable
from heapq import merge

from PySide6.QtCore import QCollator, QCollatorSortKey, QLocale, Qt

_RUN = 256
"""Texts sorted at a time: Qt's comparison lets no other thread of Python go on before it is done."""
_STEP = 5_000


class Alphabet:
    """Ș comes after S in Romanian and Å after Z in Swedish; where no language is set, English has its say."""

    def __init__(self, locale: QLocale | None = None) -> None:
        wanted = locale or QLocale()
        is_unset = wanted.language() == QLocale.Language.C
        self._collator = QCollator(QLocale(QLocale.Language.English) if is_unset else wanted)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._keys: dict[str, QCollatorSortKey] = {}
        self._ordered: list[str] = []

    def in_order(self, texts: Iterable[str]) -> Generator[tuple[int, int], None, list[str]]:
        """These texts, each once, in order: long work that may run on any one thread at a time."""
        wanted = dict.fromkeys(texts)
        unknown = [text for text in wanted if text not in self._keys]
        runs = [self._ordered]
        for start in range(0, len(unknown), _RUN):
            yield start, len(unknown)
            run = unknown[start : start + _RUN]
            self._keys |= {text: self._collator.sortKey(text) for text in run}
            runs.append(sorted(run, key=self._key))
        if unknown:
            self._ordered = yield from _merged(merge(*runs, key=self._key), len(self._keys))
        return [text for text in self._ordered if text in wanted]

    def _key(self, text: str) -> QCollatorSortKey:
        """A step of Python for each text, at which other threads may take their turn."""
        return self._keys[text]


def _merged(texts: Iterable[str], total: int) -> Generator[tuple[int, int], None, list[str]]:
    ordered: list[str] = []
    for text in texts:
        ordered.append(text)
        if len(ordered) % _STEP == 0:
            yield len(ordered), total
    return ordered
