"""The shapes of phrases around a speaker; their words are the table `attribution_words` of the languages."""

from __future__ import annotations

import re

# Between two who are told of together: "Moscow–Pyongyang: …", "Россия — КНДР: …". What follows is nobody's word.
PAIRED = re.compile(r"\s?[–—/·-]\s?")
HYPHENED = r"\w[–—/-]$"

# From a name to its particle only titles may stand ("쇼이구 러시아 국가안보회의 서기가"): a word with the particle
# of an object or a place begins another phrase.
TOPIC = (
    r"(?:\([^)]{1,12}\))?(?:[^\s.,。、(]{0,10}\s(?!%(phrase_end)s)){0,4}?[^\s.,。、]{0,10}?(?:\([^)]{1,12}\))?(?:%(topic)s)"
    r"|(?:(?!%(phrase_sign)s)[^.,。、]){0,24}?(?:%(topic_sign)s)"
)
OWNS = r"(?:%(owner)s)?\s?"
SIDE = r"(?:%(side)s)"
OF = r"(?:%(of_sign)s)"
MADE = r"(?:%(made_sign)s)"
# "told a US news agency": one of several, and no subject.
ONE_OF = r"\b(?:%(one_of)s)\b"
PARTICIPLE = r"(?:%(participle)s)$"
FREE_ORDER = r"(?:%(free_order)s)"
# Behind a quotation or a comma a verb stands before its subject, and behind "das", "lo": "Das teilte … mit".
INVERTED = r"[,\"'»”–—-]\s?$|^\s?$|\b(?:%(object_first)s)\s$"
PRONOUN = r"\b(?:%(pronoun)s)\s(?:(?:%(before_verb)s)\s)?$"
# Prepositions that make the next name an object, with a title between in the case that they govern.
OBJECT = (
    r"(?:\b(?:%(object)s)\s(?:(?:%(object_title)s)\s){0,3}|"
    r"(?<!\w)(?:%(object_instrumental)s)\s(?:\w+(?:%(instrumental_ending)s)\s){0,3}|"
    r"(?<!\w)(?:%(object_dative)s)\s(?:\w+(?:%(dative_ending)s)\s){0,2}|"
    r"\b(?:%(object_word)s)\s(?:\w+\s)?|%(object_sign)s)$"
)
PRONOUN_SIGN = r"(?:%(pronoun_sign)s)$"
PERSON = r"(?:%(person_pronoun)s)"
NOT = r"(?:\b(?:%(not)s)\s|%(not_sign)s)$"
# A word that is a noun too, behind an article, a possessive or an adjective that stands before nouns only.
NOUN_TOO = r"(?:%(noun_too)s)"
DETERMINED = r"\b(?:%(determiner)s)\s$"
LED = r"(?:%(led)s)"
PLACE = r"\b(?:%(place)s)\s$"
# A connection before two places that a dash makes one: "рейсы Москва — Пхеньян".
ROUTE = r"\b(?:%(route)s)\s(?:[^\W\d_]+\s){0,2}$"
SIGNS = re.compile(r"[\u4e00-\u9fff]")
PHRASE_END = r"[,，;:。、]\s?|\s(?=(?:%(that)s)\s)"
BY = r"\b(?:%(by)s)\s(?:(?:%(article)s)\s)?(?:\w+\s)?$"
# "Seoul and Washington": what joins two states that speak together.
JOINED = r"\s?,?\s?(?:%(joined)s)\s?|\s?[,·、]\s?"
# "Ukraine's spy chief told": who speaks for a state, up to the verb.
POSSESSED = re.compile(r"['’]s?\s(?:[\w-]+\s){1,4}")
OWNED = re.compile(r"['’]s?\s")
# "…, says Seoul's top brass.": who speaks for a state, up to the end of the clause.
OWNS_AT_END = re.compile(r"['’]s?\s(?:[\w-]+\s?){1,4}(?:[^\w\s]|$|\n)")
