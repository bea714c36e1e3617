"""Whole numbers from 0 to 9999 as words, in the languages where it is easy: en, es, fr, de."""

from __future__ import annotations

from collections.abc import Callable


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EN = _names(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_EN_TENS = _names("twenty thirty forty fifty sixty seventy eighty ninety")
_ES = _names(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_ES_TENS = _names("treinta cuarenta cincuenta sesenta setenta ochenta noventa")
_ES_HUNDREDS = _names(
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_FR = _names(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_FR_TENS = _names("vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")
_DE = _names(
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_DE_TENS = _names("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")


def spelled(number: int, language: str) -> list[str]:
    """The words of `number` (0..9999); years from 1100 to 1999 go by hundreds in English and German.

    Raises ValueError outside that range; a language without a table is spelled in English.
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is not between 0 and 9999")
    return {"es": _spanish, "fr": _french, "de": _german}.get(language, _english)(number)


def _english(number: int) -> list[str]:
    if number < 20:
        return [_EN[number]]
    if number < 100:
        return [_EN_TENS[number // 10 - 2], *_rest(number % 10, _english)]
    if number < 1000 or 1100 <= number < 2000:
        hundreds = [_EN[number // 100], "hundred"] if number < 1000 else []
        return [*hundreds, *_rest(number % 100, _english)] if hundreds else _year(number)
    return [_EN[number // 1000], "thousand", *_rest(number % 1000, _english)]


def _year(number: int) -> list[str]:
    tail = number % 100
    return [*_english(number // 100), *(_english(tail) if tail > 9 else ["oh", _EN[tail]] if tail else ["hundred"])]


def _spanish(number: int) -> list[str]:
    if number < 30:
        return [_ES[number]]
    if number < 100:
        return [_ES_TENS[number // 10 - 3], *(["y", _ES[number % 10]] if number % 10 else [])]
    if number < 1000:
        return ["cien"] if number == 100 else [_ES_HUNDREDS[number // 100 - 1], *_rest(number % 100, _spanish)]
    return [*([_ES[number // 1000]] if number >= 2000 else []), "mil", *_rest(number % 1000, _spanish)]


def _french(number: int) -> list[str]:
    if number < 20:
        return _FR[number].split("-")
    if number < 100:
        tens = number // 10
        tail = number % 10 + (10 if tens in (7, 9) else 0)
        joint = ["et"] if number % 10 == 1 and tens < 8 else []
        return [*_FR_TENS[tens - 2].split("-"), *joint, *_rest(tail, _french)]
    if number < 1000:
        return [*([_FR[number // 100]] if number >= 200 else []), "cent", *_rest(number % 100, _french)]
    return [*([_FR[number // 1000]] if number >= 2000 else []), "mille", *_rest(number % 1000, _french)]


def _german(number: int) -> list[str]:
    if number < 20:
        return [_DE[number]]
    if number < 100:
        tens = _DE_TENS[number // 10 - 2]
        return [_one(number % 10), "und", tens] if number % 10 else [tens]
    if number < 1000 or 1100 <= number < 2000:
        return [*_german_count(number // 100), "hundert", *_rest(number % 100, _german)]
    return [_one(number // 1000), "tausend", *_rest(number % 1000, _german)]


def _german_count(number: int) -> list[str]:
    return [_one(number)] if number < 10 else _german(number)


def _one(digit: int) -> str:
    return "ein" if digit == 1 else _DE[digit]


def _rest(number: int, speller: Callable[[int], list[str]]) -> list[str]:
    return speller(number) if number else []
