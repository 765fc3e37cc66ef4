"""Who says so, in ten languages, and whom a report rests on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.documents import read, shipped_watch
from tumen.analysis.attribution.attributions import find_attributions
from tumen.analysis.attribution.origins import origins
from tumen.analysis.attribution.unattributed import headline_speaker
from tumen.analysis.matching.speaker_entries import SpeakerKind

SAID = [
    ("en", "The NIS told lawmakers that 600 soldiers had died.", "nis", "says"),
    ("en", "More weapons are coming, Kremlin spokesman Dmitry Peskov said.", "kremlin", "says"),
    ("en", "According to the White House, a ship left Rajin.", "white-house", "cites"),
    ("en", "A ship left Rajin, Yonhap reported.", "yonhap", "says"),
    ("en", "Moscow denied the report.", "russia", "denies"),
    ("en", "Satellite images showed two ships.", "satellite-images", "says"),
    ("en", "Peskov, after talks with the Japanese leader Lavrov, said so.", "kremlin", "says"),
    ("ru", "Об этом сообщил Песков.", "kremlin", "says"),
    ("ru", "По данным южнокорейской разведки, переброшено 12 тысяч.", "nis", "cites"),
    ("ru", "Со ссылкой на РИА Новости об этом пишут газеты.", "ria", "cites"),
    ("uk", "ГУР повідомило про нові підрозділи.", "hur", "says"),
    ("uk", "За словами Буданова, снарядів більше.", "hur", "cites"),
    ("pl", "Statki wypłynęły - poinformował w piątek Biały Dom.", "white-house", "says"),
    ("pl", "Według Reutera rozmowy trwały godzinę.", "reuters", "cites"),
    ("de", "Laut dem ukrainischen Militärgeheimdienst sind es 12.000.", "hur", "cites"),
    ("fr", "Selon le Kremlin, la visite aura lieu.", "kremlin", "cites"),
    ("es", "Según el Pentágono no hay cambios, afirmó el Kremlin.", "kremlin", "says"),
    ("ko", "국정원은 북한군이 이동했다고 밝혔다.", "nis", "says"),
    ("ko", "연합뉴스에 따르면 열차가 출발했다.", "yonhap", "cites"),
    ("ko", "크렘린궁은 보도를 부인했다.", "kremlin", "denies"),
    ("ko", "조선중앙통신은 회담이 열렸다고 보도했다.", "kcna-org", "says"),
    ("ko", "국방부 당국자는 병력이 이동했다고 말했다.", "rok-mnd", "says"),
    ("ko", "우크라이나 정보당국의 평가가 나왔다고 CNN이 보도했다.", "hur", "says"),
    ("ko", "쇼이구 러시아 국가안보회의 서기가 김정은 위원장을 면담한 뒤 밝혔다.", "ru-security-council", "says"),
    ("ru", "РЖД возобновляют поезда, рассказали в компании.", "rzd", "says"),
    ("ru", "В пресс-службе порта Восточный сообщили о рейсах.", "пресс-службе-порта-восточный", "says"),
    ("uk", "Секретар Радбезу РФ після зустрічі з Кім Чен Ином заявив про це.", "ru-security-council", "says"),
    ("en", "According to an intelligence assessment by Ukrainian officials, more will come.", "ua-officials", "cites"),
    ("zh", "绍伊古17日在平壤对媒体表示，将派工兵。", "ru-security-council", "says"),
    ("ja", "英国の調査団体は船が寄港したと発表した。", "英国の調査団体", "says"),
    ("ja", "ロイターによると、船が出港した。", "reuters", "cites"),
    ("ja", "国家情報院は派兵を確認したと発表した。", "nis", "says"),
    ("zh", "据韩联社报道，船只已出港。", "yonhap", "cites"),
    ("zh", "韩国国家情报院表示，船只已出港。", "nis", "says"),
]


# A state that is only spoken of, behind the verb or as where something comes from.
SPOKEN_OF = [
    ("en", "The chief told a US news agency that more will come.", "usa"),
    ("en", "The secretary, in Seoul, says Russia's technical help to the North is a real concern.", "russia"),
    ("uk", "Міноборони вважає, що КНДР відправила 7 тисяч контейнерів.", "dprk"),
    ("ru", "Он собрал их и сообщил, что Россия может отправить продовольствие.", "russia"),
    ("pl", "To wiele mówi, że Rosja musi zwracać się do takiego kraju.", "russia"),
    ("zh", "上周一，国防长对记者说，朝鲜运往那里的集装箱约有6700个。", "dprk"),
    ("zh", "笔者认为，莫斯科眼下更看重的不是步兵。", "russia"),
    ("ja", "ロシア産と表示されたカニが店に並ぶと、関係者が語った。", "russia"),
]


@pytest.mark.parametrize(("language", "text", "state"), SPOKEN_OF)
def test_a_state_that_is_only_spoken_of_says_nothing(language: str, text: str, state: str) -> None:
    assert state not in [a.who for a in find_attributions(read(f"\n\n{text}", language), shipped_watch())]


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "Nobody is going, says Moscow.", "russia"),
        ("en", "The leaflets flew, says Seoul's top brass.", "rok"),
        ("ru", "«Это неправда», заявила Москва.", "russia"),
        ("zh", "俄方表示，将继续。", "russia"),
        ("ja", "ロシアは派兵を否定したと発表した。", "russia"),
    ],
)
def test_a_state_that_speaks_is_still_found(language: str, text: str, who: str) -> None:
    assert who in [a.who for a in find_attributions(read(f"\n\n{text}", language), shipped_watch())]


@pytest.mark.parametrize(("language", "text", "who", "kind"), SAID)
def test_a_statement_is_handed_to_its_party(language, text, who, kind):
    found = [(a.who, a.kind) for a in find_attributions(read(f"\n\n{text}", language), shipped_watch())]

    assert (who, kind) in found


@pytest.mark.parametrize(
    ("language", "title", "who"),
    [
        ("en", "White House: ships left Rajin", "white-house"),
        ("en", "600 soldiers dead - NIS", "nis"),
        ("en", "Thousands more troops on their way: JCS", "jcs-rok"),
        ("ko", '국정원 "북한군 이동 중"', "nis"),
        ("ru", "ГУР: рабочих отправят в Алабугу", "hur"),
    ],
)
def test_a_headline_names_its_speaker_without_a_verb(language, title, who):
    assert who in origins(read(f"{title}\n\n", language), shipped_watch())


def test_a_spokesman_and_the_body_spoken_for_are_one_origin():
    text = "\n\nThe White House published images. The shipment was large, John Kirby said."

    assert origins(read(text, "en"), shipped_watch()) == ("white-house",)


def test_the_body_that_knows_governs_the_agency_that_passes_it_on():
    text = "\n\nYonhap reported, citing lawmaker Lee Seong-kweun, that losses rose. The NIS told a committee so."

    assert origins(read(text, "en"), shipped_watch()) == ("nis", "rok-lawmakers", "yonhap")


def test_who_is_quoted_further_on_is_no_origin_of_the_happening():
    text = (
        "Shells reach Russia\n\nNorth Korea sent shells, the NIS said. A ship left Rajin on Monday. The White House "
        "said it was concerned, and the Kremlin declined to answer."
    )

    assert origins(read(text, "en"), shipped_watch()) == ("nis",)


def test_the_first_who_speaks_is_the_origin_however_far_on():
    text = "Shells reach Russia\n\nA ship left Rajin. It was seen at Dunai. It carried shells, the NIS said."

    assert origins(read(text, "en"), shipped_watch()) == ("nis",)


def test_whoever_the_headline_hands_it_to_is_an_origin_beside_the_first_of_the_text():
    text = "Kremlin: no shells from North Korea\n\nPyongyang ships shells to Russia, the NIS said."

    assert origins(read(text, "en"), shipped_watch()) == ("kremlin", "nis")


def test_an_outlets_own_report_rests_on_nobody():
    text = "Bridge opens\n\nThe first lorries crossed the Tumen on Monday and a band played."

    assert origins(read(text, "en"), shipped_watch()) == ()


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "Putin bei Kim Jong Un: Zwei Hunde und ein Vertrag"),
        ("en", "In Moscow: rooms of gold"),
        ("fr", "Poutine chez Kim Jong-un : deux chiens"),
        ("es", "En Moscú: dos perros"),
    ],
)
def test_who_is_only_a_place_or_host_before_a_colon_says_nothing(language, title):
    assert not find_attributions(read(title, language), shipped_watch())


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Moscow-Pyongyang: 3,000 workers arrive by train"),
        ("en", "Russia/North Korea: 12,000 troops deployed"),
        ("en", "Kim-Putin: 200 km of road"),
        ("ru", "Москва — Пхеньян: поезд вернётся 17 июня"),
        ("ru", "Россия-КНДР: товарооборот вырос в 2 раза"),
        ("uk", "Росія — КНДР: 12 тисяч військових"),
        ("ko", "모스크바-평양: 직통열차 재개"),
        ("de", "Moskau–Pjöngjang: 200 Passagiere im ersten Zug"),
        ("es", "Corea del Norte-Rusia: 12.000 soldados desplegados"),
        ("fr", "Pyongyang–Moscou : ce que dit le premier rapport des onze pays"),
        ("de", "Neun Millionen Schuss: Bericht listet Nordkoreas Lieferungen auf"),
        ("en", "Twelve Thousand Men: how the North joined the war"),
    ],
)
def test_a_pair_or_a_figure_before_a_colon_is_told_of_and_says_nothing(language, title):
    text = read(title, language)

    assert not find_attributions(text, shipped_watch())
    assert not headline_speaker(text, shipped_watch(), (0, len(title)))


@pytest.mark.parametrize(
    ("language", "title", "who"),
    [
        ("en", "Seoul: 3,000 more troops sent to Russia", "rok"),
        ("en", "URGENT - Seoul: 3,000 more troops sent to Russia", "rok"),
        ("ru", "Захарова: КНДР не отправляла военных", "russian-mfa"),
    ],
)
def test_one_party_before_a_colon_still_speaks(language, title, who):
    text = read(title, language)

    assert [a.who for a in find_attributions(text, shipped_watch())] == [who]


def test_an_it_said_repeats_the_last_speaker():
    text = "\n\nThe Pentagon said troops had arrived. It also said more would follow."

    assert [a.who for a in find_attributions(read(text, "en"), shipped_watch())] == ["pentagon", "pentagon"]


def test_a_dismissed_claim_is_no_claim_of_the_one_who_dismisses():
    found = find_attributions(read("\n\nThe Kremlin dismissed claims that soldiers had come.", "en"), shipped_watch())

    assert [(a.who, a.kind) for a in found] == [("kremlin", "denies")]


def test_a_capital_is_no_speaker_when_it_is_a_place():
    text = "\n\nOfficials in Moscow and Pyongyang met as winter came, and the hosts said little."

    assert {"russia", "dprk"}.isdisjoint(origins(read(text, "en"), shipped_watch()))


@pytest.mark.parametrize(
    ("language", "text", "nobody"),
    [
        ("en", "After talks with Kim Jong Un, Sergei Shoigu said builders would come.", "kim-jong-un"),
        ("ko", "쇼이구 서기가 김정은 국무위원장을 만난 뒤 북한이 공병을 보낸다고 말했다.", "kim-jong-un"),
        ("ru", "По данным ведомства, КНДР передала снаряды.", "dprk"),
        ("en", "The White House did not say how many had come.", "white-house"),
    ],
)
def test_whoever_is_met_named_or_silent_says_nothing(language, text, nobody):
    assert nobody not in origins(read(f"\n\n{text}", language), shipped_watch())


def test_a_speaker_without_entry_is_kept_by_name():
    text = "\n\nThe tour was a success, said Natalia Primorskaya of the tour desk."

    assert origins(read(text, "en"), shipped_watch()) == ("natalia-primorskaya",)


def test_one_body_has_one_id_in_every_language():
    names = ["NIS", "국정원", "국가정보원", "国家情报院", "国家情報院", "Seoul's spy agency", "разведка Южной Кореи"]

    assert {shipped_watch().speakers.party_in(name) for name in names} == {"nis"}


def test_every_origin_can_be_shown_to_a_reader():
    speakers = shipped_watch().speakers

    assert speakers.label("nis") == "NIS (South Korea)"
    assert speakers.label("natalia-primorskaya") == "natalia primorskaya"
    assert (speakers.kind_of("yonhap"), speakers.kind_of("nobody-known")) == (SpeakerKind.MEDIA, SpeakerKind.UNLISTED)


@settings(max_examples=60)
@given(st.text(max_size=300), st.text(max_size=300))
def test_a_speaker_is_found_between_any_two_texts_and_every_attribution_lies_in_the_text(before, after):
    text = f"{before}\n\nThe NIS said on Monday that 300 soldiers were killed.\n\n{after}"

    found = find_attributions(read(text, "en"), shipped_watch())

    assert "nis" in {a.who for a in found}
    assert all(0 <= a.start < a.end <= len(text) and a.who for a in found)
    assert set(origins(read(text, "en"), shipped_watch())) <= {a.who for a in found}


def test_a_family_name_before_another_given_name_is_somebody_else():
    text = "\n\nTroops have arrived, Kim Yong-su told parliament. Kim told Putin so."
    found = {a.who for a in find_attributions(read(text, "en"), shipped_watch())}

    assert {"kim-yong-su", "kim-jong-un"} <= found
    assert (
        find_attributions(read("\n\nTroops have arrived, Kim Yong-su said.", "en"), shipped_watch())[0].who
        == "kim-yong-su"
    )


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("МИД сообщил о передаче.", "russian-mfa"),
        ("МИД России сообщил о передаче.", "russian-mfa"),
        ("Баку передал 12 пленных, сообщил МИД Армении.", "мид-армении"),
        ("Под ограничения подпали трое, сообщил МИД Японии. Токио молчит.", "мид-японии"),
    ],
)
def test_a_ministry_before_the_name_of_another_country_is_not_the_subjects_own(text: str, who: str) -> None:
    assert [a.who for a in find_attributions(read(f"\n\n{text}", "ru"), shipped_watch())] == [who]


@pytest.mark.parametrize(("agency", "who"), [("KCNA", "kcna-org"), ("Yonhap", "yonhap")])
def test_the_name_before_news_agency_is_who_speaks(agency: str, who: str) -> None:
    text = f"\n\nSoldiers paraded. {agency} news agency reported it."

    assert [a.who for a in find_attributions(read(text, "en"), shipped_watch())] == [who]


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("ko", '[속보] 러 외무부 "라브로프, 25∼26일 북한 방문"'),
        ("en", 'Russian Foreign Ministry: "Lavrov has no such plans in Pyongyang"'),
        ("ru", "МИД России: «Лавров посетит Пхеньян»"),
    ],
)
def test_whoever_a_quotation_is_about_is_no_part_of_its_speakers_name(language, headline):
    said = find_attributions(read(headline, language), shipped_watch())

    assert [a.who for a in said] == ["russian-mfa"]
    assert not any(name in headline[said[0].start : said[0].end] for name in ("라브로프", "Lavrov", "Лавров"))


def test_an_american_chairman_of_the_joint_chiefs_is_no_south_korean_body() -> None:
    said = "of Staff Gen. Mark Milley said that arms from North Korea may not help Russia."
    seoul = "The Joint Chiefs of Staff said that North Korea had sent troops to Russia."

    assert "jcs-rok" not in origins(read(f"Chairman of the Joint Chiefs {said}"), shipped_watch())
    assert origins(read(seoul), shipped_watch()) == ("jcs-rok",)
