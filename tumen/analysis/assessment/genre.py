"""Is it news, or somebody's view of the news: opinion, analysis, explainer, feature, interview with an expert."""

from __future__ import annotations

import re
from typing import NamedTuple

from tumen.analysis.matching.lexicon import fold


class Sign(NamedTuple):
    """A pattern that marks a text as no news report, and why, in words."""

    pattern: re.Pattern[str]
    reason: str


def _sign(reason: str, *patterns: str) -> Sign:
    return Sign(re.compile("|".join(patterns)), reason)


# Where outlets file views: a folder of the address, or the first or last word of the page's name. Not "/view/": that
# is where Korean agencies keep their news.
_FOLDERS = _sign(
    "filed under views or explainers: {}",
    r"/(?:commentisfree|opinions?|op-?ed|views|columns?|columnists?|editorials?|analys[ie]s|analyse|commentary|comment|"
    r"komentarze?|opinie|felietony|blogs|explainers?|explained|features?|essays?|perspectives?|podcasts?|newsletters?|"
    r"inside-story|programs?|programmes?|mnenie|mneniya|opinion-[a-z]+|analitika|tribuna|shelun|pinglun|debate|"
    r"letters|cartoons?|interviews?)/(?!news/)",
    r"/programy,",
    r"/(?:analysis|explainer|faq|opinion|commentary|what-we-know|what-to-know|takeaways|five-things)[-.?]",
    r"-(?:analysis|explainer|faq|opinion|takeaways)(?:[/.?]|$)",
)
# Journals and institutes that publish analysis only. Those that also report findings of their own are not here.
_JOURNALS = _sign(
    "published by {}, which carries analysis",
    r"(?:theconversation|foreignaffairs|warontherocks|nationalinterest|eastasiaforum|project-syndicate|"
    r"carnegieendowment|lowyinstitute|cfr|brookings|journal-neo|valdaiclub|globalaffairs|thespectator|spectator)"
    r"\.(?:com|org|su|ru|co\.uk|in)\b",
)
# How such texts call themselves, at either end of a title.
_LABELS = _sign(
    "calls itself {}",
    r"^\W{0,2}(?:opinion|analysis|explainer|commentary|editorial|op-?ed|column|viewpoint|factbox|q&a|podcast|"
    r"interview|essay|fact ?check|exclusive analysis|news analysis|feature|timeline|profile|"
    r"мнение|аналитика|комментарий|колонка|разбор|интервью|досье|справка|думка|аналіз|інтерв'ю|колонка|"
    r"opinia|komentarz|analiza|felieton|wyjaśniamy|wywiad|"
    r"kommentar|analyse|meinung|gastbeitrag|tribune|éditorial|décryptage|opinión|análisis|"
    r"사설|칼럼|기고|분석|해설|시론|논평|오피니언|인터뷰|진단|심층|르포|만평|시평|왜냐면|"
    r"社评|评论|观察|分析|解读|时评|深度|社説|解説|論説|コラム|視点|深読み|検証|詳報)"
    r"\W{0,2}(?:[:|\]】）)：—–-]|\s\|)",
    r"^[\[【<(][^\]】>)]{0,10}(?:사설|칼럼|기고|분석|해설|시론|논평|오피니언|인터뷰|진단|심층|포커스|르포|만평|시평|기획|팩트체크|"
    r"데스크|수첩|세상읽기|읽기|전망대|돋보기|기자의 눈|이슈|왜냐면|특파원 리포트)[^\]】>)]{0,4}[\]】>)]",
    r"\|\s?(?:opinion|editorial|analysis|cartoon|[a-z.'-]+ [a-z.'-]+(?: and others)?)$",
    r"[–—-]\s?(?:analysis|explainer|opinion|cartoon|podcast|комментарий|мнение|аналитика|интервью|эксперт)$",
)
# How explainers and essays are headed: by a question word at the start, or behind a colon or a dash.
_TITLES = _sign(
    "headed like an explainer or a view: {}",
    r"(?:^|[:–—]\s|\s-\s)(?:why|how|who is|inside|understanding)\b(?!.*\b(?:says?|said|told)\b)",
    r"(?:^|[:–—]\s|\s-\s)(?:what|who|would|could|will|can|should|are|is|does|do|did|czy|jak\w*|co|po co|dlaczego|"
    r"почему|зачем|чем|что|как\w*|чому|навіщо|warum|wie|was|pourquoi|comment|por qué)\b[^?]*\?\W?$",
    r"\bwhat (?:to know|it means|that means|this means|you need to know|comes next|does it mean)\b",
    r"\bwhat(?:'s at stake|'s behind|'s next| we know)\b|\bhere's (?:what|why|how)\b|\bexplained\b|\btakeaways\b",
    r"\bmany reasons\b|\bthe guardian view\b|\bmarriage of convenience\b|\bhighs and lows\b|\bups and downs\b|"
    r"\bstrange bedfellows\b|\ba (?:brief )?history of\b|\btimeline\W*$|\ba timeline\b|\bthe road ahead\b|\bwho wins\b",
    r"\b(?:three|four|five|six|seven|\d+) (?:reasons|things|questions|takeaways|lessons|ways)\b|\bthe case for\b",
    r"\blessons (?:from|of)\b|\b(?:little|nothing|much|a lot|more) to (?:lose|gain)\b|\bspeculation mounts\b",
    r"(?<!photos )(?<!images )(?<!imagery )(?<!video )(?<!data )\b(?:shows?|reveals?|underlines?|underscores?|"
    r"exposes?) (?:just )?(?:how|why)\b|\bin a bind\b|\bjust how (?:much|far)\b",
    # A state that schemes, hopes or longs is somebody's reading of it.
    r"\bhas something \w+ (?:needs|wants)\b|\bhow far (?:will|can)\b",
    r"^(?:почему|зачем|чому|навіщо|dlaczego|warum|pourquoi)\s|^(?:что|що|co) (?:значит|означает|означає|oznacza)\s",
    r"^(?:что стоит за|що стоїть за|что даст|что дает|чем (?:опас|гроз|важ|обернет)|к чему (?:приведет|ведет)|"
    r"как (?:измен|будет|россия и кндр)|разбираемся|что известно о|главное о)",
    r"^[\"„“‘'«][^\"”’»]{12,}[\"”’»]$",
    r"왜\s.*\?|왜\?|노림수|속내는?[?…]?$|속셈|셈법|(?:이유|의미|배경|변수|해법|득실|향방|전망)[은는]\??$|하는 이유$|"
    r"관전 ?포인트|어디까지|어디로 가나|들여다보니|무엇을 노리나",
    r"为什么|为何|意味着什么|怎么看|背后的?(?:逻辑|考量|原因)|なぜ|狙いは|思惑|どうなる|背景に何が",
)
# An expert speaks: whoever is not a party to a matter gives a view of it.
_EXPERTS = _sign(
    "an expert's view: {}",
    r"\b(?:experts?|analysts?|scholars?|observers?|pundits?) (?:says?|said|warns?|explains?|believes?)\b",
    r"(?:^|[.:]\s)(?:experts?|analysts?)\s?[:\"“]",
    r"(?:^|[.:]\s|\s[–—-]\s)(?:военный |западный |российский |немецкий )?(?:эксперты?|аналитики?|политологи?|"
    r"востоковеды?|военкор|кореист|експерти?|політологи?|аналітики?)\s?(?:[:\"“«–—]|(?:рассказал|объяснил|назвал|оценил|"
    r"раскрыл|предположил|считают|заявил|предупредил|спрогнозировал|перечислил|поясни[лв]|розповів|розповіли|назвав|оцінив|вважа)\w*)",
    r"[–—-]\s?(?:эксперт|політолог|експерт|политолог|аналитик|ekspert|analityk|experte)\W{0,2}$",
    r"\b(?:ekspert|analityk|politolog)\w*\s?(?:[:\"„]|wyjaśni|ocenia|ostrzega|tłumaczy|nie ma)",
    r"\bexperten?\b\W{0,3}(?::|„|erklärt|warnt|sieht)",
    r"전문가(?:들)?\s?(?:[\"“”'‘:]|은|는|\s[\"“])|\s전문가$|교수\s?[:\"“]|(?:专家|学者|专家学者)[:：]|専門家(?:は|[「:：])",
)
# A round-up of the day carries reports, whatever its address is called.
_ROUND_UP = re.compile(
    r"\bat a glance\b|\bon day \d|\bcatch up\b|\blive\b(?! and)|\bbriefing\b|\bthis week\b|\bfirst thing\b|"
    r"\bnewsletter\b"
)
_LEADS = _sign(
    "speaks as its author: {}",
    r"^(?:in this (?:article|analysis|essay|episode|column)|this (?:article|essay|commentary|analysis|paper)\b|"
    r"the author|автор статьи|이 글은|本文|(?:w komentarzu|autor) )",
    r"\b(?:the author is|the writer is|is a (?:senior )?(?:fellow|columnist|professor|research fellow) (?:at|of)|"
    r"the views expressed|views expressed (?:here|in this)|мнение автора|мнение редакции|필자는|필진|外部寄稿|"
    r"観点|本文作者)",
    r"\b(?:считает|рассказал\w?|заявил\w?|отметил\w?|пояснил\w?|предполагает|в интервью \w+|в беседе с \w+)"
    r"[^.]{0,40}\b(?:эксперт|политолог|востоковед|кореист|аналитик)\b",
)


def is_opinion(title: str, text: str, language: str, url: str | None) -> tuple[bool, str]:  # noqa: ARG001 as above
    """Tell whether a text is a view, an analysis, an explainer or a feature rather than a report, with the reason.

    The reason is empty for news. Built to be right when it says yes: a text without a sign counts as news.
    """
    head = fold(title).strip()
    if _ROUND_UP.search(head):
        return False, ""
    address = (url or "").lower()
    for sign, where in (
        (_FOLDERS, address),
        (_JOURNALS, address),
        (_LABELS, head),
        (_LEADS, fold(text[:400]).strip()),
        (_TITLES, head),
        (_EXPERTS, head),
    ):
        match = sign.pattern.search(where)
        if match:
            return True, sign.reason.format(match[0].strip())
    return False, ""
