"""Signing in and correcting from a page: only who is signed in, only from their own page, and for the record."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from tests.support.archives import IN_MEMORY, archive_in_memory, empty_archive
from tests.support.documents import shipped_watch
from tests.support.values import HOUR, NOON, development, digest, document, judgement
from tests.test_web import Tags, ask
from tumen import catalogue, content
from tumen.analysis.digest.selection.publishers import Publishers
from tumen.desk import Desk
from tumen.errors import Busy, StorageError
from tumen.model import CorrectionKind, Role
from tumen.pipeline.content import Content
from tumen.storage import Archive
from tumen.web.app import application
from tumen.web.correcting import Corrector
from tumen.web.guard import LOOPBACK
from tumen.web.login import Login
from tumen.web.login_attempts import ALTOGETHER, PER, TRIES, Tries
from tumen.web.sessions import LASTS, Sessions
from tumen.web.signing import COOKIE, address_of, local

LOGIN = "anna:secret"
CONTENT = Content(sources=(), readers=(), watch=shipped_watch(), chronicle=())


NAMES = catalogue.load_names(content.config_folder() / "watch.toml")


def filled(url=IN_MEMORY):
    opened = archive_in_memory() if url == IN_MEMORY else Archive.open(url)
    opened.add([document("a"), document("b"), document("c"), replace(document("x"), relevant=False)], now=NOON)
    opened.developments.record(
        [judgement("a", "D1"), judgement("b", "D1", role=Role.UPDATE), judgement("c", "D2"), judgement("x")],
        [development("D1", "a", "b", storyline_id="D1"), development("D2", "c", storyline_id="D2")],
    )
    opened.digests.seal(digest("G1", 0, 4, ("D2",)), [])
    return opened


def site_of(archive):
    correct = Corrector(archive, lambda: CONTENT, lambda: NOON + HOUR)
    return application(Desk(archive, NAMES, Publishers([])), [], lambda: NOON, LOOPBACK, LOGIN, correct)


@pytest.fixture
def archive():
    with filled() as opened:
        yield opened


@pytest.fixture
def site(archive):
    return site_of(archive)


@pytest.fixture(scope="module")
def unchanged():
    """An archive in which no test of this file may change anything."""
    with filled() as opened:
        yield opened
        assert opened.corrections.all() == []


@pytest.fixture(scope="module")
def still(unchanged):
    return site_of(unchanged)


def post(site, path, cookie="", **fields):
    headers = {"content_type": "application/x-www-form-urlencoded", "origin": "http://127.0.0.1:8470"}
    return ask(
        site, path, "POST", urlencode(fields, doseq=True).encode(), **headers, **({"cookie": cookie} if cookie else {})
    )


def sign_in(site):
    """The cookie of a session, and the token of its forms."""
    _, headers, _ = post(site, "/sign-in", user="anna", password="secret", next="/")
    cookie = headers["set-cookie"].partition(";")[0]
    page = ask(site, "/development/D1", cookie=cookie)[2]
    token = re.search(r'name="token" value="([0-9a-f]{64})"', page)
    assert token
    return cookie, token[1]


def test_who_signs_in_gets_a_cookie_that_no_script_reads_and_no_other_site_sends(still):
    status, headers, _ = post(still, "/sign-in", user="anna", password="secret", next="/calendar")

    assert (status, headers["location"]) == (303, "/calendar")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in headers["set-cookie"].split(";")}


def test_a_person_is_led_to_the_form_and_a_program_is_refused(still):
    status, headers, _ = ask(still, "/development/D1?x=1", accept="text/html,*/*")

    assert (status, headers["location"]) == (303, "/sign-in?next=/development/D1%3Fx%3D1")
    assert ask(still, "/feed.atom")[0] == 401
    assert ask(still, "/sign-in", accept="text/html")[0] == 200
    assert ask(still, "/style.css")[0] == 200
    assert ask(still, "/", cookie=f"{COOKIE}=guessed", accept="text/html")[0] == 303


@pytest.mark.parametrize(("user", "password"), [("anna", "wrong"), ("bob", "secret"), ("", ""), ("anna:secret", "")])
def test_a_wrong_password_signs_nobody_in(still, user, password):
    status, headers, page = post(still, "/sign-in", user=user, password=password, next="/")

    assert (status, "set-cookie" in headers, 'role="alert"' in page) == (403, False, True)


def test_who_guesses_is_stopped_for_a_minute():
    now = [NOON]
    sessions = Sessions(Login(LOGIN), lambda: now[0])
    for _ in range(TRIES):
        assert sessions.begin("anna", "wrong") is None

    assert sessions.begin("anna", "secret") is None
    now[0] += PER
    assert sessions.begin("anna", "secret") is not None


def test_who_guesses_from_one_address_keeps_nobody_out_who_comes_from_another():
    sessions = Sessions(Login(LOGIN), lambda: NOON)
    for _ in range(TRIES):
        assert sessions.begin("anna", "wrong", "192.0.2.1") is None

    assert sessions.begin("anna", "secret", "192.0.2.1") is None
    assert sessions.begin("anna", "secret", "192.0.2.2") is not None


def test_who_guesses_from_many_addresses_is_stopped_too():
    sessions = Sessions(Login(LOGIN), lambda: NOON)
    for number in range(ALTOGETHER - 1):
        assert sessions.begin("anna", "wrong", f"192.0.2.{number}") is None
    assert sessions.begin("anna", "secret", "198.51.100.1") is not None

    assert sessions.begin("anna", "wrong", "198.51.100.2") is None
    assert sessions.begin("anna", "secret", "198.51.100.1") is None


def test_who_guesses_by_http_basic_is_stopped_for_a_minute():
    now = [NOON]
    sessions = Sessions(Login(LOGIN), lambda: now[0])
    right, wrong = ([(b"Authorization", b"Basic " + b64encode(login))] for login in (b"anna:secret", b"anna:wrong"))
    for _ in range(TRIES):
        assert sessions.knows(right, "192.0.2.1")
        assert not sessions.knows([], "192.0.2.1")
        assert not sessions.knows(wrong, "192.0.2.1")

    assert not sessions.knows(right, "192.0.2.1")
    assert sessions.begin("anna", "secret", "192.0.2.1") is None
    assert sessions.knows(right, "192.0.2.2")
    now[0] += PER
    assert sessions.knows(right, "192.0.2.1")


@pytest.mark.parametrize(
    ("client", "address"),
    [
        (("192.0.2.1", 5), "192.0.2.1"),
        (("2001:db8:1:2:3::4", 5), "2001:db8:1:2::/64"),
        (("2001:db8:1:2:ffff::9", 5), "2001:db8:1:2::/64"),
        (("::1", 5), "::/64"),
        (("::ffff:192.0.2.1", 5), "192.0.2.1"),
        (("proxy", 5), "proxy"),
        (None, ""),
    ],
)
def test_an_address_counts_as_its_net_where_everybody_has_many(client, address):
    assert address_of({"client": client}) == address


@pytest.mark.parametrize(
    "others", ['prefs={"a":1}', "a b=c", "x=é", "a[b]=1", "alone", "expires=1; path=/x", 'q="unfinished', ";;=;"]
)
def test_cookies_of_other_servers_on_this_machine_sign_nobody_out(still, others):
    cookie, _ = sign_in(still)

    assert ask(still, "/", cookie=f"{others}; {cookie}")[0] == 200
    assert ask(still, "/", cookie=f"{cookie}; {others}")[0] == 200


def test_two_session_cookies_that_differ_are_none(still):
    cookie, _ = sign_in(still)

    assert ask(still, "/", cookie=f"{cookie}; {cookie}")[0] == 200
    assert ask(still, "/", cookie=f"{COOKIE}=planted; {cookie}")[0] == 401


def test_a_session_ends_with_its_time_and_by_signing_out(still):
    now = [NOON]
    sessions = Sessions(Login(LOGIN), lambda: now[0])
    key = sessions.begin("anna", "secret")
    cookie, token = sign_in(still)

    assert sessions.find(key).user == "anna"
    now[0] += LASTS
    assert sessions.find(key) is None
    assert post(still, "/sign-out", cookie, token="0" * 64)[0] == 403
    assert post(still, "/sign-out", cookie, token=token)[0] == 303
    assert ask(still, "/", cookie=cookie)[0] == 401


@pytest.mark.parametrize(
    "fields",
    [{}, {"token": ""}, {"token": "0" * 64}, {"token": "ü"}, {"token": ["TOKEN", "TOKEN"]}],
    ids=["none", "empty", "another", "no token", "two"],
)
def test_a_form_without_the_token_of_its_session_corrects_nothing(unchanged, still, fields):
    cookie, token = sign_in(still)
    given = {name: [token] * 2 if isinstance(value, list) else value for name, value in fields.items()}
    status, _, page = post(still, "/correct", cookie, action="not-about", report="a", why="x", **given)

    assert (status, 'role="alert"' in page) == (403, True)
    assert unchanged.corrections.all() == []


def test_the_token_of_one_session_is_none_of_another(unchanged, still):
    (one, _), (_, other) = sign_in(still), sign_in(still)

    assert post(still, "/correct", one, action="not-about", report="a", why="x", token=other)[0] == 403
    assert unchanged.corrections.all() == []


def test_a_program_that_names_itself_by_http_basic_reads_and_does_not_correct(unchanged, still):
    headers = {"authorization": "Basic YW5uYTpzZWNyZXQ=", "content_type": "application/x-www-form-urlencoded"}

    assert 'action="/correct"' not in ask(still, "/development/D1", **headers)[2]
    assert ask(still, "/correct", "POST", b"action=not-about&report=a&why=x&token=", **headers)[0] == 403
    assert unchanged.corrections.all() == []


def test_without_a_login_nobody_corrects(unchanged):
    correct = Corrector(unchanged, lambda: CONTENT, lambda: NOON)
    site = application(Desk(unchanged, NAMES, Publishers([])), [], lambda: NOON, LOOPBACK, "", correct)

    assert 'action="/correct"' not in ask(site, "/development/D1")[2]
    assert post(site, "/correct", action="not-about", report="a", why="x")[0] == 403
    assert post(site, "/sign-in", user="", password="")[0] == 403
    assert unchanged.corrections.all() == []


@pytest.mark.parametrize(
    ("fields", "kind", "to"),
    [
        ({"action": "merge", "development": "D1", "other": "http://127.0.0.1:8470/development/D2"}, CorrectionKind.MERGED, "/development/D1"),
        ({"action": "merge", "development": "D1", "other": "D2"}, CorrectionKind.MERGED, "/development/D1"),
        ({"action": "split", "development": "D1", "report": "b"}, CorrectionKind.SPLIT, "/development/"),
        ({"action": "not-about", "development": "D1", "report": ["a", "b"]}, CorrectionKind.NOT_ABOUT, "/development/D1"),
        ({"action": "not-about", "report": "c"}, CorrectionKind.NOT_ABOUT, "/document/c"),
        ({"action": "about", "report": "x"}, CorrectionKind.ABOUT, "/document/x"),
    ],
)  # fmt: skip
def test_a_form_corrects_and_the_page_shows_who_when_and_why(archive, site, fields, kind, to):
    cookie, token = sign_in(site)
    status, headers, _ = post(site, "/correct", cookie, token=token, why="<b>one evening", **fields)
    page = ask(site, headers["location"], cookie=cookie)[2]
    (record,) = archive.corrections.all()

    assert (status, record.kind, record.who, record.why) == (303, kind, "anna", "<b>one evening")
    assert headers["location"].startswith(to)
    assert "&lt;b&gt;one evening" in page
    assert "2026-03-01 13:00 UTC" in page


def test_the_page_of_a_document_says_who_was_told(site):
    cookie, token = sign_in(site)
    post(site, "/correct", cookie, token=token, why="a film", action="not-about", report="c")
    page = ask(site, "/document/c", cookie=cookie)[2]

    assert "Not about the subject" in page
    assert {attrs["href"] for tag, attrs in Tags(page).found if tag == "a" and "href" in attrs} >= {"/digest/G1"}
    assert ask(site, "/development/D2", cookie=cookie)[2].count("none of its reports is about the subject") == 1


@pytest.mark.parametrize(
    "fields",
    [
        {}, {"action": "drop"}, {"action": "merge", "development": "D1"}, {"action": "merge", "development": "D1", "other": "no"},
        {"action": "split", "development": "D1"}, {"action": "split", "development": "D1", "report": ["a", "b"]},
        {"action": "not-about"}, {"action": "about", "report": "a"}, {"action": "not-about", "report": "a", "why": " "},
        {"action": "not-about", "report": "a", "why": "w" * 1_001}, {"action": "split", "development": "\x00", "report": "a"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_and_changes_nothing(unchanged, still, fields):
    cookie, token = sign_in(still)
    status, _, page = post(still, "/correct", cookie, **{"token": token, "why": "x", **fields})

    assert (status, "Nothing was changed" in page) == (400, True)
    assert unchanged.corrections.all() == []


def test_a_correction_while_another_run_judges_is_put_off(unchanged):
    def busy(_form, _by):
        raise Busy("another run is judging")

    site = application(Desk(unchanged, NAMES, Publishers([])), [], lambda: NOON, LOOPBACK, LOGIN, busy)
    cookie, token = sign_in(site)
    status, _, page = post(site, "/correct", cookie, token=token)

    assert (status, "another run is judging" in page) == (503, True)


def test_a_correction_that_the_archive_cannot_keep_says_nothing_of_server_or_path(unchanged, caplog):
    def away(_form, _by):
        raise StorageError('regroup: connection to server at "10.1.2.3" failed for user "keeper", /srv/tumen.db')

    site = application(Desk(unchanged, NAMES, Publishers([])), [], lambda: NOON, LOOPBACK, LOGIN, away)
    cookie, token = sign_in(site)
    status, _, page = post(site, "/correct", cookie, token=token)

    assert (status, "cannot keep a correction now" in page) == (503, True)
    assert [word for word in ("10.1.2.3", "keeper", "/srv", "regroup") if word in page] == []
    assert "10.1.2.3" in str([vars(record) for record in caplog.records])


@pytest.mark.parametrize("body", [b"token=" + b"a" * 200_000, b"\xff\xfe", b"&".join([b"a=b"] * 2_000)])
def test_a_form_that_is_too_large_or_none_corrects_nothing(still, body):
    cookie, _ = sign_in(still)
    kind = "application/x-www-form-urlencoded"

    assert ask(still, "/correct", "POST", body, cookie=cookie, content_type=kind)[0] == 403
    assert ask(still, "/correct", "POST", body, cookie=cookie, content_type="multipart/form-data")[0] == 403


@pytest.mark.parametrize(
    ("to", "goes"),
    [("/a?b=1", "/a?b=1"), ("//evil.example", "/"), ("https://evil.example", "/"), ("/\\evil.example", "/"), ("", "/"),
     ("javascript:x", "/"), ("/a\r\nSet-Cookie: x", "/"), ("//[", "/")],
)  # fmt: skip
def test_after_signing_in_one_stays_on_this_site(to, goes):
    assert local(to) == goes


def test_documents_that_are_not_about_the_subject_are_found_to_be_taken_in(still):
    cookie, _ = sign_in(still)
    found = ask(still, "/search?language=en&among=documents&everything=1", cookie=cookie)[2]
    without = ask(still, "/search?language=en&among=documents", cookie=cookie)[2]

    assert 'href="/document/x"' in found
    assert 'href="/document/x"' not in without


def test_a_kept_page_of_one_session_is_shown_to_no_other_and_to_nobody_signed_out(site):
    cookie, token = sign_in(site)
    other, others_token = sign_in(site)
    basic = f"Basic {b64encode(LOGIN.encode()).decode()}"
    pages = [ask(site, "/development/D1", **given)[2] for given in ({"cookie": cookie}, {"cookie": other})]

    assert token in pages[0]
    assert token not in pages[1]
    assert others_token in pages[1]
    for path in ("/", "/development/D1", "/figures", "/search?q=x", "/document/a"):
        ask(site, path, cookie=cookie)
        page = ask(site, path, authorization=basic)[2]
        assert 'name="token"' not in page
        assert "anna" not in page
    post(site, "/sign-out", cookie, token=token)
    assert ask(site, "/development/D1", cookie=cookie)[0] == 401


def test_a_page_shows_a_correction_at_once(tmp_path):
    """An archive in a file: the pages are kept while nobody writes to it."""
    with filled(empty_archive(tmp_path / "tumen.db")) as archive:
        site = site_of(archive)
        cookie, token = sign_in(site)
        before = ask(site, "/development/D1", cookie=cookie)[2]
        post(site, "/correct", cookie, token=token, action="merge", development="D1", other="D2", why="The same one")
        after = ask(site, "/development/D1", cookie=cookie)[2]

    assert "The same one" not in before
    assert "The same one" in after


@pytest.mark.parametrize(
    ("address", "secure"), [("https://desk.example", True), ("http://desk.example", False), ("", False)]
)
def test_the_session_of_a_site_by_tls_is_sent_by_tls_alone(unchanged, address, secure):
    """Behind a proxy that ends TLS the request itself says http."""
    desk = Desk(unchanged, NAMES, Publishers([]))
    site = application(desk, [], lambda: NOON, LOOPBACK, LOGIN, None, address)

    assert ("Secure" in post(site, "/sign-in", user="anna", password="secret")[1]["set-cookie"]) is secure


def test_guesses_at_once_are_all_counted():
    tries, inside = Tries(lambda: NOON), []

    def wrong() -> bool:
        inside.append(tries.count(lambda: True, "192.0.2.1") if len(inside) < TRIES else False)
        return False

    for _ in range(TRIES):
        assert not tries.count(wrong, "192.0.2.1")
    assert not tries.count(lambda: True, "192.0.2.1")
    # The last wrong one was under way while another was tried.
    assert inside == [True] * (TRIES - 1) + [False]
