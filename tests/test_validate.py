"""Samples of a run and what marks of them say: every output, two coders, recall, figures, against other programs."""

import copy
import csv
import io
import json
import os
import threading

import nutgraf
import pytest
from marking import coder, marked, run, sheet_of
from test_cli import nutgraf as command

np = pytest.importorskip("numpy")


@pytest.fixture(scope="module")
def news(folder):
    return run(folder)


@pytest.fixture(scope="module")
def drawn(folder, news):
    page, table = nutgraf.sample(news, folder / "drawn", facts=["quotes", "quantities"], n=120)
    return sheet_of(page), table


@pytest.fixture(scope="module")
def ada(folder, drawn):
    return marked(drawn[0], "Ada", coder(), folder / "ada.json")


def weights(sheet):
    return [stratum["population"] / stratum["drawn"] for stratum in sheet["strata"]]


def test_every_output_of_a_run_gives_the_same_sample(folder, news, drawn):
    for name in ("records.jsonl", "packed.jsonl.gz", "tables-csv"):
        other = run(folder, name)
        page, _ = nutgraf.sample(other, folder / f"from-{name}", facts=["quotes", "quantities"], n=120)
        assert sheet_of(page) == drawn[0], name
    assert len(drawn[0]["items"]) == 120
    assert {item["table"] for item in drawn[0]["items"]} == {"quotes", "quantities"}


def test_what_is_shown_is_the_fact_in_its_article(news, drawn):
    import pyarrow.parquet as pq

    texts = {row["article"]: row["text"] for row in pq.read_table(news / "articles").to_pylist()}
    for item in drawn[0]["items"]:
        passage = "".join(text for text, _ in item["passage"])
        own = [text for text, own in item["passage"] if own]
        assert passage in texts[item["article"]]
        assert own
        assert item["title"].startswith("Edition")
        assert item["url"].endswith(item["article"][1:])


def test_equal_seeds_draw_the_same_and_others_do_not(folder, news, drawn):
    def rows(name, **asked):
        sheet = sheet_of(nutgraf.sample(news, folder / name, n=50, **asked)[0])
        return [(item["article"], item["row"]) for item in sheet["items"]]

    assert rows("seed-a") == rows("seed-b")
    assert rows("seed-c", seed=2) != rows("seed-d")


@pytest.mark.parametrize("by", ["kind", "confidence", "site", "month", "nothing"])
def test_every_design_holds_all_facts_in_its_strata(folder, news, by):
    sheet = sheet_of(nutgraf.sample(news, folder / f"by-{by}", n=60, by=by)[0])
    facts = sum(len(record.quotes) for record in nutgraf.iter_corpus(folder / "news.corpus.jsonl", progress=False))
    assert sum(stratum["population"] for stratum in sheet["strata"]) == facts
    assert sum(stratum["drawn"] for stratum in sheet["strata"]) == len(sheet["items"]) == 60
    assert (len(sheet["strata"]) == 1) == (by == "nothing")


def test_precision_is_weighted_by_the_design(drawn, ada):
    sheet = json.loads(ada.read_text())
    report = nutgraf.validate(ada).numbers
    for table in report["tables"]:
        items = [item for item in sheet["items"] if item["table"] == table["table"]]
        weight = [weights(sheet)[item["stratum"]] for item in items]
        right = [item["mark"] == "right" for item in items]
        assert table["all"]["precision"]["estimate"] == pytest.approx(np.average(right, weights=weight))
        assert table["all"]["precision"]["low"] < table["all"]["precision"]["estimate"] < table["all"]["precision"]["high"]
        assert sum(part["marked"] for part in table["by_kind"]) == len(items)
        assert sum(part["marked"] for part in table["by_confidence"]) == len(items)
    assert report["coders"] == ["Ada"]


