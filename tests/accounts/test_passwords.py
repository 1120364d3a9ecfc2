"""Which passwords are accepted, and how they are kept."""

from __future__ import annotations

import threading

import pytest

from webapp.accounts import passwords
from webapp.accounts.passwords import TooBusyError, check_password, hash_password, is_correct, is_guessable


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("correct horse battery staple", "words in a row"),
        ("six plates and a squeaky bench", "words in a row"),
        ("Tr0ub4dor&3", "a mix"),
        ("пароль-из-слов", "another script"),
        ("🏋️🏋️‍♀️🥇🥈🥉🎽👟🧗", "emoji"),
        ("x7#kQ!2v", "8 characters"),
        ("winter is long here", "a common word among others"),
        (" leading and trailing ", "blanks count"),
        ("pull " * 40, "200 characters"),
    ],
)
def test_a_password_that_takes_long_to_guess_is_taken_as_typed(password: str, why: str) -> None:
    assert check_password(password, email="zoe@example.com", name="Zoë Quist") == password, why


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "Password1",
        "P4ssw0rd!",
        "passw0rd2026",
        "12345678",
        "987654321",
        "11111111",
        "abababab",
        "qwertyuiop",
        "qwertz123",
        "asdfghjkl",
        "abcdefgh",
        "iloveyou",
        "letmein!!",
        "1q2w3e4r",
        "deadlift",
        "Sunshine99",
        "!!!!!!!!",
        "20262027",
    ],
)
def test_what_anybody_would_try_first_is_refused(password: str) -> None:
    assert is_guessable(password)
    with pytest.raises(ValueError, match="first passwords"):
        check_password(password, email="zoe@example.com", name="Zoë Quist")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("zoe.quist and more", "the address before the @"),
        ("ZOE.QUIST@EXAMPLE.COM", "the whole address"),
        ("loves quist forever", "a name"),
        ("Backday is great", "ours"),
    ],
)
def test_a_password_leaves_out_what_everybody_knows(password: str, why: str) -> None:
    with pytest.raises(ValueError, match="Leave your name"):
        check_password(password, email="zoe.quist@example.com", name="Zoë Quist")


def test_a_short_name_may_turn_up_in_a_password_by_chance() -> None:
    assert check_password("the planet annex", email="an@example.com", name="Ann Li")


@pytest.mark.parametrize(("password", "says"), [("x7#kQ!2", "at least 8"), ("long " * 41, "at most 200")])
def test_a_password_has_8_to_200_characters(password: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        check_password(password, email="", name="")


def test_only_the_right_password_is_correct() -> None:
    stored = hash_password("pull the slack out")

    assert is_correct("pull the slack out", stored)
    assert not is_correct("pull the slack out ", stored)
    assert not is_correct("", stored)
    assert not is_correct("the password of an account that isn't there", None)
    assert not is_correct("anything", "not a hash")


def test_two_equal_passwords_have_different_hashes() -> None:
    assert hash_password("pull the slack out") != hash_password("pull the slack out")


def test_no_more_than_two_passwords_are_checked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE_S", 0.01)

    with passwords._turn(), passwords._turn(), pytest.raises(TooBusyError):
        hash_password("pull the slack out")

    assert hash_password("pull the slack out")


def test_a_turn_is_waited_for_a_moment() -> None:
    with passwords._turn():
        turn = passwords._turn()
        turn.__enter__()
        threading.Timer(0.05, turn.__exit__, (None, None, None)).start()

        assert hash_password("pull the slack out")
