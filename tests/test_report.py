"""The report of a run, in a browser: it opens from the disk, finds, filters, marks, and shows all that articles hold as text."""

import gzip
import json
import re
import shutil
import subprocess

import nutgraf
import pytest
from conftest import ROOT, needs_browser
from test_cli import nutgraf as run_command

AXE = ROOT / "report" / "node_modules" / "axe-core" / "axe.min.js"

STORIES = [
    {
        "id": "bridge",
        "site": "The Ledger",
        "url": "https://ledger.example/bridge",
        "date": "2025-11-03",
        "title": "Bridge to reopen",
        "author": "Ida Sand",
        "text": "BRUSSELS - Mayor Ana Ruiz opened the bridge on Monday. “We will rebuild the café,” Ruiz said. Two people were "
        "killed in the flood in Paris in October 2025, she added.",
    },
    {
        "id": "port",
        "site": "The Ledger",
        "date": "2025-11-20",
        "title": "Port authority answers",
        "text": "“The bridge is safe,” said Ana Ruiz, the mayor. The Port Authority of Ardenvale said it had paid $2 million.",
    },
    {
        "id": "letters",
        "site": "Odd Letters",
        "date": "2024-02-05",
        "title": "Straße, ﬁve and 東京",
        "text": "The word İstanbul stands here. 😀 “Ωδείο is a school,” Tom Harlow said. The Ardenvale bridge stands as well.",
    },
]
EVIL = [
    '<img src=x onerror="window.hit=1">',
    "</script><script>window.hit=1</script>",
    "javascript:window.hit=1",
    "__proto__",
    "\u2028'\"`${1}",
]


def write(folder, rows, to="parquet", **options):
    source = folder / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    run = folder / ("run.jsonl" if to == "jsonl" else f"run-{to}")
    nutgraf.write_corpus(source, run, to=to, **options)
    return run


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    return nutgraf.report(write(folder, STORIES), folder / "site")


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.wrong, page.asked = [], []
    page.on("console", lambda message: page.wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    context.close()
    assert page.wrong == []
    assert [url for url in page.asked if not url.startswith("file:")] == []


def go(page, site, where=""):
    page.goto(f"{site.as_uri()}#/{where}")
    page.locator("main:not([aria-busy]) h1").first.wait_for()


def titles(page):
    page.wait_for_function("document.querySelectorAll('.passages li').length || !document.querySelector('.passages')")
    return [re.sub(r" · .*", "", text, flags=re.S) for text in page.locator(".passages .title").all_inner_texts()]


PAGES = [
    "",
    "articles",
    "search?q=bridge",
    "article/0",
    "article/2",
    "people",
    "people?q=ruiz",
    "person/0",
    "organizations",
    "places",
    "place/0",
    "timeline",
    "events",
    "times",
    "times/2025",
    "quotes",
    "quotes?kind=direct&speaker=person",
    "quantities",
    "article/99",
    "nowhere",
]


@needs_browser
@pytest.mark.parametrize("where", PAGES)
def test_pages_open_from_the_disk_and_ask_nothing_of_the_network(page, site, where):
    go(page, site, where)
    assert page.locator("main").inner_text().strip()
    # Nothing but the address is wrong where nothing is.
    assert (page.locator("[role=alert]").count() > 0) == (where in ("article/99", "nowhere"))


@needs_browser
@pytest.mark.skipif(not AXE.exists(), reason="no axe-core: npm ci --prefix report")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_faults_of_accessibility(page, site, scheme):
    page.emulate_media(color_scheme=scheme)
    found = {}
    for where in PAGES:
        go(page, site, where)
        page.wait_for_timeout(100)
        if where.startswith("article/"):
            for box in page.locator("fieldset input").all():
                box.check()
            if page.locator(".text mark").count():
                page.locator(".text mark").first.hover()
        page.evaluate(AXE.read_text())
        options = "{resultTypes: ['violations'], preload: false}"
        wrong = page.evaluate(f"axe.run(document, {options}).then(result => result.violations)")
        if wrong:
            found[where] = [(fault["id"], [node["html"][:200] for node in fault["nodes"]][:3]) for fault in wrong]
    assert found == {}


@needs_browser
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bridge", {"Bridge to reopen", "Port authority answers", "Straße, ﬁve and 東京"}),
        ("BRIDGE ruiz", {"Bridge to reopen", "Port authority answers"}),
        ("cafe", {"Bridge to reopen"}),
        ("CAFÉ", {"Bridge to reopen"}),
        ("ardenv", {"Port authority answers", "Straße, ﬁve and 東京"}),
        ("ardenv ", set()),
        ("five", {"Straße, ﬁve and 東京"}),
        ("京", {"Straße, ﬁve and 東京"}),
        ("Straße", {"Straße, ﬁve and 東京"}),
        ("İstanbul", {"Straße, ﬁve and 東京"}),
        ("ΩΔΕΊΟ", {"Straße, ﬁve and 東京"}),
        ('"bridge is safe"', {"Port authority answers"}),
        ('"safe is bridge"', set()),
        ("zebra", set()),
    ],
)
def test_search_finds_words_beginnings_and_phrases(page, site, asked, expected):
    go(page, site, "search")
    page.locator("input[name=q]").fill(asked)
    page.locator("form button").click()
    page.wait_for_function("location.hash.includes('q=')")
    page.locator("main:not([aria-busy]) [role=status]").wait_for()
    page.wait_for_timeout(150)
    assert set(titles(page)) == expected


