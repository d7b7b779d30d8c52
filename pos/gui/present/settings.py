"""The pages of settings: which fields there are, what is wrong with them, what a save changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pos.gui.backoffice import Changes, Found, Kind, Section, Setting, SettingsSeen
from pos.gui.present.settingswords import (
    Group,
    choice_text,
    group_of,
    said_of,
    section_title,
)
from pos.gui.present.tokens import Token
from pos.gui.present.words import again, count, later, say

MOST_FOUND: Final = 15
"""More results than this are no answer to a search."""

SHOWN_LETTERS: Final = 60

SEARCH: Final = later("Search all settings")
NOTHING_FOUND: Final = later("No setting has these words.")
MORE_FOUND: Final = later("There are more: type another letter.")
NO_COINS: Final = later("No coin yet. Add one that customers can pay with.")
SECRET_SET: Final = later("Set. It is not shown again.")
SECRET_UNSET: Final = later("Not set.")
REOPENS: Final = later(
    "The till closes for a moment and opens with the new settings. What lies on the counter stays."
)
TAKES_REAL: Final = later("From then on the shop takes real money instead of practising.")
TAKES_NONE: Final = later("No coin is left: from then on the shop only practises.")
SAVED: Final = later("The settings are saved.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One setting as it is typed: `typed` stands in its field, `problem` below in red.

    `note` says what it is without a word here, or why it cannot be changed. `state` of a secret
    says whether there is one.
    """

    setting: Setting
    title: str
    help: str
    unit: str
    note: str
    typed: str
    problem: str = ""
    is_changed: bool = False
    state: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """What it is called in the file."""
        return self.setting.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section with its fields. `is_new` or `is_going` come or go with the next save."""

    name: str
    title: str
    fields: tuple[Field, ...]
    is_removable: bool = False
    is_new: bool = False
    is_going: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed and is not saved, and what is wrong with it, by key; "" is all of it."""

    changes: Changes
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsPage:
    """One group, or what a search found."""

    parts: tuple[Part, ...]
    addable: tuple[tuple[str, str], ...] = ()
    words: str = ""


def group_page(seen: SettingsSeen, group: Group, draft: Draft) -> SettingsPage:
    """Every setting of a group."""
    parts = tuple(
        _part(section, draft, section.settings)
        for section in seen.sections
        if group_of(section.name) is group and section.settings
    )
    is_coins = group is Group.COINS
    return SettingsPage(
        parts=parts,
        addable=tuple(seen.addable) if is_coins else (),
        words=say(NO_COINS) if is_coins and not parts else "",
    )


def search_page(seen: SettingsSeen, text: str, draft: Draft) -> SettingsPage:
    """Every setting that has all of these words in its title, key, help or section."""
    words = text.casefold().split()
    parts, found = [], 0
    for section in seen.sections:
        hits = [each for each in section.settings if _has(section, each, words)]
        room = max(0, MOST_FOUND - found)
        if hits[:room]:
            parts.append(_part(section, draft, hits[:room]))
        found += len(hits)
    said = "" if parts else say(NOTHING_FOUND)
    return SettingsPage(parts=tuple(parts), words=said if found <= MOST_FOUND else say(MORE_FOUND))


def change_lines(seen: SettingsSeen, changes: Changes, after: SettingsSeen) -> tuple[str, ...]:
    """What a save changes, line by line, from how it stands to `after`; never a secret.

    Whose money it is comes first: nobody may overlook that.
    """
    known = {each.key: (section, each) for section, each in _all(seen)}
    hidden = {each.key: each.hint for _, each in _all(after) if each.is_secret}
    titles = {section.name: section.title for section in seen.sections}
    lines = []
    for key in sorted(changes, key=lambda key: not key.startswith("wallets.")):
        text = changes[key]
        if key in known:
            lines.append(_change_line(*known[key], text, hidden.get(key)))
            continue
        title = section_title(key, titles.get(key) or dict(seen.addable).get(key, key))
        lines.append(_gone(title) if text is None else say("{title} is put in", title=title))
    return tuple(lines)


def bar_words(seen: SettingsSeen, draft: Draft) -> str:
    """The state of the draft in one line, with the first thing that is wrong."""
    if not draft.changes:
        return say("Nothing is changed.")
    changed = count("{n} change not saved yet|{n} changes not saved yet", len(draft.changes))
    if not draft.problems:
        return changed
    key, problem = next(iter(draft.problems.items()))
    named = next((_title(*each) for each in _all(seen) if each[1].key == key), again(problem))
    return say("{changed}. To mend: {what}", changed=changed, what=named)


def after_words(before: SettingsSeen, after: SettingsSeen, changes: Changes) -> str:
    """What else happens once the settings are saved."""
    if set(changes) <= before.at_once:
        return ""
    if before.takes_money == after.takes_money:
        return say(REOPENS)
    return f"{say(REOPENS)} {say(TAKES_REAL if after.takes_money else TAKES_NONE)}"


