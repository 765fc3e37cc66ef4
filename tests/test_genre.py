"""News or somebody's view of it."""

from __future__ import annotations

import pytest

from tests.support.documents import read
from tumen.analysis.assessment.genre import argues, is_opinion, is_round_up

VIEWS = [
    ("en", "Why Kim needs Moscow more than ever", None),
    ("en", "Opinion | The bridge nobody needs", None),
    ("en", "The Tumen bridge explained", None),
    ("en", "Five takeaways from the Pyongyang summit", None),
    ("en", "What does Moscow get out of it?", None),
    ("en", "A bridge too far", "https://example.org/commentisfree/2025/a-bridge"),
    ("en", "A bridge too far", "https://example.org/opinion/a-bridge"),
    ("ko", "[사설] 북러 밀착을 경계한다", None),
    ("ko", "[칼럼] 두만강 다리의 뜻", None),
    ("ru", "Почему Пхеньян спешит", None),
    ("ru", "Мнение: мост важнее договора", None),
    ("zh", "社评：谁在拱火", None),
    ("ja", "社説：露朝の接近", None),
    ("pl", "Komentarz: most nad Tumenem", None),
    ("ru", "Что стоит за визитом Шойгу", None),
    ("ru", "Политолог объяснил, зачем Пхеньяну самолёты", None),
    ("ru", "Визит Лаврова: чего ждать — эксперт", None),
    ("uk", "Експерт пояснив, навіщо Кіму ця зустріч", None),
    ("ko", "[뉴스분석] 북러 조약 1년", None),
    ("ko", "[이슈+] 두만강 다리의 득실은", None),
    ("ko", "전문가 “파병 규모 더 늘 것”", None),
    ("ko", "북한이 러시아에 매달리는 이유는", None),
    ("zh", "专家：朝俄走近有限度", None),
    ("ja", "露朝接近、金正恩氏の狙いは", None),
    ("en", "Kim has little to lose in Vladivostok", None),
    ("en", "So the builders came. What does that change?", None),
    ("en", "My week on Kim's beach", None),
    ("en", "Kim Jong Un: a gambler who needs Moscow", None),
    ("en", "A new axis? Moscow and Pyongyang draw closer", None),
    ("ru", "Порт Раджин: досье", None),
    ("en", "What we do know, and what we don't, about the builders", None),
    ("ko", "북러 조약 23개 조항 뜯어보니", None),
    ("ko", "두만강 다리, 알아야 할 다섯 가지", None),
    ("zh", "朝鲜工人赴俄：我们知道什么", None),
    ("zh", "一文读懂朝俄新条约", None),
    ("ja", "露朝条約、わかっていること", None),
    ("de", "Nordkoreas Arbeiter: Was bisher bekannt ist", None),
    ("de", "Die wichtigsten Fragen zum Vertrag", None),
    ("fr", "Ouvriers nord-coréens : ce que l’on sait", None),
    ("fr", "Traité avec Pyongyang : ce qu'il faut savoir", None),
    ("es", "Las claves del tratado con Corea del Norte", None),
    ("es", "Obreros norcoreanos: lo que se sabe", None),
    ("pl", "Robotnicy z Korei Północnej. Co wiemy?", None),
    ("pl", "Co mówią zdjęcia z portu", None),
    ("uk", "Робітники з КНДР: що відомо про них", None),
    ("ru", "Объясняем, кто строит мост", None),
    ("ko", "[표] 북러 교류 주요 일지", None),
    ("ko", "러시아로 간 건설노동자, 알려진 것들", None),
    ("pl", "Nowa oś? Moskwa i Pjongjang coraz bliżej", None),
    ("en", "Letters: Whose shells, whose trains?", None),
    ("en", "North Korea sends builders to Russia | Jane Doe", None),
    ("de", "Podcast „Weltlage“: Putins Zug, Kims Brücke", None),
    ("uk", "Як везуть снаряди з КНДР: колонка", None),
    ("fr", "Les trains de Rajin – tribune", None),
    ("es", "Los trenes de Rajin – columna", None),
    ("pl", "Pociągi z Radzinu – felieton", None),
    ("ru", "Поезда из Раджина — колонка", None),
    ("zh", "专栏：列车与大桥", None),
    ("ja", "寄稿：列車と橋", None),
    ("ko", "[독자투고] 두만강 다리를 보며", None),
    ("pl", "Trumny i pieśń. Północ oswaja śmierć | KOMENTARZ", None),
    ("de", "Särge und Lieder (Kommentar)", None),
    ("de", "Xi, Putin, Kim in Peking – was wir wissen und was nicht", None),
    ("en", "Lukashenko gets missiles; what did Kim get?", None),
    ("en", "Did Moscow help with the ship? Experts are split", None),
    ("ru", "Помогла ли Москва с эсминцем? Эксперты разошлись", None),
    ("es", "La ayuda de Moscú a Kim: los expertos están divididos", None),
    ("fr", "Le destroyer de Kim : les experts divisés", None),
    ("ko", "북러 조약 두고 전문가 의견 엇갈려", None),
    ("ja", "ロ朝条約、専門家の見方分かれる", None),
    ("en", "The pact and its limits", "https://www.foreignaffairs.com/north-korea/pact-and-its-limits"),
]
NEWS = [
    ("en", "Split over talks: expert delegation leaves Pyongyang", None),
    ("de", "Was Wladiwostok weiß: Zug abgefahren", None),
    ("pl", "Kim i Putin podpisali umowę | Kurier", None),
    ("en", "Kim meets Shoigu in Pyongyang", "https://example.org/world/2025/kim-meets-shoigu"),
    ("en", "How many troops are left, Kremlin declines to say, NIS said", None),
    ("en", "War at a glance: what we know on day 571", None),
    ("en", "White House: ships left Rajin", "https://example.org/news/whatever"),
    ("ko", "김정은, 쇼이구 접견", "https://www.yna.co.kr/view/AKR20250605000100504"),
    ("en", "Kim receives Shoigu", "https://en.yna.co.kr/view/AEN20250605000100315"),
    ("en", "Video shows train with guns", "https://example.org/2024/11/video-analysis-shows-train-with-guns"),
    ("ko", "러시아 전문가 대표단 평양 도착", None),
    ("ru", "Российские эксперты прибыли в Пхеньян", None),
    ("en", "Satellite photos show how the bridge grows", None),
    ("ru", "Песков: визит готовится", None),
    ("zh", "普京会见金正恩", None),
    ("pl", "Kim spotkał się z Szojgu", None),
    ("es", "Corea del Norte envía claves de cifrado a Rusia", None),
    ("es", "Según los expertos de la ONU, Rusia compra armas a Corea del Norte", None),
    ("fr", "Selon les experts de l'ONU, Pyongyang livre des armes à Moscou", None),
    ("fr", "Le Point : des ouvriers nord-coréens en Russie", None),
    ("uk", "Як Росія везе снаряди з КНДР: супутникові знімки", None),
    ("de", "Was Kim in Moskau sagte: Kreml veröffentlicht die Rede", None),
    ("ja", "北朝鮮とロシア、条約とは別に協定に署名", None),
    ("zh", "专家组抵达平壤 朝俄讨论能源", None),
]