@needs_browser
def test_search_is_narrowed_by_site_and_day(page, site):
    go(page, site, "search?q=bridge")
    page.locator("select[name=site]").select_option(label="The Ledger")
    page.locator("input[name=from]").fill("2025-11-10")
    page.locator("form button").click()
    page.wait_for_function("location.hash.includes('from=2025-11-10')")
    page.locator("main:not([aria-busy])").wait_for()
    assert titles(page) == ["Port authority answers"]
    go(page, site, "search?q=bridge&order=oldest")
    assert titles(page)[0] == "Straße, ﬁve and 東京"


@needs_browser
def test_reader_marks_what_is_asked_for(page, site):
    go(page, site, "article/0")
    marks = lambda kind: page.locator(f".text mark.{kind}").count()  # noqa: E731
    assert marks("quotes") > 0
    assert marks("people") > 0
    assert marks("quantities") == 0
    page.get_by_label("quantities").check()
    assert marks("quantities") > 0
    page.get_by_label("quotes").uncheck()
    assert marks("quotes") == 0
    page.locator("#least").fill("100")
    assert page.locator(".text mark").count() < 3
    page.locator("#least").fill("0")
    # The speaker stands beside the quote, and leads to a page.
    page.get_by_label("quotes").check()
    page.locator(".speakers a", has_text="Ana Ruiz").first.click()
    page.locator("h1", has_text="Ana Ruiz").wait_for()


@needs_browser
def test_reader_goes_by_keyboard_from_mark_to_mark(page, site):
    go(page, site, "article/0")
    page.locator(".text mark[tabindex='0']").focus()
    seen = []
    for _ in range(4):
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        page.keyboard.press("j")
    assert len(set(seen)) == 4
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == seen[-1]
    assert page.locator(".details dl").count() > 0
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == seen[0]
    # One stop for the Tab key, whatever the number of marks.
    assert page.locator(".text mark[tabindex='0']").count() == 1


@needs_browser
def test_offsets_are_right_behind_letters_outside_of_the_basic_plane(page, site):
    go(page, site, "article/2")
    assert "Ωδείο is a school" in page.locator(".text mark.quotes").first.inner_text()
    assert "Tom Harlow" in page.locator(".text mark.people").all_inner_texts()


@needs_browser
def test_figures_lead_to_the_sentences_behind_them(page, site):
    record = [nutgraf.extract(row["text"], published=row["date"], title=row["title"]) for row in STORIES]
    quotes = sum(1 for r in record for quote in r.quotes if quote.who == "Ana Ruiz")
    go(page, site)
    bar = page.locator(".bars li", has_text="Ana Ruiz")
    assert f"{quotes} quote" in bar.inner_text()
    bar.locator("a").click()
    page.locator("h1", has_text="Ana Ruiz").wait_for()
    assert page.locator(".passages li:has(mark.quotes)").count() == quotes
    page.locator(".passages .origin a").first.click()
    page.locator(".text mark.asked-for").first.wait_for()
    assert "rebuild" in page.locator(".text mark.asked-for").first.inner_text()


@needs_browser
def test_counts_of_events_are_those_of_their_list(page, site):
    go(page, site, "events")
    cells = [(a.get_attribute("href"), int(a.inner_text())) for a in page.locator(".heat td a").all()]
    assert cells
    for href, count in cells:
        go(page, site, href.removeprefix("#/"))
        page.locator(".passages li").first.wait_for()
        page.wait_for_timeout(100)
        assert page.locator(".passages li").count() == min(20, count)


