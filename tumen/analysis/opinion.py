"""Is it news, or somebody's view of the news: opinion, analysis, explainer, feature."""

from __future__ import annotations

import re
from typing import NamedTuple

from tumen.analysis.lexicon import fold


class Sign(NamedTuple):
    """A pattern that marks a text as no news report, and why, in words."""

    pattern: re.Pattern[str]
    reason: str


def _sign(pattern: str, reason: str) -> Sign:
    return Sign(re.compile(pattern), reason)


# Where outlets file views: a folder of the address.
_FOLDERS = _sign(
    r"/(?:commentisfree|opinions?|op-?ed|views?|columns?|columnists?|editorials?|analys[ie]s|analyse|commentary|"
    r"comment|komentarze?|"
    r"opinie|felietony|blogs?|explainers?|explained|features?|essays?|perspectives?|podcasts?|newsletters?|"
    r"inside-story|"
    r"programs?|programmes?|mnenie|mneniya|opinion-[a-z]+|analitika|tribuna|shelun|pinglun|debate|letters|"
    r"cartoons?|picture)/|/programy,"
    r"|[/-](?:analysis|explainer|faq|opinion|what-we-know|what-to-know|takeaways|five-things)(?:[/.?-]|$)",
    "filed under views or explainers: {}",
)
# How such texts call themselves, at either end of a title.
_LABELS = _sign(
    r"^\W{0,2}(?:opinion|analysis|explainer|commentary|editorial|op-?ed|column|viewpoint|factbox|q&a|podcast|"
    r"interview|essay|fact ?check|exclusive analysis|"
    r"мнение|аналитика|комментарий|колонка|разбор|думка|аналіз|opinia|komentarz|analiza|felieton|wyjaśniamy|"
    r"kommentar|analyse|meinung|gastbeitrag|tribune|éditorial|décryptage|opinión|análisis|editorial|"
    r"사설|칼럼|기고|분석|해설|시론|논평|오피니언|특파원 칼럼|전문가 기고|이슈분석|뉴스분석|세상읽기|데스크|기자수첩|"
    r"社评|评论|观察|分析|解读|时评|社説|解説|論説|コラム|視点|深読み)\W{0,2}(?:[:|\]】）)：—–-]|\s\|)"
    r"|\|\s?(?:opinion|editorial|analysis|cartoon|[a-z.'-]+ [a-z.'-]+(?: and others)?)$|[–—-]\s?(?:analysis|"
    r"explainer|opinion|cartoon|podcast)$",
    "calls itself {}",
)
# How explainers and essays are headed: by a question word at the start, or behind a colon or a dash.
_TITLES = _sign(
    r"(?:^|[:–—]\s|\s-\s)(?:why|how|who is|inside|understanding)\b(?!.*\b(?:says?|said|told)\b)"
    r"|(?:^|[:–—]\s|\s-\s)(?:what|who|would|could|will|can|should|are|is|does|do|did|czy|jak\w*|co|po co|dlaczego|"
    r"почему|зачем|чем|"
    r"что|как\w*|чому|навіщо|warum|wie|was|pourquoi|comment|por qué)\b[^?]*\?\W?$"
    r"|\bwhat (?:to know|it means|that means|this means|you need to know|comes next|does it mean)\b|"
    r"\bwhat(?:'s at stake| we know)\b"
    r"|\bhere's (?:what|why|how)\b|\bexplained\b|\btakeaways\b|\bmany reasons\b|\bthe guardian view\b|"
    r"\bmarriage of convenience\b"
    r"|\b(?:three|four|five|six|seven|\d+) (?:reasons|things|questions|takeaways|lessons|ways)\b|\bthe case for\b|"
    r"\blessons (?:from|of)\b"
    r"|\b(?:experts?|analysts?) says?\b|(?:^|\.\s)(?:experts?|analysts?|ekspert\w*|эксперт\w*|аналитик\w*|"
    r"експерт\w*|전문가)\s?[:\"“]"
    r"|\bekspert\w* (?:wyjaśni|ocenia)|^(?:почему|зачем|чому|навіщо|dlaczego|warum|pourquoi)\s|^(?:что|що|"
    r"co) (?:значит|означает|означає|oznacza)\s"
    r"|^[\"„“‘'«][^\"”’»]{12,}[\"”’»]$|왜\s.*\?|노림수|속내는?[?…]?$|为什么|为何|意味着什么|怎么看|なぜ|狙いは",
    "headed like an explainer or a view: {}",
)
# A round-up of the day carries reports, whatever its address is called.
_ROUND_UP = re.compile(
    r"\bat a glance\b|\bon day \d|\bcatch up\b|\blive\b(?! and)|\bbriefing\b|\bthis week\b|\bfirst thing\b|"
    r"\bnewsletter\b"
)
_LEADS = _sign(
    r"^(?:in this (?:article|analysis|essay|episode|column)|this (?:article|essay|commentary|analysis|paper)\b|"
    r"the author|автор статьи|"
    r"이 글은|本文|(?:w komentarzu|autor) )|\b(?:the author is|the writer is|is a (?:senior )?(?:fellow|columnist|"
    r"professor|research fellow) (?:at|of)|"
    r"the views expressed|views expressed (?:here|in this)|мнение автора|мнение редакции|필자는|필진|外部寄稿|"
    r"観点|本文作者)",
    "speaks as its author: {}",
)


def is_opinion(title: str, text: str, language: str, url: str | None) -> tuple[bool, str]:  # noqa: ARG001 as above
    """Tell whether a text is a view, an analysis, an explainer or a feature rather than a report, with the reason.

    The reason is empty for news. Built to be right when it says yes: a text without a sign counts as news.
    """
    head = fold(title).strip()
    if _ROUND_UP.search(head):
        return False, ""
    for sign, where in (
        (_FOLDERS, (url or "").lower()),
        (_LABELS, head),
        (_LEADS, fold(text[:400]).strip()),
        (_TITLES, head),
    ):
        match = sign.pattern.search(where)
        if match:
            return True, sign.reason.format(match[0].strip())
    return False, ""
