"""Short reports in five languages, made from templates: of one happening in other words, or of two that differ in a slot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

LANGUAGES = ("en", "ru", "ko", "de", "pl")

# Per language: who comes from Moscow, who receives in Pyongyang.
VISITORS = {
    "en": ("Shoigu", "Lavrov", "Belousov", "Volodin", "Kozlov", "Gerasimov", "Mishustin", "Medvedev"),
    "ru": ("Шойгу", "Лавров", "Белоусов", "Володин", "Козлов", "Герасимов", "Мишустин", "Медведев"),
    "ko": ("쇼이구", "라브로프", "벨로우소프", "볼로딘", "코즐로프", "게라시모프", "미슈스틴", "메드베데프"),
    "pl": ("Szojgu", "Ławrow", "Biełousow", "Wołodin", "Kozłow", "Gierasimow", "Miszustin", "Miedwiediew"),
    "de": ("Schoigu", "Lawrow", "Beloussow", "Wolodin", "Koslow", "Gerassimow", "Mischustin", "Medwedew"),
}
HOSTS = {
    "en": ("Choe Son Hui", "No Kwang Chol", "Kim Yong Bok", "Pak Jong Chon", "Jo Yong Won"),
    "ru": ("Цой Сон Хи", "Но Гван Чхоль", "Ким Ён Бок", "Пак Чон Чхон", "Чо Ён Вон"),
    "ko": ("최선희", "노광철", "김영복", "박정천", "조용원"),
    "pl": ("Czoe Son Hui", "No Kwang Chol", "Kim Yong Bok", "Pak Jong Chon", "Jo Yong Won"),
    "de": ("Choe Son Hui", "No Kwang Chol", "Kim Yong Bok", "Pak Jong Chon", "Jo Yong Won"),
}
OTHERS = {
    "en": ("Seoul", "Washington", "Tokyo", "Kyiv", "Beijing"),
    "ru": ("Сеул", "Вашингтон", "Токио", "Киев", "Пекин"),
    "ko": ("한국", "미국", "일본", "우크라이나", "중국"),
    "pl": ("Seul", "Waszyngton", "Tokio", "Kijów", "Pekin"),
    "de": ("Seoul", "Washington", "Tokio", "Kiew", "Peking"),
}
PLACES = {
    "en": ("in Vladivostok", "in Rason", "in Khasan", "in Wonsan", "in Khabarovsk", "in Chongjin"),
    "ru": ("во Владивостоке", "в Расоне", "в Хасане", "в Вонсане", "в Хабаровске", "в Чхонджине"),
    "ko": ("블라디보스토크서", "나선서", "하산서", "원산서", "하바롭스크서", "청진서"),
    "pl": ("we Władywostoku", "w Rason", "w Chasanie", "w Wonsan", "w Chabarowsku", "w Chongjin"),
    "de": ("in Wladiwostok", "in Rason", "in Chassan", "in Wonsan", "in Chabarowsk", "in Chongjin"),
}

# What is sent, as the object of a sentence.
GOODS = {
    "en": ("oil", "wheat", "horses", "buses", "medicines", "missiles"),
    "ru": ("нефть", "пшеницу", "лошадей", "автобусы", "лекарства", "ракеты"),
    "ko": ("석유", "밀", "말", "버스", "의약품", "미사일"),
    "de": ("Öl", "Weizen", "Pferde", "Busse", "Medikamente", "Raketen"),
    "pl": ("ropę", "pszenicę", "konie", "autobusy", "leki", "rakiety"),
}

# Per happening and language: headlines that say the same, and a lead.
TEMPLATES = {
    "talks": {
        "en": (
            "{a} meets {b} in Pyongyang",
            "{a} and {b} hold talks in Pyongyang",
            "The officials of Russia and North Korea met on Tuesday.",
        ),
        "ru": (
            "{a} и {b} встретились в Пхеньяне",
            "{a} и {b} провели переговоры в Пхеньяне",
            "Представители России и КНДР встретились во вторник.",
        ),
        "ko": ("{a}-{b}, 평양서 회담", "{a}, 평양서 {b} 만나", "러시아와 북한 당국자가 화요일 만났다."),
        "de": (
            "{a} trifft {b} in Pjöngjang",
            "{a} und {b} führen Gespräche in Pjöngjang",
            "Vertreter Russlands und Nordkoreas trafen sich am Dienstag.",
        ),
        "pl": (
            "{a} i {b} spotkali się w Pjongjangu",
            "{a} i {b} prowadzili rozmowy w Pjongjangu",
            "Przedstawiciele Rosji i Korei Północnej spotkali się we wtorek.",
        ),
    },
    "arrival": {
        "en": ("{a} arrives in Pyongyang", "{a} lands in Pyongyang", "The Russian guest was met in North Korea."),
        "ru": ("{a} прибыл в Пхеньян", "{a} прилетел в Пхеньян", "Российского гостя встретили в КНДР."),
        "ko": ("{a}, 평양 도착", "{a} 평양에 도착", "러시아 손님을 북한이 맞았다."),
        "de": (
            "{a} in Pjöngjang eingetroffen",
            "{a} ist in Pjöngjang angekommen",
            "Der russische Gast wurde in Nordkorea empfangen.",
        ),
        "pl": (
            "{a} przybył do Pjongjangu",
            "{a} przyleciał do Pjongjangu",
            "Rosyjskiego gościa powitano w Korei Północnej.",
        ),
    },
    "departure": {
        "en": ("{a} leaves Pyongyang", "{a} departs from Pyongyang", "The Russian guest was seen off in North Korea."),
        "ru": ("{a} покинул Пхеньян", "{a} вылетел из Пхеньяна", "Российского гостя проводили в КНДР."),
        "ko": ("{a}, 평양 떠나", "{a}, 평양 출발", "러시아 손님을 북한이 배웅했다."),
        "de": (
            "{a} verlässt Pjöngjang",
            "{a} reist aus Pjöngjang ab",
            "Der russische Gast wurde in Nordkorea verabschiedet.",
        ),
        "pl": ("{a} opuścił Pjongjang", "{a} odleciał z Pjongjangu", "Rosyjskiego gościa pożegnano w Korei Północnej."),
    },
    "protest": {
        "en": (
            "{a} condemns military ties between Russia and North Korea",
            "{a} denounces military cooperation of Russia and North Korea",
            "A statement came on Tuesday.",
        ),
        "ru": (
            "{a} осудил военное сотрудничество России и КНДР",
            "{a} осуждает военные связи России и КНДР",
            "Заявление сделали во вторник.",
        ),
        "ko": ("{a}, 북러 군사협력 규탄", "{a}, 러시아와 북한 군사협력 비난", "성명은 화요일에 나왔다."),
        "de": (
            "{a} verurteilt militärische Zusammenarbeit Russlands und Nordkoreas",
            "{a} verurteilt Militärbeziehungen zwischen Russland und Nordkorea",
            "Eine Erklärung kam am Dienstag.",
        ),
        "pl": (
            "{a} potępił współpracę wojskową Rosji i Korei Północnej",
            "{a} potępia wojskowe więzi Rosji i Korei Północnej",
            "Oświadczenie wydano we wtorek.",
        ),
    },
    "deal": {
        "en": (
            "Russia and North Korea sign fisheries deal {a}",
            "Fisheries agreement of Russia and North Korea signed {a}",
            "It was signed on Tuesday.",
        ),
        "ru": (
            "Россия и КНДР подписали соглашение о рыболовстве {a}",
            "Соглашение о рыболовстве России и КНДР подписано {a}",
            "Подписали его во вторник.",
        ),
        "ko": ("러시아·북한, {a} 어업 협정 체결", "북러 어업 협정 {a} 서명", "화요일에 서명했다."),
        "de": (
            "Russland und Nordkorea unterzeichnen {a} Fischereiabkommen",
            "Fischereiabkommen zwischen Russland und Nordkorea {a} unterzeichnet",
            "Unterzeichnet wurde es am Dienstag.",
        ),
        "pl": (
            "Rosja i Korea Północna podpisały {a} umowę o rybołówstwie",
            "Umowa Rosji i Korei Północnej o rybołówstwie podpisana {a}",
            "Podpisano ją we wtorek.",
        ),
    },
    "opening": {
        "en": (
            "Russia and North Korea open trade house {a}",
            "Trade house of Russia and North Korea opened {a}",
            "The doors opened on Tuesday.",
        ),
        "ru": (
            "Россия и КНДР открыли торговый дом {a}",
            "Торговый дом России и КНДР открыт {a}",
            "Двери открылись во вторник.",
        ),
        "ko": ("러시아·북한, {a} 무역관 개관", "북러 무역관 {a} 문 열어", "화요일에 문을 열었다."),
        "de": (
            "Russland und Nordkorea eröffnen {a} Handelshaus",
            "Handelshaus Russlands und Nordkoreas {a} eröffnet",
            "Die Türen öffneten sich am Dienstag.",
        ),
        "pl": (
            "Rosja i Korea Północna otworzyły {a} dom handlowy",
            "Dom handlowy Rosji i Korei Północnej otwarto {a}",
            "Drzwi otwarto we wtorek.",
        ),
    },
    "drill": {
        "en": (
            "Russia and North Korea hold naval drills {a}",
            "Naval exercises of Russia and North Korea held {a}",
            "The ships put to sea on Tuesday.",
        ),
        "ru": (
            "Россия и КНДР провели морские учения {a}",
            "Морские учения России и КНДР прошли {a}",
            "Корабли вышли в море во вторник.",
        ),
        "ko": ("러시아·북한, {a} 해상 훈련 실시", "북러 해군 훈련 {a} 열려", "함정이 화요일 출항했다."),
        "de": (
            "Russland und Nordkorea halten {a} Marineübung ab",
            "Marineübungen Russlands und Nordkoreas {a} abgehalten",
            "Die Schiffe liefen am Dienstag aus.",
        ),
        "pl": (
            "Rosja i Korea Północna przeprowadziły {a} ćwiczenia morskie",
            "Ćwiczenia morskie Rosji i Korei Północnej odbyły się {a}",
            "Okręty wyszły w morze we wtorek.",
        ),
    },
    "visit": {
        "en": ("{a} visits Pyongyang", "Russia's {a} pays visit to Pyongyang", "The Russian guest was received in North Korea."),
        "ru": ("{a} посетил Пхеньян", "{a} побывал с визитом в Пхеньяне", "Российского гостя приняли в КНДР."),
        "ko": ("{a}, 평양 방문", "{a}, 북한 평양 방문해", "러시아 손님을 북한이 맞았다."),
        "de": ("{a} besuchte Pjöngjang", "{a} zu Besuch in Pjöngjang", "Der russische Gast wurde in Nordkorea empfangen."),
        "pl": ("{a} odwiedził Pjongjang", "{a} złożył wizytę w Pjongjangu", "Rosyjskiego gościa przyjęto w Korei Północnej."),
    },
    "plan": {
        "en": ("{a} to visit Pyongyang", "{a} plans visit to Pyongyang", "The Russian guest is awaited in North Korea."),
        "ru": ("{a} посетит Пхеньян", "{a} планирует визит в Пхеньян", "Российского гостя ждут в КНДР."),
        "ko": ("{a}, 평양 방문 예정", "{a}, 평양 방문할 계획", "북한이 러시아 손님을 기다린다."),
        "de": ("{a} wird Pjöngjang besuchen", "{a} plant Besuch in Pjöngjang", "Der russische Gast wird in Nordkorea erwartet."),
        "pl": ("{a} odwiedzi Pjongjang", "{a} planuje wizytę w Pjongjangu", "Rosyjski gość jest oczekiwany w Korei Północnej."),
    },
    "shipment": {
        "en": ("Russia sends {a} to North Korea", "Russia ships {a} to North Korea", "They were loaded on Tuesday."),
        "ru": ("Россия отправила {a} в КНДР", "Россия поставила {a} в КНДР", "Груз отправили во вторник."),
        "ko": ("러시아, 북한에 {a} 보내", "러, 북한에 {a} 공급", "화요일에 실었다."),
        "de": ("Russland schickt {a} nach Nordkorea", "Russland liefert {a} nach Nordkorea", "Verladen wurde am Dienstag."),
        "pl": ("Rosja wysłała {a} do Korei Północnej", "Rosja dostarczyła {a} Korei Północnej", "Załadunek był we wtorek."),
    },
}  # fmt: skip

FILLED = {
    "talks": (VISITORS, HOSTS),
    "arrival": (VISITORS,),
    "departure": (VISITORS,),
    "protest": (OTHERS,),
    "deal": (PLACES,),
    "opening": (PLACES,),
    "drill": (PLACES,),
    "visit": (VISITORS,),
    "plan": (VISITORS,),
    "shipment": (GOODS,),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """A template and which names fill it, as places in the lists."""

    template: str
    filled: tuple[int, ...]

    def report(self, language: str, wording: int) -> tuple[str, str]:
        """Headline and lead of this happening in a language, in the first or the second wording."""
        lists = FILLED[self.template]
        names = dict(zip("ab", (names[language][n] for names, n in zip(lists, self.filled, strict=True)), strict=False))
        first, second, lead = TEMPLATES[self.template][language]
        return (first, second)[wording].format(**names), lead


def happenings(template: str) -> Iterator[Happening]:
    """All fillings of a template."""
    for filled in product(*(range(len(names["en"])) for names in FILLED[template])):
        yield Happening(template, filled)


def families() -> dict[str, list[tuple[Happening, Happening]]]:
    """Pairs of happenings that differ in one slot, by the slot that differs."""
    talks = list(combinations(happenings("talks"), 2))
    acts = [one for template in ("deal", "opening", "drill") for one in happenings(template)]
    return {
        "visitor of talks": [(a, b) for a, b in talks if a.filled[0] != b.filled[0] and a.filled[1] == b.filled[1]],
        "host of talks": [(a, b) for a, b in talks if a.filled[0] == b.filled[0] and a.filled[1] != b.filled[1]],
        "visitor who arrives": list(combinations(happenings("arrival"), 2)),
        "third party": list(combinations(happenings("protest"), 2)),
        "place and act": [
            (a, b) for a, b in combinations(acts, 2) if a.template != b.template and a.filled != b.filled
        ],
        "what is sent": list(combinations(happenings("shipment"), 2)),
        "plan and visit": list(zip(happenings("plan"), happenings("visit"), strict=True)),
        "arrival and departure": list(zip(happenings("arrival"), happenings("departure"), strict=True)),
    }
