"""The page of `nutgraf sample` in Chromium: by keyboard alone, over a reload, with hostile text."""

import json
import time

import nutgraf
import pytest
from conftest import needs_browser
from marking import run, sheet_of

pytestmark = needs_browser

HOSTILE = [
    "<script>window.hit = 1</script>",
    "</script><script>window.hit = 2</script>",
    "<img src=x onerror='window.hit = 3'>",
    '"><svg onload=window.hit=4>',
    "<!--<script>",
    "javascript:window.hit=5",
    "&lt;b&gt;",
]


@pytest.fixture
def context(browser):
    with browser.new_context(accept_downloads=True) as context:
        yield context


@pytest.fixture(scope="module")
def news(folder):
    return run(folder)


@pytest.fixture(scope="module")
def drawn(folder, news):
    return nutgraf.sample(news, folder / "drawn", facts=["quotes", "quantities"], n=40)[0]


def opened(context, path):
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith(("file:", "blob:")) else page.faults.append(request.url))
    # Playwright must be told before the first key that file choosers are its own.
    page.on("filechooser", lambda chooser: page.choosers.append(chooser))
    page.choosers = []
    page.goto(path.as_uri())
    return page


def choose(page, file):
    press(page, "o")
    page.wait_for_timeout(100)
    page.choosers.pop().set_files(file)


def press(page, keys):
    for key in keys:
        page.keyboard.press(key)


def where(page):
    return page.locator("#where").inner_text()


def save(page, path):
    with page.expect_download() as download:
        page.keyboard.press("s")
    download.value.save_as(path)
    return json.loads(path.read_text(encoding="utf-8")), download.value.suggested_filename


def test_a_sample_is_marked_by_keyboard_alone(context, folder, news, drawn):
    page = opened(context, drawn)
    assert where(page) == "1 of 40, 0 marked"
    press(page, "c")
    page.keyboard.type("Ada L.")
    press(page, ["Enter", "r"])
    assert where(page) == "2 of 40, 1 marked"
    press(page, "pe")
    page.keyboard.type("direct; speaker = Ana Ruiz")
    press(page, ["Escape", "n"])
    page.keyboard.type("not sure: r w x")
    press(page, ["Enter", "j", "w"])
    assert where(page) == "3 of 40, 3 marked"
    assert page.locator("button[aria-pressed=true]").inner_text().startswith("wrong")
    press(page, "xk")
    assert where(page) == "2 of 40, 2 marked"
    assert page.locator("#should").input_value() == "direct; speaker = Ana Ruiz"
    press(page, "f")
    assert where(page) == "3 of 40, 2 marked"
    press(page, ["r"] * 38)
    assert where(page) == "40 of 40, 40 marked"
    saved, name = save(page, folder / "ada.json")
    assert name == "marks-Ada-L-.json"
    assert [item["mark"] for item in saved["items"]] == ["right", "partly", *["right"] * 38]
    assert saved["items"][1]["note"] == "not sure: r w x"
    report = nutgraf.validate(folder / "ada.json", run=news).numbers
    assert report["coders"] == ["Ada L."]
    assert report["unmarked"] == 0
    assert sum(table["all"]["partly"] for table in report["tables"]) == 1
    assert not page.faults


def test_marks_outlive_a_reload_and_a_new_tab(context, drawn):
    page = opened(context, drawn)
    press(page, ["r", "w", "e"])
    page.keyboard.type("mixed")
    page.reload()
    assert where(page) == "2 of 40, 2 marked"
    assert page.locator("#should").input_value() == "mixed"
    assert where(opened(context, drawn)) == "2 of 40, 2 marked"
    assert not page.faults


def test_what_was_kept_and_is_none_is_left_out(context, drawn):
    page = opened(context, drawn)
    page.evaluate("localStorage.setItem(key, JSON.stringify({ at: 'x', marks: [{ mark: 'good', missed: 'many' }, {}] }))")
    page.reload()
    assert where(page) == "1 of 40, 0 marked"
    assert not page.faults


def test_sentences_are_marked_by_numbers(context, folder, news):
    path, _ = nutgraf.sample(news, folder / "missed", facts=["quotes"], n=20, recall=True)
    page = opened(context, path)
    assert "How many facts are missed here (quotes)?" in page.locator("h2").inner_text()
    press(page, ["2", "r", "0", "k", "x"])
    assert where(page) == "2 of 20, 1 marked"
    press(page, "f" + "0" * 19)
    assert where(page) == "20 of 20, 20 marked"
    saved, _ = save(page, folder / "missed.json")
    assert [item["missed"] for item in saved["items"]] == [2, *[0] * 19]
    assert nutgraf.validate(folder / "missed.json").numbers["missed"]["marked"] == 20
    assert not page.faults


