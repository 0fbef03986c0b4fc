// People and organisations: the lists, and a page each.

import { bars, columns, overTime } from "./charts";
import { catalog } from "./catalog";
import { add, h, to } from "./dom";
import { count, number } from "./format";
import { refs } from "./packed";
import { part, row, start, type EntityRow } from "./parts";
import { more, passages, from } from "./passages";
import { route, whole, type Route } from "./route";
import { find } from "./search";

type Many = "people" | "organizations";
const ONE = { people: "person", organizations: "organization" } as const;
const TITLE = { people: "People", organizations: "Organisations" } as const;

interface Entity {
  kind: 0 | 1;
  name: string;
  titles: [string, number][];
  affiliations: [string, number][];
  names: [string, number][];
  mentions: number;
  articles: string;
  quotes: string;
  company: [number, 0 | 1, string, number][];
}

/** A list: most quoted first, or those with a name. */
export async function entities(which: Many, { query }: Route): Promise<HTMLElement[]> {
  document.title = `${TITLE[which]} · nutgraf`;
  const asked = query.get("q") ?? "";
  const input = h("input", { type: "search", name: "q", value: asked, id: "name" });
  const form = h("form", { class: "asked", role: "search", onsubmit: (event) => {
    event.preventDefault();
    location.hash = to([which], { q: input.value });
  } }, h("label", { for: "name" }, "Name"), input, h("button", {}, "Find"));
  const list = more(asked ? named(which, asked) : ranked(which), async ([entity, name, quotes, articles]) =>
    h("li", {}, h("a", { href: to([ONE[which], entity]) }, name), h("span", { class: "count" }, ` ${count(quotes, "quote")}, ${count(articles, "article")}`)),
    "Nobody of that name.",
  );
  return [h("h1", {}, TITLE[which]), form, list];
}

async function* ranked(which: Many): AsyncGenerator<EntityRow> {
  const { sizes, counts } = await start();
  for (let first = 0; first < counts[which]; first += sizes.rows) yield* await part<EntityRow[]>(`${which}-list/${first / sizes.rows}`);
}

async function* named(which: Many, asked: string): AsyncGenerator<EntityRow> {
  for (const { document } of await find("names", asked)) {
    const entity = await row<Entity>("entities", document);
    if (entity && entity.kind === (which === "people" ? 0 : 1)) {
      yield [document, entity.name, refs(entity.quotes, 1).length, refs(entity.articles, 0).length];
    }
  }
}

/** The page of one. */
export async function entity({ page, what, query }: Route): Promise<HTMLElement[]> {
  const found = await row<Entity>("entities", whole(what));
  if (!found) throw new Error(`there is no ${page} ${what}`);
  document.title = `${found.name} · nutgraf`;
  const { days } = await catalog();
  const within = (article: number) => {
    const day = days[article];
    const [begin, end] = [query.get("from"), query.get("to")];
    return (!begin && !end) || (day !== undefined && (!begin || day >= begin) && (!end || day <= end));
  };
  const quotes = refs(found.quotes, 1);
  const articles = refs(found.articles, 0).map(([article]) => article ?? 0);
  const shown = quotes.filter(([article]) => within(article ?? 0));
  const byDay = new Map<number, number>();
  for (const [article] of quotes) {
    const day = days[article ?? 0];
    if (day) byDay.set(Date.parse(day) / 86_400_000, (byDay.get(Date.parse(day) / 86_400_000) ?? 0) + 1);
  }
  const here = (begin: string, end: string) => to([route().page, what], { from: begin, to: end });
  const sorted = [...byDay].sort((a, b) => a[0] - b[0]);
  const listed = (rows: [string, number][], name: string) =>
    rows.length > 0 && [h("dt", {}, name), h("dd", {}, rows.map(([text, n]) => `${text} (${number(n)})`).join(", "))];
  const about = h("dl", {});
  const others = found.names.filter(([name]) => name !== found.name);
  add(about, [
    listed(found.titles, "Titles and roles"),
    listed(found.affiliations, "Of"),
    listed(others, "Also called"),
    h("dt", {}, "Named"),
    h("dd", {}, `${count(found.mentions, "time")} in ${count(articles.length, "article")}`),
  ]);
  const some = shown.length < quotes.length;
  return [
    h("h1", {}, found.name),
    about,
    sorted.length > 1 && h("section", {}, h("h2", {}, "Quotes over time"), columns(overTime(sorted, "quote", here), "Quotes over time")),
    h(
      "section",
      {},
      h("h2", {}, some ? `${number(shown.length)} of ${count(quotes.length, "quote")}` : count(quotes.length, "quote")),
      some && h("p", {}, h("a", { href: to([page, what]) }, "All of them")),
      shown.length > 0 && passages(shown.map(([article, n]) => ({ article: article ?? 0, kind: "quotes" as const, number: n ?? 0 })), false),
    ),
    found.company.length > 0 && h(
      "section",
      {},
      h("h2", {}, "In the same articles"),
      bars(found.company.map(([other, kind, name, n]) => ({ label: name, count: n, said: count(n, "article"), href: to([kind ? "organization" : "person", other]) }))),
    ),
    h("section", {}, h("h2", {}, "Articles"), more(articles.filter(within)[Symbol.iterator](), title, "None.")),
  ].filter((part) => part instanceof HTMLElement);
}

/** An article as a line of a list. */
export async function title(article: number): Promise<HTMLElement> {
  const [name, day, site] = (await row<[string, string, number]>("titles", article)) ?? ["", "", 0];
  return h("li", {}, h("a", { href: to(["article", article]) }, name || `article ${article}`), await from(day, site));
}
