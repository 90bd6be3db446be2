"""What the Settings page says about files, and about the program itself."""

RESTORING = (
    "A backup is checked, then copied to a new event file and opened. The present file stays as it is."
)
LICENCE = "MIT licence: free to use, to copy and to change."
"""Of the program; the texts of the others come with the fonts and icons."""
PARTS = (
    ("Fonts", "Inter and Noto Sans, under the SIL Open Font License 1.1"),
    ("Icons", "Lucide, under the ISC licence"),
)