def test_a_simple_sample_has_wilson_s_interval(folder):
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    many = run(folder, "many.jsonl", articles=400)
    page, _ = nutgraf.sample(many, folder / "simple", n=100, by="nothing")
    sheet = sheet_of(page)
    file = marked(sheet, "Ada", coder(), folder / "simple.json")
    part = nutgraf.validate(file).numbers["tables"][0]["all"]
    # The binding knows that the corpus is finite and takes Student's t: as if of a few more draws, and a little wider.
    low, high = proportion.proportion_confint(part["right"], 100, method="wilson")
    assert part["precision"]["low"] == pytest.approx(low, abs=0.005)
    assert part["precision"]["high"] == pytest.approx(high, abs=0.005)


def test_the_command_and_python_say_the_same(folder, news, ada):
    asked = ["--run", news, "--share", "quotes=direct", "--between", "site"]
    result = command("validate", ada, *asked, "--to", "json")
    assert result.returncode == 0, result.stderr.decode()
    report = nutgraf.validate(ada, run=news, share=["quotes=direct"], between="site")
    assert json.loads(result.stdout) == report.numbers
    assert command("validate", ada, *asked).stdout.decode() == report.text == str(report)
    assert report.methods in report.text


def test_the_command_draws_and_leaves_files_alone(folder, news, drawn):
    asked = ["sample", news, "--facts", "quotes,quantities", "--n", 120, "-o", folder / "command"]
    result = command(*asked)
    assert result.returncode == 0, result.stderr.decode()
    assert "120 to mark" in result.stderr.decode()
    assert sheet_of(folder / "command.html") == sheet_of(folder / "drawn.html")
    assert (folder / "command.csv").read_bytes() == (folder / "drawn.csv").read_bytes()
    again = command(*asked)
    assert again.returncode == 2
    assert "--overwrite" in again.stderr.decode()
    assert command(*asked, "--overwrite").returncode == 0
    with pytest.raises(FileExistsError):
        nutgraf.sample(news, folder / "command")


def fill_in(table, ada, out, separator=",", comma=False):
    """Fill in the CSV as a spreadsheet would save it, with the marks of a file of the page."""
    marks = json.loads(ada.read_text())["items"]
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=separator)
        writer.writeheader()
        for row, mark in zip(rows, marks, strict=True):
            confidence = row["confidence"].replace(".", ",") if comma else row["confidence"]
            writer.writerow({**row, "mark": mark["mark"].title(), "coder": "Ada", "confidence": confidence})
    return out


def test_marks_in_a_spreadsheet_are_marks_of_the_page(folder, news, drawn, ada):
    expected = nutgraf.validate(ada, run=news).numbers
    assert nutgraf.validate(fill_in(drawn[1], ada, folder / "ada.csv"), run=news).numbers == expected
    assert nutgraf.validate(fill_in(drawn[1], ada, folder / "ada-de.csv", ";", comma=True), run=news).numbers == expected


def test_a_spreadsheet_in_another_encoding_is_told_of(folder, drawn, ada):
    path = fill_in(drawn[1], ada, folder / "latin.csv")
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("cp1252", errors="replace"))
    with pytest.raises(ValueError, match="CSV UTF-8"):
        nutgraf.validate(path)


def broken(ada, path, change):
    sheet = json.loads(ada.read_text())
    change(sheet)
    path.write_text(json.dumps(sheet))
    return path


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda sheet: sheet.update(form="nutgraf marks 9"), "of this version"),
        (lambda sheet: sheet["items"][3].update(mark="good"), r'item 4 .*"good" is no mark'),
        (lambda sheet: sheet["items"][3].update(stratum=99), "no stratum 99"),
        (lambda sheet: sheet["items"].append(sheet["items"][0]), "there twice"),
        (lambda sheet: sheet["items"][3].update(article="elsewhere"), "the run has no row"),
        (lambda sheet: sheet["items"][0].update(mark=7), "no file of marks"),
        (lambda sheet: [stratum.update(population=1) for stratum in sheet["strata"]], "more is marked than"),
        (lambda sheet: [item.update(mark=None) for item in sheet["items"] if item["stratum"] == 0], "nothing is marked yet"),
    ],
)
def test_a_file_that_was_changed_is_refused(folder, news, ada, change, reason):
    with pytest.raises(ValueError, match=reason):
        nutgraf.validate(broken(ada, folder / "broken.json", change), run=news)


