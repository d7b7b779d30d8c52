"""The office: the keys and the webhooks of online shops."""

import logging

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTextEdit, QWidget

from pos.domain.ports.outbox import Delivered, GivenUp, TryAgain
from pos.domain.ports.shops import Scope
from pos.engine.feed import DeliveryMoved
from tests.gui.counter import Finger
from tests.screens.office import LONG, URL, ask_for_key, give_pin

KEY = f"flo_{0x5EED:016x}_{7:043d}"


def go(finger: Finger) -> None:
    finger.key("Ctrl+4")


def ask_for_hook(finger: Finger, url: str = URL) -> None:
    go(finger)
    finger.click("office.addHook")
    finger.write_in("hookUrl.line", url)
    finger.click("hookUrl.yes")


def have_hook(finger: Finger) -> None:
    finger.loop.run_until_complete(finger.shop.online.hooks.add(URL))
    go(finger)


def have_key(finger: Finger, name: str = "Wool") -> None:
    finger.loop.run_until_complete(finger.shop.online.access.make(name, [Scope.CREATE]))
    go(finger)


def urls(finger: Finger) -> list[str]:
    known = finger.loop.run_until_complete(finger.shop.online.hooks.listed())
    return [endpoint.url for endpoint in known]


def all_words() -> str:
    """Everything that any part of any window says to eyes or ears."""
    parts = [part for top in QApplication.topLevelWidgets() for part in top.findChildren(QWidget)]
    said = [part.accessibleName() + part.toolTip() for part in parts]
    for part in parts:
        if isinstance(part, QLabel | QLineEdit):
            said.append(part.text())
        if isinstance(part, QTextEdit):
            said.append(part.toPlainText())
    return "\n".join(said)


def test_an_empty_office_says_what_keys_and_webhooks_are_for(finger: Finger) -> None:
    go(finger)

    assert "No key yet" in finger.text("office.noKeys")
    assert "No webhook yet" in finger.text("office.noHooks")


def test_a_new_key_may_do_what_was_ticked_once_the_pin_was_given(finger: Finger) -> None:
    ask_for_key(finger)
    finger.click("newKey.yes")
    asked = finger.text("pin.words")
    give_pin(finger)
    finger.click("secret.close")

    (key,) = finger.shop.online.shelves.keys.values()
    assert "make invoices, list all invoices" in asked
    assert key.scopes == {Scope.CREATE, Scope.READ}
    assert "Make invoices, list all invoices" in finger.text("office.key.0.facts")


