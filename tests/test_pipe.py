import _thread
import threading
import time

import nutgraf
import pytest


def texts(n):
    return [f"PORT ALWIN - Line {i} of many, said Ana Ruiz, {20 + i % 60}.\n\nIt cost ${i} million." for i in range(n)]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_order_and_content_do_not_depend_on_jobs(jobs):
    extractor = nutgraf.Extractor()
    sources = texts(150)
    expected = [extractor.extract(text) for text in sources]
    assert list(extractor.pipe(sources, jobs=jobs)) == expected


def test_pipe_is_lazy():
    taken = []

    def endless():
        i = 0
        while True:
            taken.append(i)
            yield f"Text number {i} is short."
            i += 1

    records = nutgraf.Extractor().pipe(endless(), jobs=2)
    assert taken == []
    assert next(records).text == "Text number 0 is short."
    assert len(taken) < 1000


def test_sources_may_carry_hints():
    source = {"source": "Ana Ruiz arrived on Monday.", "published": "2025-11-26", "url": "https://a.example/x", "id": "7"}
    (record,) = nutgraf.Extractor().pipe([source])
    assert (record.id, record.url) == ("7", "https://a.example/x")


def test_one_bad_source_does_not_stop_the_others(tmp_path):
    sources = ["Ana Ruiz spoke.", tmp_path / "none.txt", {"source": "Rosa Lind left.", "published": "9:27 AM"}, "Tom Bell sang."]
    first, missing, undated, last = nutgraf.Extractor().pipe(sources, jobs=2)
    assert (first.text, last.text) == ("Ana Ruiz spoke.", "Tom Bell sang.")
    assert missing.id.endswith("none.txt")
    assert "No such file" in missing.notes[0].message
    assert "9:27 AM" in undated.notes[0].message


def test_an_error_of_the_iterable_reaches_the_caller():
    def broken():
        yield "One text."
        raise RuntimeError("the feed broke")

    with pytest.raises(RuntimeError, match="the feed broke"):
        list(nutgraf.Extractor().pipe(broken()))


def test_threads_share_an_extractor():
    extractor = nutgraf.Extractor()
    sources = texts(40)
    expected = [r.to_json() for r in extractor.pipe(sources, jobs=1)]
    results = {}

    def work(name):
        results[name] = [extractor.extract(text).to_json() for text in sources]

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(result == expected for result in results.values())


def test_the_interpreter_runs_on_while_it_works():
    done = threading.Event()
    ticks = 0

    def work():
        list(nutgraf.Extractor().pipe(["“Yes,” Ana Ruiz said in Port Alwin on Nov 3. " * 4000] * 4, jobs=1))
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    while not done.wait(0.001):
        ticks += 1
    thread.join()
    assert ticks > 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_is_seen_within_half_a_second(jobs, tmp_path):
    page = "“Yes,” Ana Ruiz said in Port Alwin on Nov 3. " * 20_000
    (tmp_path / "a.txt").write_text(page)
    options = nutgraf.Options(input="article")
    for read in (
        lambda: list(nutgraf.Extractor(options).pipe([page] * 64, jobs=jobs)),
        lambda: nutgraf.Extractor(options).extract(page * 2),
        lambda: list(nutgraf.iter_corpus([tmp_path / "a.txt"] * 64, jobs=jobs, options=options, progress=False)),
    ):
        pressed = []

        def press(pressed=pressed):
            pressed.append(time.monotonic())
            _thread.interrupt_main()

        timer = threading.Timer(0.3, press)
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            read()
        assert time.monotonic() - pressed[0] < 0.5
