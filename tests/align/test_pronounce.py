"""Written words to phones, language by language."""

from __future__ import annotations

import pytest

from lrc_studio.align.model import load_model
from lrc_studio.align.pronounce import LANGUAGES, pronounce
from lrc_studio.align.pronounce.english import looked_up
from lrc_studio.align.pronounce.numbers import spelled


@pytest.mark.parametrize(
    ("word", "language", "phones"),
    [
        ("Hello,", "en", "HH AH L OW"),
        ("singin'", "en", "S IH NG IH N"),
        ("sooooo", "en", "S UW"),
        ("don’t", "en", "D OW N T"),
        ("rock-n-roll", "en", "R AA K EH N R OW L"),
        ("blorping", "en", "B L AO R P IH NG"),
        ("42", "en", "F AO R T IY T UW"),
        ("&", "en", "AH N D"),
        ("corazón", "es", "K OW R AA S OW N"),
        ("guitarra", "es", "G IY T AA R AA"),
        ("llueve", "es", "Y W EH B EH"),
        ("qu'elle", "fr", "K EH L"),
        ("chevaux", "fr", "SH AH V OW"),
        ("chantent", "fr", "SH AA N T"),
        ("Straße", "de", "SH T R AA S AH"),
        ("ich", "de", "IH SH"),
        ("perché", "it", "P EH R K EH"),
        ("ciao", "it", "CH AA OW"),
        ("coração", "pt", "K OW R AA S AW N"),
        ("gente", "pt", "ZH EY N CH IY"),
        ("škoda", "cs", "SH K OW D AA"),
        ("привет", "ru", "P R IY V Y EH T"),
        ("καλημέρα", "el", "K AA L IY M EH R AA"),
        ("しゃしん", "ja", "SH AA SH IY N"),
        ("キャット", "ja", "K Y AA T OW"),
        ("사랑해", "ko", "S AA R AA NG HH EH"),
    ],
)
def test_words_sound_as_they_should(word: str, language: str, phones: str) -> None:
    assert pronounce(word, language) == (tuple(phones.split()), True)


@pytest.mark.parametrize(("word", "syllables"), [("世界", 2), ("שלום", 2), ("รัก", 1)])
def test_unknown_signs_count_as_unsure_syllables(word: str, syllables: int) -> None:
    assert pronounce(word, "") == (("*C", "*V") * syllables, False)


@pytest.mark.parametrize("word", ["…", "—", "♪", "()", ""])
def test_marks_are_silent(word: str) -> None:
    assert pronounce(word, "en")[0] == ()


@pytest.mark.parametrize("language", [*LANGUAGES, "xx", ""])
def test_every_letter_has_phones_the_model_knows(language: str) -> None:
    known = set(load_model().phones) | {"*C", "*V"}
    words = "aeiou bacada gahajaka lamanapa qarasata vawaxaya zaßañaça éèêëàâîïôûùüöäœ gnocchi szczęście æøå 1987 007"
    for word in words.split():
        phones, sure = pronounce(word, language)
        assert phones
        assert sure
        assert set(phones) <= known


def test_the_dictionary_finds_first_last_and_absent_words() -> None:
    assert looked_up("'bout") == ("B", "AW", "T")
    assert looked_up("zyuganov")
    assert looked_up("a") == ("AH",)
    assert looked_up("") == looked_up("hell\to") == looked_up("zzzzzz") == looked_up("!") == ()


@pytest.mark.parametrize(
    ("number", "language", "words"),
    [
        (0, "en", "zero"),
        (21, "en", "twenty one"),
        (305, "en", "three hundred five"),
        (1987, "en", "nineteen eighty seven"),
        (1905, "en", "nineteen oh five"),
        (2024, "en", "two thousand twenty four"),
        (16, "es", "dieciséis"),
        (31, "es", "treinta y uno"),
        (100, "es", "cien"),
        (2500, "es", "dos mil quinientos"),
        (71, "fr", "soixante et onze"),
        (99, "fr", "quatre vingt dix neuf"),
        (1200, "fr", "mille deux cent"),
        (21, "de", "ein und zwanzig"),
        (1984, "de", "neunzehn hundert vier und achtzig"),
        (2001, "de", "zwei tausend eins"),
        (7, "sv", "seven"),
    ],
)
def test_numbers_are_spelled(number: int, language: str, words: str) -> None:
    assert " ".join(spelled(number, language)) == words


def test_numbers_out_of_range_are_refused() -> None:
    for number in (-1, 10_000):
        with pytest.raises(ValueError, match="between"):
            spelled(number, "en")
