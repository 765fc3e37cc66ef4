"""What a figure counts that somebody gives without a noun, as many as before, of several kinds, and whose limit it is."""

from __future__ import annotations

import pytest

from tests.support.documents import read, shipped_watch
from tumen.analysis.claims import find_claims
from tumen.model import Claim


def claims_in(text: str, language: str = "en") -> tuple[Claim, ...]:
    return find_claims(read(text if "\n\n" in text else f"\n\n{text}", language), shipped_watch())


def told(text: str, language: str = "en") -> list[tuple[str, float]]:
    return [(claim.metric, claim.low) for claim in claims_in(text, language)]


def spoken(text: str, language: str = "en") -> list[tuple[str, float, str]]:
    """Each figure with the party whose word it is."""
    party = shipped_watch().speakers.party_in
    return [(c.metric, c.low, party(c.claimant or "") or c.claimant or "") for c in claims_in(text, language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "North Korea's losses in Kursk: two counts\n\nSeoul: 1,300 killed or wounded. Kyiv: 3,400."),
        ("en", "North Korea's losses in Russia\n\n1,300, says Seoul; 3,400, according to Kyiv."),
        ("ru", "Потери КНДР под Курском: две цифры\n\nСеул говорит о 1300, Киев — о 3400."),
        ("uk", "Втрати КНДР на Курщині: дві цифри\n\nСеул говорить про 1300, Київ — про 3400."),
        ("ko", "북한군 사상자, 서울 1천300명 vs 키이우 3천400명\n\n양측 집계가 다르다."),
        ("ja", "北朝鮮兵の死傷者、韓国軍1300人・ウクライナ3400人\n\n双方の推計に開きがある。"),
        ("de", "Nordkoreas Verluste in Russland\n\nSeoul nennt 1.300 Tote und Verletzte, Kiew 3.400."),
        ("fr", "Pertes nord-coréennes en Russie\n\n1 300, selon Séoul, plus de 3 400, selon Kiev."),
    ],
)
def test_the_figures_of_two_parties_on_the_topic_of_a_report_are_counts_of_it(language, text):
    first, second = spoken(text, language)

    assert (first[:2], second) == (("casualties", 1300), ("casualties", 3400, "ukraine"))
    assert first[2] in ("rok", "jcs-rok")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea's arms for Russia\n\nSeoul has counted 7,000 containers. Kyiv speaks of 9,000.", "containers"),
        ("North Korean workers in Russia\n\nSeoul says 7,000, Kyiv 9,000.", "workers"),
    ],
)
def test_what_was_counted_or_named_before_is_counted_by_who_speaks_next(text, expected):
    assert told(text) == [(expected, 7000), (expected, 9000)]


@pytest.mark.parametrize(
    "text",
    [
        "North Korea's losses in Kursk\n\nThe soldiers lived in school 131, Kyiv says.",
        "North Korea's losses in Kursk\n\nThey had held 40 villages, Kyiv says.",
        "North Korea's losses in Kursk\n\nAbout 1,300. Nobody knows.",
    ],
)
def test_a_figure_that_something_else_owns_or_nobody_gives_is_no_count_of_the_topic(text):
    assert "casualties" not in {metric for metric, _ in told(text)}


@pytest.mark.parametrize(("number", "found"), [(19, []), (20, ["casualties"])])
def test_a_figure_is_a_count_of_the_topic_from_twenty_on(number, found):
    assert [m for m, _ in told(f"North Korea's losses in Kursk\n\nSeoul: {number}.")] == found


def test_those_of_whom_some_fell_or_who_were_sent_are_the_force():
    text = "North Korean soldiers killed in Kursk\n\nOf the roughly 11,000 sent, 3,900 were killed, Seoul says."

    assert told(text) == [("troops_deployed", 11_000), ("troops_killed", 3900)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "North Korea gave Russia 120 howitzers and as many rocket launchers, Budanov said."),
        ("ru", "КНДР дала России 120 гаубиц и столько же РСЗО, сказал Буданов."),
        ("uk", "КНДР дала Росії 120 гаубиць і стільки ж РСЗВ, сказав Буданов."),
        ("de", "Nordkorea gab Russland 120 Haubitzen und ebenso viele Raketenwerfer, sagte Budanow."),
        ("en", "North Korea gave Russia 120 howitzers and 120 rocket launchers, Budanov said."),
    ],
)
def test_as_many_of_another_thing_is_a_figure_of_its_own(language, text):
    assert told(text, language)[-1] == ("artillery_pieces", 120)
    assert len(told(text, language)) == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tankers took oil to North Korea from Russia, well past the UN's yearly limit of 500,000 barrels."),
        ("ru", "Танкеры везли нефть из России в КНДР. Лимит ООН — 500 тысяч баррелей в год."),
        ("ko", "러시아 유조선이 북한에 정유를 보냈다. 유엔이 정한 연간 상한은 50만 배럴이다."),
        ("de", "Russland liefert Öl an Nordkorea. Die Obergrenze der UN liegt bei 500.000 Barrel im Jahr."),
    ],
)
def test_what_sanctions_allow_is_no_delivery_and_the_word_of_who_allows_it(language, text):
    (claim,) = claims_in(text, language)

    assert (claim.metric, claim.low) == ("other", 500_000)
    assert shipped_watch().speakers.party_in(claim.claimant or "") == "un"


