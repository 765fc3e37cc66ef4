"""Pages served instead of a feed or an article: bot check, login, parked domain. Pure; rules are a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tumen.errors import FailureCode

SAMPLE = 30_000  # characters; such pages are short, and an article that speaks of captchas is not one
LONGEST = 3_000  # characters of words; a page with more has something else to say
FEW = 600  # characters of text; the wordiest bot check seen had 400
SILENT = re.compile(r"<(/?)(?:script|style|noscript|head)\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class BlockPage:
    """A page served instead of what was asked for: its code and the reason in plain words."""

    code: FailureCode
    reason: str


# In this order: a bot check may name the log-in it protects.
KINDS: tuple[tuple[BlockPage, re.Pattern[str]], ...] = tuple(
    (BlockPage(code, reason), re.compile(pattern, re.IGNORECASE))
    for code, reason, pattern in (
        (
            FailureCode.BLOCKED,
            "the site shows a bot check instead of the page",
            r"just a moment|attention required|verify(?:ing)? (?:that )?you are (?:a )?human"
            r"|enable javascript and cookies|access (?:to this page (?:has been|is) )?denied"
            r"|are you a robot|not a robot|ddos[- ]?guard|captcha|cf[-_]chl|checking your browser"
            r"|request unsuccessful\. incapsula|unusual traffic|pardon our interruption"
            r"|проверка браузера|вы не робот|подтвердите, что|请完成安全验证|人机验证|자동입력\s?방지|로봇이 아닙",
        ),
        (
            FailureCode.PARKED,
            "the domain is parked or for sale",
            r"domain (?:name )?(?:is|may be) (?:available )?for sale|buy this domain|this domain (?:has )?expired"
            r"|parked (?:free|domain)|domain parking|sedoparking|parkingcrew|hugedomains|bodis\.com|afternic"
            r"|домен (?:продаётся|продается|припаркован)|срок регистрации домена|该域名|이 도메인은",
        ),
        (
            FailureCode.LOGIN,
            "the response is a login page",
            r"<input[^>]{0,200}type\s*=\s*[\"']?password|please (?:log|sign) in|log ?in to continue|sign in to continue"
            r"|войдите|авторизуйтесь|로그인이 필요|ログインしてください|请登录",
        ),
        (
            FailureCode.MAINTENANCE,
            "the site is down for maintenance",
            r"(?:under|scheduled|down for) maintenance|be right back|temporarily (?:unavailable|down)"
            r"|технические работы|ведутся работы|시스템 점검|서비스 점검|メンテナンス中|系统维护",
        ),
    )
)


def short_block_page(title: str, text: str) -> BlockPage | None:
    """Return the block page that a page is, where its few words could be taken for an article."""
    met = block_page(f"{title}\n{text}") if len(text) < FEW else None
    return met if met is not None and met.code in (FailureCode.BLOCKED, FailureCode.PARKED) else None


def block_page(html: str) -> BlockPage | None:
    """Return the block page that a page is; None for any other page."""
    sample = html[:SAMPLE]
    if len(" ".join(TAG.sub(" ", _shown(html[: SAMPLE * 4])).split())) > LONGEST:
        return None
    return next((kind for kind, pattern in KINDS if pattern.search(sample)), None)


def _shown(html: str) -> str:
    """What stands outside of scripts, styles and the head; each piece is looked at once, however they are nested."""
    pieces, start, hidden = [], 0, False
    for tag in SILENT.finditer(html):
        if not hidden:
            pieces.append(html[start : tag.start()])
        start, hidden = tag.end(), not tag[1]
    return "".join([*pieces, "" if hidden else html[start:]])