@pytest.mark.parametrize(("language", "title", "url"), VIEWS)
def test_a_view_is_told_from_news_with_its_reason(language, title, url):
    said, reason = is_opinion(read(f"{title}\n\n", language), url)

    assert said
    assert reason


@pytest.mark.parametrize(("language", "title", "url"), NEWS)
def test_a_report_stays_a_report(language, title, url):
    assert is_opinion(read(f"{title}\n\nThe two sides talked for an hour.", language), url) == (False, "")


def test_the_name_of_the_outlet_behind_a_bar_is_no_authors():
    title = "North Korea sends builders to Russia"

    assert is_opinion(read(f"{title} | Northern Lantern"), None)[0]
    assert not is_opinion(read(f"{title} | Northern Lantern"), None, outlet="Northern Lantern")[0]
    assert not is_opinion(read(f"{title} | Northern Courier"), None)[0]


def test_an_author_speaking_in_the_first_person_marks_a_view():
    text = "The author is a senior fellow at an institute. The pact changes little."

    assert is_opinion(read(f"The pact and its limits\n\n{text}", "en"), None)[0]


def test_a_quotation_as_headline_is_a_view_unless_the_text_gives_its_day():
    title = "“Rason port will take coal from May”"

    assert is_opinion(read(f"{title}\n\nA defector said so."), None, attributed=True)[0]
    assert not is_opinion(read(f"{title}\n\nA study of 3 May finds so."), None, attributed=True, dated=True)[0]


