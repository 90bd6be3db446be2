"""A button of the page's head: with words where there is room for them, else a drawing whose words are its tool tip."""

from PySide6.QtWidgets import QPushButton

from checkin_app.ui.icons import ButtonIcon


class HeadButton(QPushButton):
    """Begins without its words, so that a small window can be opened."""

    def __init__(self, words: str, icon: str, name: str) -> None:
        super().__init__()
        self._words = words
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setToolTip(words)
        ButtonIcon(self, icon, "text", 18)
        self.show_words(has_room=False)

    def show_words(self, *, has_room: bool) -> None:
        """Show the words, or leave them out."""
        self.setText(f"  {self._words}" if has_room else "")
