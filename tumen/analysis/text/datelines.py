"""Datelines and credits: what an agency or a page puts before and after a report, which is no part of what it says.

A subscriber takes the dateline off, an aggregator puts its own on: "SEOUL, July 13 (Reuters) -", "(서울=연합뉴스)",
"ПЕКИН, 3 сен - РИА Новости.". Left in, their days and places would make two copies of one text say different things.
"""

from __future__ import annotations

import re

_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        # "SEOUL, July 13 (Reuters) -", "Pyongyang, April 28 (KCNA) --", "(MENAFN)", "MOSCOW (AP) —"
        r"\(?[A-Z][\w.,'’ /-]{0,60}\([\w .&-]{2,30}\)\s*(?:[-–—]{1,2}|:)\s*",
        r"\([A-Z][\w .&/-]{1,30}\)\s*(?:[-–—]{1,2}\s*)?",
        r"[A-Z][A-Z .,'-]{2,30}(?:,\s[A-Z][\w.]{2,9}\s\d{1,2})?(?:,\s\d{4})?\.?\s*/?[A-Z]{2,10}/?\s*[-–—.]{1,2}\s+",
        r"Date: ?\d[\d/. -]{5,11}\s*\|\s*Source: ?[^|]{2,30}\|\s*",
        # "ПЕКИН, 3 сен - РИА Новости.", "МОСКВА, 26 апреля. /ТАСС/.", "Москва. 26 апреля. INTERFAX.RU -"
        r"[А-ЯЁІЇЄҐ][\w .'’-]{2,30}[,.]\s\d{1,2}\s[а-яіїєґ]{3,9}\.?\s*(?:[-–—]\s*|/)[\w .«»]{2,25}?"
        r"(?:/\.?|\.|\s[-–—])\s+",
        r"[А-ЯЁІЇЄҐ][\w .'’-]{2,30}\.\s\d{1,2}\s[а-яіїєґ]{3,9}\.\s[\w.]{2,20}\s?[-–—.]\s+",
        # "(서울=연합뉴스) 홍길동 기자 =", "[서울=뉴시스]", "[헤럴드경제=홍길동 기자]"
        r"[(\[【][^()\[\]【】]{1,12}=[^()\[\]【】]{2,25}[)\]】]\s*(?:[가-힣 ]{2,20}(?:기자|특파원)\s*=?\s*)?",
        # "新华社平壤7月13日电（记者…）", "【ソウル共同】", "央视网消息："
        r"[【〔][^】〕]{2,20}[】〕]\s*",
        r"[\u4e00-\u9fff]{2,8}社[\u4e00-\u9fff]{2,8}\d{1,2}月\d{1,2}日[电電](?:\s?[（(][^）)]{2,20}[）)])?\s*",
        r"[\u4e00-\u9fff]{2,12}(?:消息|讯|訊|报道)(?:\s?[（(][^）)]{2,20}[）)])?\s*[：:，]\s*",
    )
)
_TAILS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s*[(\[（【/]\s*(?:[\w.&=-]+[ ,/]?){1,4}[)\]）】/]\.?\s*$",
        r"\s+(?:REUTERS|AFP|AP|XINHUA|TASS|KCNA|ANI|dpa|PAP|ТАСС|УНН|ЦТАК)\W{0,3}$",
        r"\s*[,.–—-]\s*(?:об этом )?(?:сообщает|сообщил[аи]?|передает|передаёт|пишет|повідомляє|передає|пише|podaje|"
        r"informuje)\s[^.!?]{2,45}[.!]?\s*$",
        r"\s*(?:Об этом|Про це|O tym)\s[^.!?]{4,60}[.!]?\s*$",
        r"\s*[<＜][^<>＜＞]*(?:저작권자|ⓒ|\(c\)|copyright)[^<>＜＞]*[>＞]\s*$",
        r"\s*(?:ⓒ|©|저작권자|무단\s?전재)[^.]{0,60}\.?\s*$",
        r"\s*(?:제보는|기자\s?=|[\w.+-]+@[\w-]+\.[\w.]+)[^.]{0,60}\s*$",
        r"\s*(?:Read more|More on this topic|Join [^.]{0,60}|Follow us|Subscribe|Sign up|Читайте также|Подпис\w+|"
        r"Читайте також|Zobacz też|Czytaj też|関連記事|相关阅读|관련\s?기사)\b"
        r"(?:[^\n]{0,160}|[^\n]{0,40}\n[\s\S]{0,200})$",
    )
)
_ROUNDS = 4  # a page puts its own plug under an agency's credit under the agency's name
_LEAST = 40  # letters that must remain: a text that is hardly more than its dateline says what it says


def inner(text: str) -> tuple[int, int]:
    """Return the span (start, end) of what the text itself says, without dateline in front and credits behind."""
    start, end = 0, len(text)
    for _ in range(_ROUNDS):
        head = next((m for p in _HEADS if (m := p.match(text, start, end)) and m.end() > start), None)
        if head is None or end - head.end() < _LEAST:
            break
        start = head.end()
    for _ in range(_ROUNDS):
        tail = next((m for p in _TAILS if (m := p.search(text, max(start, end - 260), end))), None)
        if tail is None or tail.start() - start < _LEAST:
            break
        end = tail.start()
    return start, end
