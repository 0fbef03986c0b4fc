#!/usr/bin/env python3
"""A corpus of any size out of the stories in examples/: make_corpus.py --megabytes 3000 --kind jsonl OUT.

Sentences are put together anew for every article, with a fixed seed, so that no two are copies of each other; `--copies` sets
the share of articles that are copies of an earlier one with an editor's line above.
"""

import argparse
import gzip
import io
import json
import random
from collections.abc import Iterator
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"


def articles(seed: int, copies: float) -> Iterator[str]:
    """Give articles without end: paragraphs of the examples in a new order, each with a number that makes it its own."""
    rng = random.Random(seed)
    paragraphs = [
        p.strip() for path in sorted(EXAMPLES.glob("*.txt")) for p in path.read_text("utf-8").split("\n") if len(p) > 60
    ]
    words = sorted({word for paragraph in paragraphs for word in paragraph.split() if word.islower()})
    recent: list[str] = []
    number = 0
    while True:
        number += 1
        if recent and rng.random() < copies:
            yield f"Desk note {number}: this story was sent out again.\n\n{rng.choice(recent)}"
            continue
        chosen = rng.sample(paragraphs, rng.randint(5, 12))
        own = (" ".join(rng.choices(words, k=rng.randint(20, 60))).capitalize() + "." for _ in chosen)
        story = f"Edition {number}\n\n" + "\n\n".join(f"{p} {o}" for p, o in zip(chosen, own, strict=True))
        recent = [*recent[-200:], story]
        yield story


def furniture(rng: random.Random, size: int) -> tuple[str, str]:
    """Give what surrounds an article on a page, in the proportions of a news site: head with styles and state, links."""
    words = [f"{rng.choice('bcdfgklmnprst')}{rng.choice('aeiou')}{rng.randint(0, 999)}" for _ in range(400)]
    rules = "".join(f".{rng.choice(words)}-{i}{{margin:{i % 9}px;color:#{i * 7919 % 4096:03x}}}" for i in range(size // 120))
    state = json.dumps(
        [{"key": rng.choice(words), "value": rng.random(), "tags": rng.sample(words, 3)} for _ in range(size // 160)]
    )
    links = "".join(
        f'<li class="{rng.choice(words)}"><a href="/{i}/{rng.choice(words)}">{rng.choice(words)}</a></li>'
        for i in range(size // 400)
    )
    return f"<style>{rules}</style><script>window.state={state}</script>", f"<nav><ul>{links}</ul></nav>"


def warc(number: int, text: str, around: tuple[str, str]) -> bytes:
    """Give a WARC record with the page of an article."""
    head, nav = around
    body = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    page = f"<html><head><title>Edition {number}</title>{head}</head><body>{nav}<article>{body}</article></body></html>"
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    fields = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
    fields += f"WARC-Target-URI: https://news.example/{number}\r\n"
    fields += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    return fields.encode() + block + b"\r\n\r\n"


def main() -> None:
    """Write the corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--megabytes", type=float, default=100, help="of rows or records, before packing")
    parser.add_argument("--kind", choices=["jsonl", "parquet", "warc", "warc.gz"], default="jsonl", help="gz: a member a record")
    parser.add_argument("--page", type=int, default=100_000, help="bytes of a page in an archive beside its article")
    parser.add_argument("--copies", type=float, default=0.1, help="share of near duplicates")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    left = args.megabytes * 1e6
    sites = [furniture(random.Random(site), args.page) for site in range(50)]
    rows: list[dict[str, str]] = []
    with open(args.out, "wb") as raw, io.BufferedWriter(raw, 1 << 20) as file:
        for number, text in enumerate(articles(args.seed, args.copies)):
            if left <= 0:
                break
            if args.kind.startswith("warc"):
                record = warc(number, text, sites[number % len(sites)])
            else:
                row = {"id": f"a{number}", "text": text, "date": f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"}
                rows.append(row)
                record = json.dumps(row, ensure_ascii=False).encode() + b"\n"
            left -= len(record)
            if args.kind != "parquet":
                rows.clear()
                file.write(gzip.compress(record, 4) if args.kind == "warc.gz" else record)
    if rows:
        import pyarrow as pa
        from pyarrow import parquet

        parquet.write_table(pa.Table.from_pylist(rows), args.out, compression="zstd", row_group_size=10_000)


if __name__ == "__main__":
    main()