def test_the_secret_of_a_key_is_shown_once_and_can_be_copied(
    finger: Finger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ask_for_key(finger)
    finger.click("newKey.yes")
    give_pin(finger)

    shown, once = finger.text("secret.text"), finger.text("secret.once")
    finger.click("secret.copy")
    finger.click("secret.close")

    assert shown == KEY
    assert "cannot be seen again" in once
    assert QApplication.clipboard().text() == KEY
    assert KEY not in all_words()
    assert KEY not in caplog.text


def test_escape_does_not_lose_a_secret(finger: Finger) -> None:
    ask_for_key(finger)
    finger.click("newKey.yes")
    give_pin(finger)

    finger.key("Esc")

    assert finger.text("secret.text") == KEY


def test_a_name_that_is_taken_is_refused_and_nothing_typed_is_lost(finger: Finger) -> None:
    have_key(finger, "Wool & Yarn, online")

    ask_for_key(finger)
    finger.click("newKey.yes")
    give_pin(finger)

    assert "taken" in finger.text("newKey.why")
    assert finger.text("newKey.line") == "Wool & Yarn, online"
    assert not finger.sees("pin")


def test_a_key_that_may_do_nothing_is_not_even_asked_the_pin_for(finger: Finger) -> None:
    ask_for_key(finger)
    finger.click("newKey.create")
    finger.click("newKey.read")

    finger.click("newKey.yes")

    assert "tick one" in finger.text("newKey.why")
    assert not finger.sees("pin")


def test_without_the_pin_no_key_is_made_and_the_sheet_stays(finger: Finger) -> None:
    ask_for_key(finger)
    finger.click("newKey.yes")
    finger.write("1111")
    finger.click("pin.yes")
    wrong = finger.text("pin.why")

    finger.click("pin.no")

    assert "not the manager" in wrong
    assert finger.shop.online.shelves.keys == {}
    assert "takes the manager's PIN" in finger.text("newKey.why")
    assert finger.text("newKey.line") == "Wool & Yarn, online"


def test_a_disk_that_fails_is_told_in_the_sheet(finger: Finger) -> None:
    ask_for_key(finger)
    finger.shop.online.shelves.is_down = True
    finger.click("newKey.yes")
    give_pin(finger)

    assert "cannot be written" in finger.text("newKey.why")


def test_a_key_is_revoked_after_a_question_and_the_pin(finger: Finger) -> None:
    have_key(finger)

    finger.click("office.revoke.0")
    finger.click("confirm.yes")
    give_pin(finger)

    (key,) = finger.shop.online.shelves.keys.values()
    assert key.revoked_at == finger.shop.now
    assert "revoked" in finger.text("office.key.0.facts")
    assert not finger.sees("office.revoke.0")


def test_a_key_lives_on_if_the_pin_is_not_given(finger: Finger) -> None:
    have_key(finger)

    finger.click("office.revoke.0")
    finger.click("confirm.yes")
    finger.click("pin.no")

    (key,) = finger.shop.online.shelves.keys.values()
    assert key.revoked_at is None


def test_a_new_webhook_shows_its_signing_secret_once(finger: Finger) -> None:
    ask_for_hook(finger)
    asked = finger.text("pin.words")
    give_pin(finger)
    shown = finger.text("secret.text")
    finger.click("secret.close")

    (endpoint,) = finger.shop.online.shelves.endpoints.values()
    assert shown == finger.shop.online.hooks.secret_of(endpoint)
    assert "hush" not in asked
    assert shown not in all_words()


def test_the_page_shows_addresses_without_their_secrets(finger: Finger) -> None:
    have_hook(finger)

    assert "https://wool.example/wc-api/florin" in all_words()
    assert "hush" not in all_words()


def test_a_bad_address_is_refused_before_the_pin_and_can_be_mended(finger: Finger) -> None:
    ask_for_hook(finger, "wool.example/florin")
    why = finger.text("hookUrl.why")
    finger.write_in("hookUrl.line", LONG)
    finger.click("hookUrl.yes")
    give_pin(finger)

    assert "such as https://" in why
    assert urls(finger) == [LONG]


def test_a_webhook_is_removed_with_the_pin(finger: Finger) -> None:
    have_hook(finger)

    finger.click("office.remove.0")
    give_pin(finger)

    assert urls(finger) == []
    assert finger.sees("office.noHooks")


def test_a_webhook_that_another_program_removed_is_told_and_leaves_the_page(
    finger: Finger,
) -> None:
    have_hook(finger)
    (id,) = finger.shop.online.shelves.endpoints
    finger.click("office.remove.0")
    finger.loop.run_until_complete(finger.shop.online.hooks.remove(id))

    give_pin(finger)

    assert any("There is no endpoint" in words for words in finger.window.toasts.words())
    assert finger.until(lambda: finger.sees("office.noHooks"))


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Delivered(note="the shop answered 200"), "delivered: the shop answered 200"),
        (TryAgain(note="nobody answers"), "not delivered: nobody answers. It may work later"),
        (GivenUp(note="the shop answered 410"), "refused: the shop answered 410. The shop or"),
    ],
)
def test_what_came_of_a_test_is_said_in_words(
    finger: Finger, outcome: Delivered | TryAgain | GivenUp, words: str
) -> None:
    have_hook(finger)
    finger.shop.online.postman.outcome = outcome

    finger.click("office.test.0")

    assert words in finger.find("office.tested.0").accessibleName()
    assert len(finger.shop.online.postman.sent) == 1


def test_a_test_of_a_webhook_that_is_gone_is_refused_and_leaves_no_trace(finger: Finger) -> None:
    have_hook(finger)
    (id,) = finger.shop.online.shelves.endpoints
    finger.loop.run_until_complete(finger.shop.online.hooks.remove(id))

    finger.click("office.test.0")

    assert any("no webhook endpoint" in words for words in finger.window.toasts.words())
    assert not finger.sees("office.tested.0")


