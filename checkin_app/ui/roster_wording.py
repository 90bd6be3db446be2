"""The sentences of the People page: counts, acts on people, and what the log says about somebody."""

READING = "Reading the roster …"

EXPORTS = (("Excel (.xlsx)", ".xlsx"), ("CSV (.csv)", ".csv"), ("CSV for Excel, with semicolons", ".csv*"))
"""What a table of people can be saved as, and the ending; a star marks the kind with semicolons."""
KINDS = {".xlsx": "Excel (*.xlsx)", ".csv": "CSV (*.csv)", ".csv*": "CSV (*.csv)"}


def shown_of(shown: int, everybody: int) -> str:
    """«12 of 1,204», or the one number where everybody is shown."""
    return f"{everybody:,}" if shown == everybody else f"{shown:,} of {everybody:,}"


def nobody(everybody: int, text: str) -> str:
    """What the table says while it is empty."""
    if not everybody:
        return "Nobody on the roster yet. Import a list with the button above, or drop its file here."
    return f"Nobody like «{text}»." if text else "Nobody like this."