def test_who_only_tells_of_a_limit_does_not_set_it():
    (claim,) = claims_in("Deliveries to North Korea from Russia are limited to 500,000 barrels a year, Seoul said.")

    assert claim.claimant is None


@pytest.mark.parametrize(
    ("language", "text", "share"),
    [
        ("en", "Every third shell that Russia fires is North Korean, Kyiv says.", 33),
        ("de", "Jede zweite russische Granate kommt aus Nordkorea, sagt Budanow.", 50),
        ("pl", "Co trzeci rosyjski pocisk artyleryjski pochodzi z Korei Północnej, mówi Budanow.", 33),
        ("en", "Two in five shells that Russia fires are North Korean, Kyiv says.", 40),
        ("ja", "韓国はロシアの北朝鮮兵の半数が死傷したと発表した。", 50),
        ("en", "Half of the North Korean contingent in Kursk is out of action, Kyiv says.", 50),
    ],
)
def test_a_share_of_arms_or_of_a_force_that_is_lost_is_a_figure(language, text, share):
    assert told(text, language) == [("other", share)]


def test_half_of_a_force_of_which_nothing_is_said_is_none():
    assert told("Half of the North Korean contingent in Kursk speaks Russian, Kyiv says.") == []


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        ("en", "Trade between Russia and North Korea rose ninefold, Kozlov said.", None),
        ("en", "Trade between Russia and North Korea grew nine times, Kozlov said.", 9),
        ("ru", "Товарооборот России и КНДР вырос в девять раз, сказал Козлов.", 9),
        ("ko", "북러 교역액이 9배 증가했다고 코즐로프 장관이 밝혔다.", 9),
    ],
)
def test_how_many_times_as_much_something_became_is_a_figure(language, text, times):
    assert told(text, language) == ([("other", times)] if times else [])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Moscow has massed 50,000 troops, including North Korean soldiers, in Kursk, officials said."),
        ("ru", "Россия собрала 50 тысяч человек — российских и северокорейских военных, пишет издание."),
    ],
)
def test_a_force_of_both_sides_is_no_figure_of_one(language, text):
    assert told(text, language) == [("other", 50_000)]


def test_small_figures_in_a_list_of_things_with_larger_ones_are_told():
    text = "Russia gave North Korea two yaks, five cockatoos, 25 pheasants and 40 ducks, the ministry said."

    assert [figure for _, figure in told(text)] == [2, 5, 25, 40]


def test_a_small_figure_alone_is_none():
    assert told("Russia gave North Korea two yaks and a lion, the ministry said.") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Russia has fired 30 KN-23s from North Korea at Ukraine, HUR said.", ("missiles", 30)),
        ("en", "Some 60 Koksans from North Korea are in Russia, HUR said.", ("artillery_pieces", 60)),
        ("ko", "북한이 러시아에 병력 만이천명을 보냈다고 국정원이 밝혔다.", ("troops_deployed", 12_000)),
        ("zh", "韩国称朝鲜再派兵三千赴俄。", ("troops_deployed", 3000)),
        ("fr", "Quatre-vingts ouvriers nord-coréens sont arrivés en Russie, dit Séoul.", ("workers", 80)),
        ("de", "Fünfzehnhundert Soldaten Nordkoreas sind in Russland, sagt Seoul.", ("troops_deployed", 1500)),
    ],
)
def test_types_of_arms_and_figures_in_letters_are_read(language, text, expected):
    assert told(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "party"),
    [
        (
            "en",
            "The NIS on North Korea\n\nThe NIS sees arms flow to Russia, it said. "
            "Some 20,000 containers from North Korea came, the agency said.",
            "nis",
        ),
        (
            "ja",
            "韓国国防省「北朝鮮がロシアに武器」\n\n同省は北朝鮮がロシアに送ったコンテナを2万個と推計した。",
            "rok-mnd",
        ),
    ],
)
def test_the_ministry_is_the_one_that_spoke_before(language, text, party):
    (claim,) = claims_in(text, language)

    assert shipped_watch().speakers.party_in(claim.claimant or "") == party


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("zh", "韩情报机构：朝军死亡约三百 伤二千七\n\n在库尔斯克。", "韩情报机构"),
        ("ja", "北朝鮮、ロシアから石油80万バレル　英研究所が分析\n\n衛星画像による。", "英研究所"),
    ],
)
def test_a_headline_is_the_word_of_whom_it_names_with_a_colon_or_a_verb(language, text, speaker):
    assert (claims_in(text, language)[0].claimant or "").startswith(speaker)


