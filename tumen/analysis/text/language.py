"""Text as we compare it: normal form, language, words, and what is no evidence (furniture, mojibake)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Hangul and kana decide alone; Han without kana is Chinese. The rest goes to the classifier.
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_GREEK = re.compile(r"[\u0370-\u03ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

# Letters that one Cyrillic language has and the others lack: a headline of five words decides on them alone, where
# the classifier is wrong about one short Ukrainian title in ten.
_CYRILLIC_LETTERS = (("uk", "іїєґ"), ("be", "ў"), ("mk", "ѓќѕ"), ("sr", "ђћџ"), ("ru", "ыэё"))

LATIN_LANGUAGES = ("en", "pl", "de", "fr", "es", "pt", "it", "cs", "ro", "hu", "nl", "sv", "no", "fi", "tr", "id", "vi")
CYRILLIC_LANGUAGES = ("ru", "uk", "bg", "sr", "mk", "be")

_LATIN_SIGNS = (
    ("pl", re.compile(r"[łąęśżźćń]", re.IGNORECASE)),
    ("cs", re.compile(r"[ěřů]", re.IGNORECASE)),
    ("hu", re.compile(r"[őű]", re.IGNORECASE)),
    # Before Romanian, which shares ă and â with it.
    ("vi", re.compile(r"[ơưđạảấầẩậắằẳặẹẻẽếềểệỉịọỏốồổộớờởợụủứừửựỳỵỷỹ]", re.IGNORECASE)),
    ("ro", re.compile(r"[șțăşţ]", re.IGNORECASE)),
    ("tr", re.compile(r"[ğı]")),
    ("de", re.compile(r"ß|\b(und|der|die|das|mit|nach|von|für)\b")),
)
_ENGLISH = re.compile(r"\b(the|of|to|and|for|says?|with|after|by|from|over|amid|at|is|wants)\b", re.IGNORECASE)

# What UTF-8 looks like when somebody read it as Latin-1 or windows-1251, and the mark of a lost character.
_MOJIBAKE = re.compile(
    r"(?:[ÐÑ][\u0080-\u00bf\u2018-\u203a]){3}|(?:Р[\u00a0-\u00bf°±µ»ѓ‚„…†‡€‰ЉЊЋЏђ]){3}|(?:â€.){2}|\ufffd{2}|(?:[ìíêë][\u0080-\u00bf]{2}){2}"
)

_SAMPLE = 600  # characters: what follows a headline and its first sentences may be another language's
# Scripts without spaces say in two letters what takes six in Latin: a fifth of the letters is a majority of words.
_DENSE = 5
_KANA_EVERY = 12  # signs; Japanese has more kana, Chinese only that of quoted names
_ENGLISH_EVERY = 8  # words; English headlines have more small words, foreign ones only those of quoted names
# A headline of names is anybody's language: below an even chance the feed's own word counts more.
_EVEN_CHANCE = 0.5

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_YO = str.maketrans("ёЁ", "еЕ")


def normal(text: str) -> str:
    """Return the text in the form words are compared in: NFKC, lower case, ё as е, single spaces."""
    if text.isascii():
        return _SPACE.sub(" ", text.lower())
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).translate(_YO).lower())


def is_mojibake(text: str) -> bool:
    """Tell whether the text was decoded with the wrong table somewhere on its way."""
    return not text.isascii() and _MOJIBAKE.search(text) is not None


@cache
def _identifier(among: tuple[str, ...]) -> LanguageIdentifier:
    """One classifier per script family: choosing among a few languages doubles its accuracy on two-word titles."""
    # A run without a new text asks for none; numpy comes with it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(among))
    return identifier


def _classified(text: str, among: tuple[str, ...], declared: str | None) -> str:
    found, probability = _identifier(among).classify(text)
    if probability < _EVEN_CHANCE and declared in among:
        return str(declared)
    return str(found)


def language(text: str, declared: str | None = None) -> str:
    """Return the ISO 639-1 code of the language that the text is written in, even when the feed says otherwise.

    `declared` decides only where the text does not. The text may be empty: then it is `declared` or "und".
    """
    sample = text[:_SAMPLE]
    declared = (declared or "").split("-")[0].lower() or None
    hangul, kana, han = len(_HANGUL.findall(sample)), len(_KANA.findall(sample)), len(_HAN.findall(sample))
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    letters = max(1, hangul + kana + han + cyrillic + latin)
    if hangul * _DENSE >= letters and hangul >= kana:
        return "ko"
    if (kana + han) * _DENSE >= letters:
        return "ja" if kana * _KANA_EVERY >= kana + han else "zh"
    if len(_GREEK.findall(sample)) * 2 > letters:
        return "el"
    if len(_ARABIC.findall(sample)) * 2 > letters:
        return "ar"
    if cyrillic * 2 >= letters:
        lowered = sample.lower()
        for code, signs in _CYRILLIC_LETTERS:
            if any(sign in lowered for sign in signs):
                return code
        return _classified(sample, CYRILLIC_LANGUAGES, declared)
    if latin * 2 > letters:
        return _latin_language(sample, declared)
    return declared or "und"


def _latin_language(sample: str, declared: str | None) -> str:
    # English first: its headlines quote foreign names with their signs, foreign headlines rarely hold its small words.
    small = len(_ENGLISH.findall(sample))
    # Other languages have "to" and "at" too: by the feed's word and its own letters a headline is not English.
    is_declared = small == 1 and declared in LATIN_LANGUAGES and not sample.isascii()
    if small * _ENGLISH_EVERY >= len(sample.split()) and not (is_declared and declared != "en"):
        return "en"
    for code, signs in _LATIN_SIGNS:
        if signs.search(sample):
            return code
    return _classified(sample, LATIN_LANGUAGES, declared)


def words(text: str) -> list[str]:
    """Return the words of a normal-form text, in order; for spaceless scripts the runs between marks."""
    return _WORD.findall(text)