def agreement(lines: Sequence[str]) -> str:
    """What the manager agrees to."""
    if len(lines) == 1:
        return say("Change a setting: {line}", line=lines[0])
    return count("Change {n} setting of the shop.|Change {n} settings of the shop.", len(lines))


def problem_text(key: str, problem: str) -> str:
    """What is wrong with a setting, in the window's language.

    The loader says it in one sentence that begins with the key, which the field need not repeat.
    """
    if not problem:
        return ""
    for joint in (": ", " "):
        whole = f"{key}{joint}{problem}"
        said = again(whole)
        if said not in {whole, problem} and said.startswith(f"{key}{joint}"):
            return said.removeprefix(f"{key}{joint}")
    return again(problem)


def found_said(found: Found) -> tuple[Token, str]:
    """What came of one thing that was tried."""
    if found.problem:
        return Token.FAILED, f"{again(found.subject)}: {again(found.problem)}"
    return Token.PAID, again(found.subject)


def check_words(found: Sequence[Found]) -> str:
    """What came of all of them."""
    wrong = sum(bool(each.problem) for each in found)
    if wrong:
        return count("{n} thing does not work.|{n} things do not work.", wrong)
    return say("Everything works.")


def _part(section: Section, draft: Draft, settings: Sequence[Setting]) -> Part:
    return Part(
        name=section.name,
        title=section_title(section.name, section.title),
        fields=tuple(_field(each, draft) for each in settings),
        is_removable=section.is_removable,
        is_new=draft.changes.get(section.name) == "",
        is_going=section.name in draft.changes and draft.changes[section.name] is None,
    )


def _field(setting: Setting, draft: Draft) -> Field:
    said = said_of(setting.key)
    changed = setting.key in draft.changes
    text = draft.changes.get(setting.key)
    typed = setting.value
    if changed:
        typed = setting.default if text is None else text
    return Field(
        setting=setting,
        title=said.title,
        help=said.help,
        unit=said.unit,
        note=_note(setting),
        typed=typed,
        problem=problem_text(setting.key, draft.problems.get(setting.key, "")),
        is_changed=changed,
        state=_state(setting, is_changed=changed, text=text) if setting.is_secret else "",
        options=tuple((each, choice_text(setting.key, each)) for each in setting.choices),
    )


def _note(setting: Setting) -> str:
    if setting.is_from_environment:
        return say("Fixed by {variable} in the environment.", variable=setting.variable)
    if setting.kind is Kind.SWITCH or setting.is_secret:
        return setting.key
    usual = choice_text(setting.key, setting.default).replace("\n", ", ")
    if not usual or len(usual) > SHOWN_LETTERS:
        return setting.key
    return say("{key}, usually {value}", key=setting.key, value=usual)


def _state(setting: Setting, *, is_changed: bool, text: str | None) -> str:
    if is_changed and not text:
        return say("It is taken out with the next save.")
    if is_changed:
        return say("A new one was typed.")
    if not setting.is_set and not setting.is_from_environment:
        return say(SECRET_UNSET)
    if setting.hint:
        return say("Set: {hint}. It is not shown again.", hint=setting.hint)
    return say(SECRET_SET)


def _has(section: Section, setting: Setting, words: Sequence[str]) -> bool:
    said = said_of(setting.key)
    title = section_title(section.name, section.title)
    text = f"{said.title} {setting.key} {said.help} {title}".casefold()
    return all(word in text for word in words)


def _change_line(section: Section, setting: Setting, text: str | None, hint: str | None) -> str:
    """`hint` is by what the new value is known again if it is a secret; None for no secret."""
    title = _title(section, setting)
    if setting.is_secret and not text:
        return _gone(title)
    if hint:
        old = setting.hint or _shown(setting, setting.value)
        return say("{title}: {new} instead of {old}", title=title, new=hint, old=old)
    if setting.is_secret or hint is not None:
        return say("{title}: a new secret", title=title)
    new = _shown(setting, setting.default if text is None else text)
    old = setting.hint or _shown(setting, setting.value)
    return say("{title}: {new} instead of {old}", title=title, new=new, old=old)


def _gone(title: str) -> str:
    return say("{title} is taken out", title=title)


def _all(seen: SettingsSeen) -> Iterator[tuple[Section, Setting]]:
    return ((section, each) for section in seen.sections for each in section.settings)


def _title(section: Section, setting: Setting) -> str:
    """What a setting is called where others are, too."""
    return " \u2013 ".join(_names(section, setting))


def _names(section: Section, setting: Setting) -> Iterator[str]:
    if section.title:
        yield section_title(section.name, section.title)
    yield said_of(setting.key).title


def _shown(setting: Setting, value: str) -> str:
    """A value in a sentence, short."""
    if setting.kind is Kind.SWITCH:
        return say("on") if value == "true" else say("off")
    text = choice_text(setting.key, value).replace("\n", ", ")
    if not text:
        return say("nothing")
    more = "…" if len(text) > SHOWN_LETTERS else ""
    return say("“{value}”", value=text[:SHOWN_LETTERS] + more)