def test_those_whose_death_a_quotation_tells_do_not_speak_in_it():
    (claim,) = claims_in("北朝鮮兵「1000人死亡」　西側当局者、1月半ばまで\n\nロシアで。", "ja")

    assert claim.claimant != "北朝鮮兵"


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("en", "Rajin shuttle goes quiet: 32 Russian ships left North Korea\n\nThen nothing.", None),
        ("de", "Putin bei Kim: 40 Hunde für Nordkorea aus Russland\n\nSie reisten per Zug.", None),
        ("pl", "Straty Koreańczyków z Północy w Rosji: 1200 zabitych\n\nSeul milczy.", None),
        ("en", "Russia got 1.5 million North Korean shells - HUR | The Kyiv Paper\n\nThey are old.", "hur"),
        (
            "uk",
            "Снаряди з КНДР\n\nМіністерство оборони Норвегії вважає, що КНДР відправила до Росії 7 тисяч контейнерів.",
            None,
        ),
    ],
)
def test_a_place_two_persons_a_loss_or_whom_a_ministry_tells_of_speak_for_no_figure(language, text, speaker):
    (claim,) = claims_in(text, language)

    party = shipped_watch().speakers.party_in(claim.claimant or "")
    assert party == speaker or (speaker is None and party not in ("dprk", "russia", "rajin"))


def test_half_of_the_arms_named_before_is_a_share():
    text = "Russia got 1.5 million shells from North Korea, HUR says. Half of them do not work."

    assert told(text) == [("shells", 1_500_000), ("other", 50)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "North Korean soldiers have not been seen at the front in Kursk for three weeks, Kyiv says."),
        ("uk", "Військових КНДР на Курщині не видно вже три тижні, кажуть у Києві."),
    ],
)
def test_how_long_a_force_was_not_seen_is_a_figure(language, text):
    assert told(text, language) == [("other", 3)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "17.10 Uhr: Nordkorea schickt Russland 40 Pferde."),
        ("en", "A 32-page report says North Korea sent Russia 40 horses."),
        ("uk", "У звіті на 32 сторінки йдеться про 40 коней з Росії для КНДР."),
    ],
)
def test_times_of_day_and_pages_are_no_figures(language, text):
    assert [figure for _, figure in told(text, language)] == [40]


@pytest.mark.parametrize(
    "text",
    [
        "North Korean missiles fired by Russia now hit\n\nOver 20 KN-23s launched since May were better, two sources say.",
        "Kim's missiles\n\nRussia launched at least 20 ballistic missiles from North Korea, HUR says.",
        "North Korean missiles in Russia\n\nNobody says how good they are. Where from? More than 20 have been supplied.",
    ],
)
def test_missiles_that_the_other_side_fires_are_no_tests(text):
    assert ("missiles", 20) in told(text)


def test_missiles_fired_into_the_sea_while_a_leader_travels_are_a_test():
    assert (
        told("North Korea fires 2 ballistic missiles toward eastern seas as leader Kim visits Putin\n\nIt did.") == []
    )


def test_at_least_one_missile_is_a_figure():
    assert told("Russia fired at least one missile from North Korea at Kharkiv, HUR says.") == [("missiles", 1)]


@pytest.mark.parametrize(("reach", "found"), [(40, [("other", 500_000)]), (41, [("oil_barrels", 500_000)])])
def test_a_limit_stands_within_forty_characters_before_its_figure(reach, found):
    text = f"Russia sends oil to North Korea under a limit{' ' + 'x' * (reach - 2) + ' '}500,000 barrels."

    assert told(text) == found


@pytest.mark.parametrize(("reach", "found"), [(20, True), (21, False)])
def test_whom_a_force_includes_stands_within_twenty_characters(reach, found):
    text = (
        f"Moscow massed 50,000 troops, including {'x' * (reach - 1)} North Korean soldiers, in Kursk, officials said."
    )

    assert (("other", 50_000) in told(text)) is found


def test_a_name_in_quotation_marks_is_given_whole():
    (claim,) = claims_in("Из КНДР в Россию едут 40 рабочих, сообщили в «Восток Интур».", "ru")

    assert claim.claimant == "«Восток Интур»"


def test_each_of_two_french_estimates_is_its_partys():
    text = "Les pertes nord-coréennes en Russie\n\nSéoul estimait en avril à 600 les tués, Londres parle de 1 000 tués."

    (_, figure, who), *_ = spoken(text, "fr")

    assert (figure, who) == (600, "rok")


def test_runs_of_a_train_are_no_flights():
    text = "Пассажирский поезд Хасан — Туманган снова ходит\n\nРейсы запланированы три раза в неделю."

    assert told(text, "ru") == [("trains", 3)]