def test_what_is_no_file_of_marks_is_refused(folder, news):
    for name, text in (("a.json", "{}"), ("b.csv", "a,b\n1,2\n"), ("c.json", "["), ("d.csv", "")):
        (folder / name).write_text(text)
        result = command("validate", folder / name)
        assert result.returncode == 2
        assert "no file of marks" in result.stderr.decode(), name
    assert command("validate", folder / "nowhere.json").returncode == 2


def test_marks_of_another_run_are_refused(folder, tmp_path, ada):
    other = run(tmp_path, "other", seed=2)
    with pytest.raises(ValueError, match="the marks belong to another run"):
        nutgraf.validate(ada, run=other)
    result = command("validate", ada, "--run", other)
    assert result.returncode == 2
    assert "give the output that nutgraf sample was given" in result.stderr.decode()
    page, _ = nutgraf.sample(other, tmp_path / "other-sample", facts=["quotes", "quantities"], n=120)
    theirs = marked(sheet_of(page), "Bo", coder(), tmp_path / "bo.json")
    with pytest.raises(ValueError, match="belongs to another run"):
        nutgraf.validate([ada, theirs])


def test_two_samples_at_once_are_refused(folder, news, ada):
    page, _ = nutgraf.sample(news, folder / "second", facts=["quotes", "quantities"], n=120, seed=9)
    with pytest.raises(ValueError, match="two samples"):
        nutgraf.validate([ada, marked(sheet_of(page), "Ada", coder(), folder / "second.json")])


def test_a_run_that_is_none_is_told_of(folder, ada):
    (folder / "empty").mkdir()
    for path, reason in (("empty", "no output of a run"), ("nowhere", "no such file")):
        with pytest.raises(ValueError, match=reason):
            nutgraf.validate(ada, run=folder / path)
        with pytest.raises(ValueError, match=reason):
            nutgraf.sample(folder / path, folder / "none")


def test_what_can_t_be_drawn_is_told_of(folder, news):
    for asked, reason in (
        ({"facts": ["people"]}, 'no facts "people" to mark, only quotes'),
        ({"facts": []}, "no facts were asked for"),
        ({"n": 0}, "nothing to draw"),
        ({"recall": True, "by": "kind"}, "no kind"),
    ):
        with pytest.raises(ValueError, match=reason):
            nutgraf.sample(news, folder / "not-drawn", **asked)
        assert not (folder / "not-drawn.html").exists()


def test_agreement_of_coders_is_that_of_other_programs(folder, drawn, ada):
    krippendorff = pytest.importorskip("krippendorff")
    metrics = pytest.importorskip("sklearn.metrics")

    def like_ada(item, rng):
        return {"mark": rng.choices([item["mark"], "right", "wrong", None], [80, 8, 7, 5])[0]}

    first = json.loads(ada.read_text())
    files = [ada, *(marked(first, name, like_ada, folder / f"{name}.json") for name in ("Bo", "Cleo"))]
    number = {"right": 0, "partly": 1, "wrong": 2, None: np.nan}
    sheets = [json.loads(file.read_text())["items"] for file in files]
    found = {one["table"]: one for one in nutgraf.validate(files).numbers["agreement"]}
    for table in ("quotes", "quantities"):
        marks = np.array([[number[item["mark"]] for item in sheet if item["table"] == table] for sheet in sheets])
        alpha = krippendorff.alpha(reliability_data=marks, level_of_measurement="nominal")
        both = ~np.isnan(marks[:2]).any(axis=0)
        kappa = metrics.cohen_kappa_score(*marks[:2, both])
        assert found[table]["alpha"]["estimate"] == pytest.approx(alpha, abs=1e-9)
        assert found[table]["kappa"]["estimate"] == pytest.approx(kappa, abs=1e-9)
        assert found[table]["equal"] == pytest.approx((marks[0, both] == marks[1, both]).mean())
        for one in (found[table]["alpha"], found[table]["kappa"]):
            assert one["low"] < one["estimate"] < one["high"]
    assert "by 3 coders" in nutgraf.validate(files).methods


