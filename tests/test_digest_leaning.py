"""Which sentences open with a word for what the sentence before them named, in twelve languages."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from tests.support.documents import document, shipped_watch
from tumen.analysis.digest.selection.candidates import Candidate

LEANING = {
    "en": [
        "He said the talks went well.",
        "But the ministry denied it.",
        "This was the third visit.",
        "“It will not last.”",
        "Its ambassador spoke to TASS.",
        "Another was signed with Rosatom.",
        "There, Kim gave a speech.",
    ],
    "ru": [
        "Он отметил успехи.",
        "Однако в Сеуле не согласны.",
        "Эти данные не подтверждены.",
        "При этом поставки идут.",
        "Последний передал письмо.",
        "Там прошли переговоры.",
    ],
    "uk": ["Останній передав листа.", "Він подякував солдатам.", "Однак Сеул заперечує.", "Ці дані не підтверджено."],
    "de": [
        "Er sprach von Erfolg.",
        "Seine Reise dauert zwei Tage.",
        "Doch Seoul widerspricht.",
        "Letzterer übergab es.",
        "Damit will er mehr.",
    ],
    "fr": ["Ce dernier a signé.", "Il a salué les troupes.", "Cette visite est la troisième.", "Mais Séoul dément."],
    "es": ["Pero Seúl lo niega.", "Su visita dura dos días.", "Esta es la tercera visita."],
    "it": ["Ma Seul smentisce.", "Questa è la terza visita.", "Inoltre arriveranno armi."],
    "pl": ["Jego wizyta potrwa dwa dni.", "Dodał, że rozmowy trwają.", "Ta wizyta jest trzecia."],
    "cs": ["Jeho návštěva potrvá dva dny.", "Ale Soul to popírá.", "Dodala, že jednání trvají."],
    "ko": ["그는 협력을 강조했다.", "이는 세 번째 방문이다.", "다만 규모는 밝히지 않았다.", "그의 방문은 이틀간이다."],
    "zh": ["他表示会谈顺利。", "但韩方予以否认。", "这是第三次访问。", "双方签署两份文件。"],
    "ja": ["これは３回目の訪問だ。", "しかし韓国は否定した。", "同氏は２日間滞在する。"],
}
STANDING = {
    "en": [
        "Thailand sent a delegation.",
        "Itochu sold ships.",
        "It is not clear how many died.",
        "Butler's firm was listed.",
        "There was no reply from Moscow.",
    ],
    "ru": [
        "Онлайн-трансляция прошла вчера.",
        "Итоги подвели в Москве.",
        "Новые данные опубликованы.",
        "Этап завершён.",
    ],
    "uk": ["Новини дня вийшли.", "Цинк везуть до порту."],
    "de": ["Erst am Montag kam er.", "Ihrig sprach in Seoul.", "Essen wurde geliefert."],
    "fr": ["Ilya Ponomarev a parlé.", "Celine est arrivée."],
    "es": ["Estados Unidos protesta.", "Suiza confirma la cifra."],
    "it": ["Mario Rossi ha parlato.", "Mosca conferma."],
    "pl": ["Onet podał nowe dane.", "Tajwan nałożył sankcje.", "Toczą się rozmowy."],
    "cs": ["Onen most stojí.", "Tisíce vojáků odjely."],
    "ko": ["그림은 평양에 걸렸다.", "이번 방문은 세 번째다.", "이란 대표단이 왔다."],
    "zh": ["俄方表示感谢。", "其中两人受伤。"],
    "ja": ["両国は協定に署名した。", "金正恩氏が出迎えた。"],
}


def leans(language: str, sentence: str, rank: int = 1) -> bool:
    before = "Lavrov came. "
    report = replace(document("Title", before + sentence), language=language)
    start = len("Title\n\n" + before)
    return Candidate(report, start, start + len(sentence), rank, Counter(), shipped_watch()).leans


@pytest.mark.parametrize(("language", "sentence"), [(code, one) for code, some in LEANING.items() for one in some])
def test_a_sentence_leans_on_the_one_before_it(language: str, sentence: str) -> None:
    assert leans(language, sentence)
    assert not leans(language, sentence, rank=0)


@pytest.mark.parametrize(("language", "sentence"), [(code, one) for code, some in STANDING.items() for one in some])
def test_a_sentence_stands_by_itself(language: str, sentence: str) -> None:
    assert not leans(language, sentence)
