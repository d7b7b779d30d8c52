"""The window's language: chosen by the settings, else by the system, and learnt by Qt, too."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from pos.app.settings import WindowSettings
from pos.gui.present import words
from pos.resources import resource
from pos.till.lexicon import SOURCE, languages

_QT_WORDS: Final = "qtbase"


class Speech:
    """What the window speaks; made once, and told again when the settings have changed."""

    def __init__(
        self, app: QApplication, folder: Path | None = None, system: QLocale | None = None
    ) -> None:
        self._app = app
        self._system = system or QLocale.system()
        self._folder = folder or resource("languages")
        self._qt_words: QTranslator | None = None

    def follow(self, settings: WindowSettings) -> None:
        """Speak as the settings say: what is built from now on has these words and figures."""
        language = settings.language or self._of_system()
        is_of_system = not settings.language and not settings.region
        region = _region(self._system) if is_of_system else settings.region
        if language == SOURCE and not settings.region:
            words.use(None)
        else:
            # English as it stands in the code must not wait for Babel.
            from pos.till.tongue import window_tongue

            words.use(window_tongue(self._folder, language, region))
        self._teach_qt(language, region)

    def _of_system(self) -> str:
        known = languages(self._folder)
        wanted = (tag.partition("-")[0] for tag in self._system.uiLanguages())
        return next((tag for tag in wanted if tag in known), SOURCE)

    def _teach_qt(self, language: str, region: str) -> None:
        """Qt's own menus and buttons, the order of the panes, and the names of keys."""
        if self._qt_words is not None:
            self._app.removeTranslator(self._qt_words)
            self._qt_words = None
        here = QLocale(f"{language}_{region}" if region else language)
        QLocale.setDefault(here)
        own = QTranslator(self._app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != SOURCE and own.load(here, _QT_WORDS, "_", folder):
            self._app.installTranslator(own)
            self._qt_words = own
        way = Qt.LayoutDirection
        self._app.setLayoutDirection(
            way.RightToLeft if words.is_right_to_left() else way.LeftToRight
        )


def _region(system: QLocale) -> str:
    name = system.name()  # "de_CH"; "C" where the system says nothing
    return name.partition("_")[2]