def test_recall_is_from_marks_of_facts_and_of_sentences(folder, news, drawn, ada):
    page, _ = nutgraf.sample(news, folder / "missed", facts=["quotes", "quantities"], n=80, recall=True)
    sheet = sheet_of(page)
    assert all(item["table"] == "sentences" and item["passage"] for item in sheet["items"])
    missed = marked(sheet, "Ada", lambda item, rng: {"missed": rng.choices([0, 1, 2], [90, 8, 2])[0]}, folder / "missed.json")
    numbers = nutgraf.validate([ada, missed]).numbers
    counts = [item["missed"] for item in json.loads(missed.read_text())["items"]]
    total = sum(stratum["population"] for stratum in sheet["strata"])
    assert numbers["missed"]["sentences"] == total
    assert numbers["missed"]["missed"]["estimate"] == pytest.approx(np.mean(counts) * total)
    there = sum(table["facts_there"]["estimate"] for table in numbers["tables"])
    recall = numbers["missed"]["recall"]
    assert recall["estimate"] == pytest.approx(there / (there + np.mean(counts) * total))
    assert recall["low"] < recall["estimate"] < recall["high"]
    alone = nutgraf.validate(missed).numbers
    assert alone["missed"]["recall"] is None
    assert alone["missed"]["missed"] == numbers["missed"]["missed"]
    assert "Recall is" in nutgraf.validate([ada, missed]).methods


def test_sentences_without_facts_hold_none(folder, news):
    sheet = sheet_of(nutgraf.sample(news, folder / "bare", facts=["quotes"], n=60, recall=True)[0])
    for item in sheet["items"]:
        own = "".join(text for text, own in item["passage"] if own)
        assert own.endswith((".", "”"))
        assert "“" not in own


def test_groups_of_few_marks_are_told_of(news, ada):
    report = nutgraf.validate(ada, run=news, share=["quotes=direct"], between="site")
    figures = {figure["of"]: figure for figure in report.numbers["figures"]}
    assert set(figures) == {"all", "ardenvale.example", "brevik.example", "corrow.example", "dunmere.example"}
    few = figures["dunmere.example"]
    assert few["marked"] < 10
    assert few["corrected"] is None
    assert few["raw"] > 0
    line = next(line for line in report.text.splitlines() if "fewer than 10 are marked" in line)
    assert f"dunmere.example ({few['marked']})" in line
    assert figures["ardenvale.example"]["difference"] is None
    gap = figures["brevik.example"]["corrected"]["estimate"] - figures["ardenvale.example"]["corrected"]["estimate"]
    assert figures["brevik.example"]["difference"]["estimate"] == pytest.approx(gap)
    assert sum(figure["facts"] for of, figure in figures.items() if of != "all") == figures["all"]["facts"]


def test_months_can_be_compared(news, ada):
    figures = nutgraf.validate(ada, run=news, between="month").numbers["figures"]
    months = [figure["of"] for figure in figures if figure["figure"] == "number of quotes"]
    assert months[0] == "all"
    assert sorted(months[1:]) == ["2025-09", "2025-10", "2025-11"]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"share": ["people=direct"]}, "of a table that was sampled: quotes, quantities"),
        ({"share": ["quotes"]}, "TABLE=KIND"),
        ({"mean": ["quotes"]}, "TABLE.COLUMN"),
        ({"mean": ["quantities.height"]}, 'no column "height"'),
        ({"mean": ["quantities.unit_name"]}, "no fact of the run has a number there"),
        ({"mean": ["quantities.confidence"]}, "no number of what a fact says"),
        ({"between": "author"}, "site or month"),
    ],
)
def test_figures_that_are_none_are_told_of(news, ada, asked, reason):
    with pytest.raises(ValueError, match=reason):
        nutgraf.validate(ada, run=news, **asked)