def test_a_thousand_facts(context, folder):
    many = run(folder, "many.jsonl", articles=400)
    path, _ = nutgraf.sample(many, folder / "thousand", n=1000)
    began = time.monotonic()
    page = opened(context, path)
    assert where(page) == "1 of 1000, 0 marked"
    assert time.monotonic() - began < 10
    press(page, ["r", "w", "j"] * 500)
    assert where(page) == "1000 of 1000, 1000 marked"
    page.reload()
    assert where(page) == "1000 of 1000, 1000 marked"
    saved, _ = save(page, folder / "thousand.json")
    assert nutgraf.validate(folder / "thousand.json").numbers["tables"][0]["all"]["marked"] == len(saved["items"]) == 1000
    assert not page.faults


def test_a_file_of_another_run_or_sample_is_refused(context, folder, tmp_path, news, drawn):
    page = opened(context, drawn)
    press(page, "r")
    other_run = sheet_of(nutgraf.sample(run(tmp_path, "other", seed=2), tmp_path / "other-sample", n=20)[0])
    other_sample = sheet_of(nutgraf.sample(news, tmp_path / "again", facts=["quotes", "quantities"], n=40, seed=5)[0])
    for sheet, reason in (
        (other_run, "another run"),
        (other_sample, "another sample"),
        ({"form": "a letter"}, "no file of marks"),
        ([], "no file of marks"),
        (None, "no file of marks"),
        ({**sheet_of(drawn), "items": 3}, "can't be used"),
    ):
        (tmp_path / "file.json").write_text(json.dumps(sheet) if sheet != [] else "not JSON at all")
        choose(page, tmp_path / "file.json")
        page.get_by_text(reason).wait_for()
        page.evaluate("say('')")
        assert where(page) == "2 of 40, 1 marked"
    assert not page.faults


def test_a_saved_file_is_opened_again(browser, context, folder, drawn):
    page = opened(context, drawn)
    press(page, "rwj" + "r")
    saved, _ = save(page, folder / "half.json")
    with browser.new_context() as elsewhere:
        other = opened(elsewhere, drawn)
        assert where(other) == "1 of 40, 0 marked"
        choose(other, folder / "half.json")
        other.get_by_text("Opened.").wait_for()
        assert where(other) == "4 of 40, 3 marked"
        assert sum(item["mark"] is not None for item in saved["items"]) == 3
        assert not other.faults


def test_what_the_web_wrote_stays_text(context, folder):
    source = folder / "hostile.jsonl"
    with source.open("w") as file:
        for i, bad in enumerate(HOSTILE):
            text = f"“We will not {bad} stop,” Mayor Ana Ruiz said. {bad} Ruiz said “{bad}” twice."
            text += f"\n\nThe mayor said “no {bad}” on Monday."
            row = {
                "id": f"{i}{bad}",
                "title": f"Title {bad}",
                "url": bad if i == 5 else f"https://news.example/{bad}",
                "text": text,
            }
            file.write(json.dumps(row) + "\n")
    out = folder / "hostile"
    nutgraf.write_corpus(source, out, progress=False)
    path, _ = nutgraf.sample(out, folder / "hostile-sample", n=60)
    sheet = sheet_of(path)
    assert any("<script>" in text for item in sheet["items"] for text, _ in item["passage"])
    page = opened(context, path)
    for item in sheet["items"]:
        assert page.locator("blockquote").evaluate("one => one.textContent") == "".join(text for text, _ in item["passage"])
        assert page.locator("#fact script, #fact img, #fact svg, #fact b").count() == 0
        assert page.locator("a:not([href^='https://'])").count() == 0
        press(page, "r")
    assert page.evaluate("window.hit") is None
    assert not page.faults


def test_every_control_is_named_and_reached_by_tab(context, drawn):
    page = opened(context, drawn)
    names = []
    for _ in range(12):
        page.keyboard.press("Tab")
        names.append(page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).innerText"))
    for wanted in (
        "right",
        "partly",
        "wrong",
        "should be",
        "note",
        "back",
        "next",
        "first open",
        "save to a file",
        "open a file",
    ):
        assert any(name.startswith(wanted) for name in names), (wanted, names)
    assert page.locator("html").get_attribute("lang") == "en"
