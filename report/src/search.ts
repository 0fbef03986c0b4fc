// The search of all texts: words of the index, then filters by day and site.

import { article } from "./article";
import { catalog } from "./catalog";
import { add, h, to, type Child } from "./dom";
import { count } from "./format";
import { numbers } from "./packed";
import { part, start, type Start } from "./parts";
import { more, from } from "./passages";
import type { Route } from "./route";
import { places, words } from "./words";

/** What a word is worth where it stands once, twice, more often, in the title. */
const WORTH = [1, 1.4, 1.7, 3];
/** Words of the index that the last, half-typed word may stand for. */
const ENDINGS = 200;
/** Letters of an excerpt around the first word found. */
const AROUND = 160;
/** Of phrases, the articles that are read to see whether they have it. */
const READ = 2000;

/** What was found. */
export interface Hit {
  document: number;
  score: number;
}

/** The documents of an index that have all words, the last of which may be the beginning of one; best first. */
export async function find(index: "words" | "names", asked: string): Promise<Hit[]> {
  const data = await start();
  const all = index === "words" ? data.counts.articles : data.counts.people + data.counts.organizations;
  const wanted = words(asked);
  let found: Map<number, number> | undefined;
  for (const [i, word] of wanted.entries()) {
    const scores = await having(index, data[index], word, i === wanted.length - 1 && !/\s$/.test(asked), all);
    const before = found;
    found = before ? new Map([...scores].filter(([n]) => before.has(n)).map(([n, score]) => [n, score + (before.get(n) ?? 0)])) : scores;
  }
  const hits = [...(found ?? [])].map(([document, score]) => ({ document, score }));
  return hits.sort((a, b) => b.score - a.score || a.document - b.document);
}

/** Scores of the documents that have a word, or one that begins with it. */
async function having(index: string, firsts: string[], word: string, begins: boolean, all: number): Promise<Map<number, number>> {
  const scores = new Map<number, number>();
  let number = firsts.length - 1;
  // Strings compare by UTF-16 units here and by code points there: equal but for rare letters, and then only one part off.
  while (number > 0 && (firsts[number] ?? "") > word) number--;
  for (let seen = 0; number >= 0 && number < firsts.length && seen < ENDINGS; number++) {
    const rows = await part<[string, string][]>(`${index}/${number}`);
    const matching = rows.filter(([known]) => known === word || (begins && known.startsWith(word))).slice(0, ENDINGS - seen);
    for (const [known, packed] of matching) rate(scores, numbers(packed), all, known === word ? 1 : 0.5);
    seen += matching.length;
    if (!begins || !(firsts[number + 1] ?? "").startsWith(word)) break;
  }
  return scores;
}

function rate(scores: Map<number, number>, postings: number[], all: number, weight: number) {
  const rare = Math.log(1 + all / postings.length) * weight;
  let document = 0;
  for (const posting of postings) {
    document += posting >>> 2;
    const score = rare * (WORTH[posting & 3] ?? 1);
    if (score > (scores.get(document) ?? 0)) scores.set(document, score);
  }
}

/** Phrases in quotation marks, folded. */
const phrases = (asked: string) => [...asked.matchAll(/"([^"]+)"/g)].map((match) => words(match[1] ?? "").join(" ")).filter(Boolean);

async function* withPhrases(hits: Hit[], wanted: string[]): AsyncGenerator<number> {
  for (const { document } of hits.slice(0, READ)) {
    const found = await article(document);
    const text = ` ${words(`${found.title}\n${found.text}`).join(" ")} `;
    if (wanted.every((phrase) => text.includes(` ${phrase} `))) yield document;
  }
}

/** The page: all articles, or those that have the words, of a site and between two days. */
export async function search({ page, query }: Route): Promise<HTMLElement[]> {
  const data = await start();
  const [asked, site, begin, end, order] = ["q", "site", "from", "to", "order"].map((name) => query.get(name) ?? "") as [
    string,
    string,
    string,
    string,
    string,
  ];
  document.title = `${asked ? `${asked} · ` : ""}Search · nutgraf`;
  const { days, sites } = await catalog();
  const chosen = site === "" ? undefined : Number(site);
  const fits = (n: number) =>
    (chosen === undefined || sites[n] === chosen) && (!begin || (days[n] ?? "") >= begin) && (!end || (days[n] ?? "9") <= end);
  const everything = () => Array.from({ length: data.counts.articles }, (_, document) => ({ document, score: 0 }));
  const hits = (words(asked).length ? await find("words", asked) : everything()).filter((hit) => fits(hit.document));
  const sign = order === "newest" ? -1 : 1;
  if (order === "newest" || order === "oldest") {
    const day = (hit: Hit) => days[hit.document] ?? (sign > 0 ? "9999" : "");
    hits.sort((a, b) => sign * (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
  }
  const wanted = phrases(asked);
  const source = wanted.length ? withPhrases(hits, wanted) : hits.map((hit) => hit.document)[Symbol.iterator]();
  const marked = words(asked);
  const said = wanted.length ? `${count(hits.length, "article")} with these words; those with the phrase:` : count(hits.length, "article");
  return [
    h("h1", {}, page === "articles" && !asked ? "Articles" : "Search"),
    form(data, { asked, site, begin, end, order }),
    h("p", { role: "status" }, said),
    more<number>(source, (n) => result(n, marked), "No article has that."),
  ];
}

type Asked = Record<"asked" | "site" | "begin" | "end" | "order", string>;

function form(data: Start, { asked, site, begin, end, order }: Asked): HTMLElement {
  const sorted = data.sites.map(([name], number): [string, number] => [name || "no site named", number]).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const option = (value: string, text: string, chosen: string) => h("option", { value, selected: value === chosen }, text);
  const fields = h(
    "form",
    { class: "asked", role: "search" },
    h("label", {}, "Words ", h("input", { type: "search", name: "q", value: asked, placeholder: 'bridge "port authority"' })),
    h("label", {}, "Site ", h("select", { name: "site" }, option("", "all", site), sorted.map(([name, n]) => option(String(n), name, site)))),
    h("label", {}, "From ", h("input", { type: "date", name: "from", value: begin })),
    h("label", {}, "To ", h("input", { type: "date", name: "to", value: end })),
    h("label", {}, "Order ", h("select", { name: "order" }, option("", "best first", order), option("newest", "newest first", order), option("oldest", "oldest first", order))),
    h("button", {}, "Search"),
  );
  fields.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = new FormData(fields);
    location.hash = to(["search"], Object.fromEntries([...values].map(([name, value]) => [name, String(value)])));
  });
  return fields;
}

/** An article found, with the words marked in its text. */
async function result(number: number, wanted: string[]): Promise<Child> {
  const found = await article(number);
  const line = h("p", {});
  const hits = wanted.length ? places(found.text, wanted) : [];
  const begin = Math.max(0, (hits[0]?.[0] ?? 0) - AROUND / 2);
  const first = begin === 0 ? 0 : found.text.indexOf(" ", begin) + 1;
  const last = Math.min(found.text.length, first + 2 * AROUND);
  let at = first;
  if (first) add(line, ["… "]);
  for (const [a, b] of hits) {
    if (a < at || b > last) continue;
    add(line, [found.text.slice(at, a), h("mark", {}, found.text.slice(a, b))]);
    at = b;
  }
  add(line, [found.text.slice(at, last), last < found.text.length && " …"]);
  const title = h("a", { href: to(["article", number], { q: wanted.join(" ") }) }, found.title || found.text.slice(0, 80) || found.id);
  return h("li", {}, h("p", { class: "title" }, title, await from(found.date, found.site)), line);
}