@needs_browser
@pytest.mark.parametrize("evil", EVIL)
def test_what_articles_hold_stays_text(browser, page, tmp_path, evil):
    said = f"“It is {evil} again,” Mayor Ana {evil} Ruiz told Paris on Monday, after 3 {evil} were killed."
    row = {key: evil for key in ("id", "url", "site", "title", "author", "section", "language")}
    rows = [
        row | {"text": f"{evil}\n\n{said}", "date": "2025-11-03", "language": "en"},
        {"text": said, "id": f"2{evil}", "date": evil},
    ]
    site = nutgraf.report(write(tmp_path, rows), tmp_path / "site")
    for where in PAGES:
        go(page, site, where)
        page.wait_for_timeout(30)
        assert page.evaluate("window.hit") is None
        assert page.locator("main img, main script, main iframe, main [onerror]").count() == 0
        links = page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href') ?? a.getAttribute('xlink:href'))")
        assert [link for link in links if not link.startswith("#")] == []
    for where in (f"search?q={evil}", f"people?q={evil}", f"events/{evil}", f"times/{evil}", f"quotes?kind={evil}"):
        go(page, site, where)
        assert page.evaluate("window.hit") is None
    go(page, site, "article/0")
    assert evil.strip() in page.locator("main").text_content()


@needs_browser
def test_nothing_but_the_first_part_is_loaded_at_first(page, site):
    go(page, site)
    parts = [url.rsplit("/data/", 1)[1] for url in page.asked if "/data/" in url]
    assert parts == ["start.js"]


def test_reports_of_all_forms_are_the_same(tmp_path):
    made = {}
    for to in ("parquet", "csv", "jsonl"):
        index = nutgraf.report(write(tmp_path, STORIES, to=to), tmp_path / f"site-{to}")
        files = sorted(path for path in index.parent.rglob("*") if path.is_file())
        made[to] = {str(path.relative_to(index.parent)): path.read_text().replace(f"run-{to}", "run") for path in files}
        made[to]["data/start.js"] = made[to]["data/start.js"].replace("run.jsonl", "run")
    assert made["csv"] == made["parquet"]
    assert made["jsonl"] == made["parquet"]


def test_people_are_those_of_the_corpus_after_linking(tmp_path):
    rows = [
        {"id": "a", "text": "Mayor Ana Ruiz opened the bridge. “It is safe,” Ruiz said."},
        {"id": "b", "text": "Ana Maria Ruiz, mayor of Ardenvale, spoke about the bridge. “It is,” Ruiz said."},
    ]
    run = write(tmp_path, rows)

    def people(name):
        index = nutgraf.report(run, tmp_path / name)
        text = (index.parent / "data" / "start.js").read_text()
        data = json.loads(text.removeprefix('nutgraf("start",').removesuffix(")\n"))
        return data["linked"], data["counts"]["people"]

    before = people("before")
    nutgraf.link(run)
    after = people("after")
    assert before == (False, 2)
    assert after == (True, 1)


def refusal(run, out):
    with pytest.raises(ValueError, match=r".+") as caught:
        nutgraf.report(run, out)
    return str(caught.value)


def test_what_is_no_run_is_refused_in_words(tmp_path):
    out = tmp_path / "site"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    assert "no manifest.json" in refusal(tmp_path / "mine", out)
    assert "no such file" in refusal(tmp_path / "nothing", out)
    assert "no record of nutgraf" in refusal(tmp_path / "mine" / "letter.txt", out)
    run = write(tmp_path, STORIES, to="parquet")
    shutil.rmtree(run / "events")
    assert "no table events" in refusal(run, out)
    assert "older version" in refusal(run, out)
    manifest = json.loads((run / "manifest.json").read_text())
    (run / "manifest.json").write_text(json.dumps(manifest | {"finished": False}))
    assert "not finished" in refusal(run, out)
    # Nothing half-made is left.
    assert not out.exists()


def test_a_folder_that_is_taken_is_left_alone(tmp_path):
    run = write(tmp_path, STORIES)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    assert "no report" in refusal(run, tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "dear"
    nutgraf.report(run, tmp_path / "site")
    assert "overwrite=True" in refusal(run, tmp_path / "site")
    nutgraf.report(run, tmp_path / "site", overwrite=True)


def test_the_command_says_where_the_report_is(tmp_path):
    run = write(tmp_path, STORIES)
    done = run_command("report", run, "-o", tmp_path / "site")
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert "3 articles" in said
    assert str(tmp_path / "site" / "index.html") in said
    again = run_command("report", run, "-o", tmp_path / "site")
    assert again.returncode == 2
    assert "--overwrite" in again.stderr.decode()


def test_the_pages_are_small():
    packed = sum(len(gzip.compress(path.read_bytes())) for path in (ROOT / "crates" / "report" / "assets").iterdir())
    assert packed < 150_000


@pytest.mark.skipif(not AXE.exists(), reason="no npm packages: npm ci --prefix report")
def test_the_pages_are_what_their_source_makes():
    done = subprocess.run(["npm", "run", "--silent", "check"], cwd=ROOT / "report", capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