def test_figures_need_the_run(ada):
    with pytest.raises(ValueError, match="--run OUT"):
        nutgraf.validate(ada, share=["quotes=direct"])


def test_a_run_is_read_once(folder, ada):
    """A pipe can be read but once."""
    records = run(folder, "once.jsonl")
    pipe = folder / "pipe.jsonl"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(records.read_bytes()), daemon=True)
    writer.start()
    asked = ["--share", "quotes=direct", "--mean", "quantities.value", "--between", "site"]
    result = command("validate", ada, "--run", pipe, *asked)
    assert result.returncode == 0, result.stderr.decode()
    assert b"corrected" in result.stdout


# Figures against prediction-powered inference as its authors wrote it: a corpus of which all numbers are known.
FACTS = 4000


@pytest.fixture(scope="module")
def known(folder):
    """Give a run whose confidences and numbers are ours, with what is so: whether a fact is one, and its number."""
    rng = np.random.default_rng(5)
    record = json.loads(nutgraf.extract("The bridge cost 40 dollars.", id="a").to_json())
    assert len(record["quantities"]) == 1
    confidence = np.round(rng.beta(4, 2, FACTS), 2)
    said = rng.integers(10, 90, FACTS).astype(float)
    is_so = rng.random(FACTS) < np.clip(confidence - 0.1, 0, 1)
    number = said + rng.integers(-6, 12, FACTS)
    path = folder / "known.jsonl"
    with path.open("w") as file:
        for i in range(FACTS):
            one = copy.deepcopy(record)
            one["id"] = f"a{i}"
            one["quantities"][0].update(value=float(said[i]), confidence=float(confidence[i]))
            file.write(json.dumps(one) + "\n")
    return path, confidence, said, is_so, number


def judged(path, is_so, name, by):
    """Draw facts of the known run and mark them as they are; give the sheet, the number of each fact, and the file of marks."""
    sheet = sheet_of(nutgraf.sample(path, path.with_name(name), facts=["quantities"], n=300, by=by)[0])

    def decide(item, _):
        return {"mark": "right" if is_so[int(item["article"][1:])] else "wrong"}

    facts = [int(item["article"][1:]) for item in sheet["items"]]
    return sheet, facts, marked(sheet, "Ada", decide, path.with_name(f"{name}.json"))


def test_a_corrected_number_is_that_of_ppi(known):
    ppi_py = pytest.importorskip("ppi_py")
    path, confidence, _, is_so, _ = known
    _, rows, file = judged(path, is_so, "ppi", "nothing")
    figure = nutgraf.validate(file, run=path).numbers["figures"][0]
    truth = is_so[rows].astype(float)
    weight = figure["weight_of_predictions"]
    estimate = ppi_py.ppi_mean_pointestimate(truth, confidence[rows], confidence, lam=weight)[0]
    assert figure["corrected"]["estimate"] / FACTS == pytest.approx(estimate, abs=1e-9)
    low, high = ppi_py.ppi_mean_ci(truth, confidence[rows], np.tile(confidence, 500), alpha=0.05, lam=weight)
    width = (figure["corrected"]["high"] - figure["corrected"]["low"]) / FACTS
    # Theirs takes the corpus for a sample of all news; ours is of this corpus, and narrower by what of it was drawn.
    assert width == pytest.approx((high[0] - low[0]) * np.sqrt(1 - 300 / FACTS), rel=0.05)
    # As far as the best weight goes, they hold the corpus for a second sample, of which theirs allows for the size.
    untuned = ppi_py.ppi_mean_pointestimate(truth, confidence[rows], confidence)[0]
    assert figure["corrected"]["estimate"] / FACTS == pytest.approx(untuned, abs=0.005)
    assert figure["corrected"]["low"] < is_so.sum() < figure["corrected"]["high"]