def test_a_korean_headline_in_quotation_marks_gives_the_gist_of_a_report():
    assert not is_opinion(read('"나진항, 5월부터 석탄 수송"\n\n미국 매체가 전했다.', "ko"), None)[0]


def test_a_korean_headline_that_asks_whether_is_a_view():
    assert is_opinion(read("두 정상 노래자랑서 나진항 언급될까\n\n전망이 엇갈린다.", "ko"), None)[0]


def test_a_question_as_headline_is_a_report_where_somebody_answers():
    text = read("Will Kim fly to Kazan after all? Invitation handed over\n\nThe Kremlin said it was sent.")

    assert is_opinion(text, None)[0]
    assert not is_opinion(text, None, attributed=True)[0]


@pytest.mark.parametrize(
    ("language", "title", "other"),
    [
        ("en", "Latest on the war: Kim meets Putin", "Kim's latest on the war: he meets Putin"),
        ("ru", "Выпуск новостей от 3 мая", "Ким выпустил новость"),
        ("en", "What happened in the war this week? Catch up", "Lavrov to travel to North Korea this week"),
        ("en", "Up First Briefing: Kim in Russia", "Rutte, Yoon agree on intelligence briefing over soldiers"),
        ("uk", "Головні події за добу", "Подія у Владивостоці"),
        ("pl", "Wizyta Kima: relacja na żywo", "Wizyta Kima w Rosji"),
        ("de", "Liveblog: Kim trifft Putin", "Kim trifft Putin"),
        ("fr", "En direct : Kim rencontre Poutine", "Kim rencontre Poutine directement"),
        ("es", "Kim y Putin, minuto a minuto", "Kim y Putin hablan un minuto"),
        ("it", "Kim e Putin in diretta", "Kim e Putin, linea diretta"),
        ("pt", "Kim e Putin ao vivo", "Kim e Putin reunidos"),
        ("ko", "[오늘의 뉴스] 김정은 방러", "김정은 오늘 방러"),
        ("zh", "新闻早餐：金正恩访俄", "金正恩今早访俄"),
        ("ja", "今日のニュース:金正恩氏が訪ロ", "金正恩氏が今日訪ロ"),
    ],
)
def test_a_round_up_of_the_day_is_known_by_its_headline(language, title, other):
    assert is_round_up(read(f"{title}\n\n", language))
    assert not is_round_up(read(f"{other}\n\n", language))


def essay(argued: int, sentences: int, said: str = "The pact could bring war.") -> str:
    plain = " ".join(f"Ship number {n} called at the port." for n in range(sentences - argued))
    return f"A pact of two neighbours\n\n{' '.join([said] * argued)} {plain}"


@pytest.mark.parametrize(
    ("argued", "sentences", "argue"), [(4, 12, True), (3, 12, False), (11, 11, False), (6, 20, True), (5, 20, False)]
)
def test_a_long_text_that_argues_in_three_sentences_of_ten_is_a_view(argued: int, sentences: int, argue: bool) -> None:
    assert bool(argues(read(essay(argued, sentences), "en"), ())) is argue


def test_what_others_say_is_not_the_authors_voice() -> None:
    quoted = read(essay(9, 20, "“The pact could bring war,” he told reporters."), "en")
    told = read(essay(9, 20), "en")

    assert argues(quoted, ()) == ""
    assert argues(told, [start for start, _ in told.sentences]) == ""


def test_a_live_page_argues_nothing() -> None:
    assert argues(read("Ukraine live: " + essay(9, 20), "en"), ()) == ""


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("de", "Moskau und Pjöngjang: Pakt der Armen", "Wie lange hält die Freundschaft? Eine Analyse."),
        ("es", "Dos vecinos con prisa", "Los expertos dudan de que el puente se acabe este año."),
        ("fr", "Deux voisins pressés", "LE POINT SUR LE CHANTIER - Personne ne donne les mêmes chiffres."),
    ],
)
def test_a_lead_that_calls_itself_an_analysis_or_has_experts_only_is_a_view(language, title, text):
    assert is_opinion(read(f"{title}\n\n{text}", language), None)[0]
    assert not is_opinion(read(f"{title}\n\n", language), None)[0]