def test_the_page_follows_how_the_last_message_went(finger: Finger) -> None:
    have_hook(finger)
    sent = finger.shop.online.send("invoice.paid", "delivered: the shop answered 200")
    finger.shop.feed.publish(DeliveryMoved(delivery=sent))

    assert finger.until(lambda: finger.sees("office.last.0"))
    assert "invoice.paid" in finger.find("office.last.0").accessibleName()


def test_the_log_lists_the_last_messages_and_sends_one_again(finger: Finger) -> None:
    have_hook(finger)
    given_up = finger.shop.online.send("invoice.paid", "given up: the shop answered 410")
    finger.shop.online.send("refund.planned", "will try again: nobody answers", due_in=120)

    finger.click("office.log.0")
    newest = finger.find("hookLog.state.0").accessibleName()
    finger.click("hookLog.again.1")

    assert "Will try again" in newest
    assert "Given up" in finger.find("hookLog.state.1").accessibleName()
    assert finger.shop.sent_again == [given_up.id]


def test_an_open_log_follows_what_is_sent(finger: Finger) -> None:
    have_hook(finger)
    finger.click("office.log.0")
    before = finger.text("hookLog.nothing")

    sent = finger.shop.online.send("invoice.paid", "delivered: the shop answered 200")
    finger.shop.feed.publish(DeliveryMoved(delivery=sent))

    assert "Nothing was sent" in before
    assert finger.until(lambda: finger.sees("hookLog.again.0"))


def test_a_log_that_was_closed_is_forgotten(finger: Finger) -> None:
    have_hook(finger)
    finger.click("office.log.0")

    finger.click("hookLog.close")
    finger.click("office.log.0")

    assert finger.sees("hookLog.nothing")


def test_the_focus_stays_where_it_was_when_the_page_changes(finger: Finger) -> None:
    have_hook(finger)
    finger.find("office.test.0").setFocus()

    finger.key("Return")

    assert finger.until(lambda: finger.sees("office.tested.0"))
    assert finger.window.focusWidget() is finger.find("office.test.0")


def test_escape_leads_back_to_selling(finger: Finger) -> None:
    go(finger)

    finger.key("Esc")

    assert finger.sees("sell")


def test_a_webhook_is_told_only_of_what_was_ticked(finger: Finger) -> None:
    have_hook(finger)

    finger.click("office.change.0")
    finger.click("hook.everything")
    finger.click("hook.refund")
    finger.click("hook.invoice.paid")
    finger.click("hook.yes")
    asked = finger.text("pin.words")
    give_pin(finger)

    (endpoint,) = finger.shop.online.shelves.endpoints.values()
    assert endpoint.events == ("invoice.paid", "refund.")
    assert "told of invoice.paid, all refund events" in asked
    assert "all refund events" in finger.text("office.hook.0.facts")


def test_a_webhook_that_would_be_told_of_nothing_is_refused(finger: Finger) -> None:
    have_hook(finger)
    finger.click("office.change.0")
    finger.click("hook.everything")

    finger.click("hook.yes")

    assert "tick one" in finger.text("hook.why")
    assert not finger.sees("pin")


def test_a_webhook_is_switched_off_and_on_again(finger: Finger) -> None:
    have_hook(finger)
    for is_on in (False, True):
        finger.click("office.change.0")
        finger.click("hook.on")
        finger.click("hook.yes")
        give_pin(finger)

        (endpoint,) = finger.shop.online.shelves.endpoints.values()
        assert endpoint.is_on is is_on
        assert endpoint.events == ()
    assert finger.text("office.hook.0.facts").startswith("On")


def test_a_webhook_gets_a_new_secret_that_is_shown_once(finger: Finger) -> None:
    have_hook(finger)
    (before,) = finger.shop.online.shelves.endpoints.values()
    old = finger.shop.online.hooks.secret_of(before)

    finger.click("office.change.0")
    finger.click("hook.rotate")
    asked = finger.text("pin.words")
    give_pin(finger)
    shown = finger.text("secret.text")
    finger.click("secret.close")

    (after,) = finger.shop.online.shelves.endpoints.values()
    assert "For a day the old one signs beside it" in asked
    assert shown == finger.shop.online.hooks.secret_of(after) != old
    assert shown not in all_words()