def test_a_corrected_mean_is_that_of_ppi(folder, known):
    ppi_py = pytest.importorskip("ppi_py")
    path, _, said, _, number = known
    sure = folder / "sure.jsonl"
    with sure.open("w") as file:
        for line in path.read_text().splitlines():
            record = json.loads(line)
            record["quantities"][0]["confidence"] = 1.0
            file.write(json.dumps(record) + "\n")
    page, _ = nutgraf.sample(sure, folder / "mean", facts=["quantities"], n=300, by="nothing")
    sheet = sheet_of(page)
    rows = [int(item["article"][1:]) for item in sheet["items"]]

    def decide(item, _):
        i = int(item["article"][1:])
        return {"mark": "right"} if number[i] == said[i] else {"mark": "partly", "should": f"value = {number[i]}"}

    file = marked(sheet, "Ada", decide, folder / "mean.json")
    figure = nutgraf.validate(file, run=sure, mean=["quantities.value"]).numbers["figures"][0]
    weight = figure["weight_of_predictions"]
    estimate = ppi_py.ppi_mean_pointestimate(number[rows], said[rows], said, lam=weight)[0]
    assert figure["corrected"]["estimate"] == pytest.approx(estimate, abs=1e-9)
    low, high = ppi_py.ppi_mean_ci(number[rows], said[rows], np.tile(said, 500), alpha=0.05, lam=weight)
    width = figure["corrected"]["high"] - figure["corrected"]["low"]
    assert width == pytest.approx((high[0] - low[0]) * np.sqrt(1 - 300 / FACTS), rel=0.1)
    assert figure["corrected"]["low"] < number.mean() < figure["corrected"]["high"]
    assert not figure["corrected"]["low"] < said.mean() < figure["corrected"]["high"]


def test_a_stratified_figure_is_design_based(known):
    """Egami et al. 2023: the mean over the corpus of the prediction and of the error over the chance of being drawn."""
    path, confidence, _, is_so, _ = known
    sheet, rows, file = judged(path, is_so, "dsl", "confidence")
    figure = nutgraf.validate(file, run=path).numbers["figures"][0]
    predicted = figure["weight_of_predictions"] * confidence
    pseudo = predicted.copy()
    for row, item in zip(rows, sheet["items"], strict=True):
        pseudo[row] += (is_so[row] - predicted[row]) * weights(sheet)[item["stratum"]]
    assert figure["corrected"]["estimate"] == pytest.approx(pseudo.sum(), rel=1e-9)


def test_what_should_be_may_name_columns(folder, known):
    path, _, _, _, _ = known
    page, _ = nutgraf.sample(path, folder / "should", facts=["quantities"], n=40, by="nothing")
    sheet = sheet_of(page)

    def mean(should):
        file = marked(sheet, "Ada", lambda *_: {"mark": "partly", "should": should}, folder / "should.json")
        return nutgraf.validate(file, run=path, mean=["quantities.value"])

    assert mean("length; value = 7").numbers["figures"][0]["corrected"]["estimate"] == pytest.approx(7, abs=1e-9)
    assert 'should be "length", a kind that the run has not' in mean("length; value = 7").text
    with pytest.raises(ValueError, match=r'value should be "seven", which is no number'):
        mean("value=seven")


def test_facts_without_that_number_are_no_part_of_its_mean(folder, known):
    path = known[0]
    page, _ = nutgraf.sample(path, folder / "absent", facts=["quantities"], n=40, by="nothing")
    file = marked(sheet_of(page), "Ada", lambda *_: {"mark": "partly", "should": "value=none"}, folder / "absent.json")
    assert nutgraf.validate(file, run=path, mean=["quantities.value"]).numbers["figures"][0]["corrected"] is None


def test_an_early_stop_counts_what_is_marked(news, drawn, folder):
    def some(item, rng):
        return {"mark": rng.choice(["right", "wrong"])} if rng.random() < 0.6 else {}

    report = nutgraf.validate(marked(drawn[0], "Ada", some, folder / "some.json"), run=news)
    assert report.numbers["unmarked"] > 20
    assert f"{report.numbers['unmarked']} are not marked" in report.text
