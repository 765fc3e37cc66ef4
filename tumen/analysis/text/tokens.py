"""The content words of a text, stemmed, so that two reports of one language can be compared."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import Stemmer

from tumen.analysis.text.language import SPACELESS, words

_STEMMERS = {
    "ar": "arabic", "cs": "czech", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "id": "indonesian", "it": "italian", "nl": "dutch", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "tr": "turkish",
}  # fmt: skip

# Small words, days and months (a date is compared as a date): what else is common in a stream gets its low weight from the stream itself.
_STOP = {
    "en": "the a an of to in on for and or as at by with from after before over about into amid than that this these those it its is are was were be been has have had will would could may might can he she his her they their them we our you not no but if when while who what which there also more most new says said say year years day days week us up out one two first last monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december",
    "ru": "и в во на с со о об от до по из за к ко у для при что как это этот эта эти он она они его ее их не но а же ли бы был была были будет быть все также после между который которая которые году года год лет день свой понедельник вторник среду среда четверг пятницу пятница субботу суббота воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "і й в у на з зі із про від до по за к для при що як це цей ця ці він вона вони його її їх не але а же чи був була були буде бути також після між який яка які році року рік понеділок вівторок середу четвер пятницю суботу неділю січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "pl": "i w we na z ze o od do po za dla przy że to ten ta te on ona oni jego jej ich nie ale a czy był była było były będzie być jest są się jak co który która które po przez także oraz roku rok lat poniedziałek wtorek środę środa czwartek piątek sobotę sobota niedzielę niedziela stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "de": "der die das den dem des ein eine einer einem einen und oder in im an am auf aus bei mit nach von vom zu zum zur für über unter vor ist sind war waren wird werden hat haben nicht auch als wie dass sich es er sie montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "le la les l un une des de du d et ou en au aux à dans sur pour par avec sans après avant est sont était a ont qui que ce cette ces il elle ils se ne pas plus son sa ses lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "el la los las un una unos unas de del y o en al a con sin por para sobre tras entre es son fue ha han que se su sus lo no más como este esta lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "o a os as um uma de do da dos das e ou em no na nos nas ao à com sem por para sobre após entre é são foi tem que se seu sua não mais como este esta",
    "it": "il lo la i gli le un una di del della dei delle e o in nel nella a al alla con senza per su sul tra fra è sono ha hanno che si suo sua non più come questo questa",
}  # fmt: skip


@lru_cache(maxsize=64)
def _stops(language: str) -> frozenset[str]:
    return frozenset(_STOP.get(language, "").split())


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    name = _STEMMERS.get(language)
    return Stemmer.Stemmer(name) if name else None


def _bigrams(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def terms(normal_text: str, language: str) -> Counter[str]:
    """Count the content terms of a text in normal form: stems, or character bigrams where words have no spaces."""
    found = words(normal_text)
    if language in SPACELESS:
        return Counter(gram for run in found if not run.isdigit() for gram in _bigrams(run))
    stops = _stops(language)
    kept = [word for word in found if len(word) > 2 and word not in stops and not word.isdigit()]
    stemmer = _stemmer(language)
    return Counter(stemmer.stemWords(kept) if stemmer else kept)
