// The first page: what the corpus is, who speaks in it, where and when.

import { bars, columns, overTime, type Bar } from "./charts";
import { h, to } from "./dom";
import { count, date, iso, monthsBetween, number } from "./format";
import { map } from "./map";
import { start, type EntityRow, type Group, type Start } from "./parts";

/** Bars of a list on this page. */
const TOP = 12;
/** Columns of the table of events; more months than that are put together by year. */
const MONTHS = 18;

export async function overview(): Promise<HTMLElement[]> {
  const data = await start();
  document.title = `${data.name} · nutgraf`;
  return [
    h("h1", {}, data.name),
    figures(data),
    section("Articles by day", columns(overTime(data.days, "article", (from, until) => to(["articles"], { from, to: until })), "Articles by day"), undated(data)),
    h(
      "div",
      { class: "pair" },
      section("Most quoted people", bars(data.people.map((row) => quoted(row, "person"))), rest("people", data.counts.people, "people")),
      section(
        "Most quoted organisations",
        bars(data.organizations.map((row) => quoted(row, "organization"))),
        rest("organizations", data.counts.organizations, "organisations"),
      ),
    ),
    data.linked
      ? null
      : h("p", { class: "note" }, "People and organisations of the same name count as one. After ", h("code", {}, "nutgraf link"), " they are those of the whole corpus."),
    section(
      "Places",
      map(data.places),
      bars(
        data.places.slice(0, TOP).map(([place, name, , country, , , mentions]) => ({
          label: [name, country].filter(Boolean).join(", "),
          count: mentions,
          said: count(mentions, "mention"),
          href: to(["place", place]),
        })),
      ),
      rest("places", data.counts.places, "places"),
    ),
    section("Events by type and month", eventTable(data)),
    h(
      "div",
      { class: "pair" },
      section("Sites", bars(sites(data))),
      section(
        "Quotes by kind",
        bars(data.quotes.map(([kind, n]) => ({ label: kind, count: n, said: count(n, "quote"), href: to(["quotes"], { kind }) }))),
        h("h3", {}, "Who speaks"),
        bars(
          data.speakers.map(([kind, n]) => ({
            label: kind || "not known",
            count: n,
            said: count(n, "quote"),
            href: to(["quotes"], { speaker: kind || "unknown" }),
          })),
        ),
      ),
    ),
    section("Years that are spoken of", columns(years(data.times), "Times by year"), h("p", {}, h("a", { href: to(["times"]) }, "All times"))),
  ].filter((part) => part !== null);
}

function section(title: string, ...parts: (Node | null)[]): HTMLElement {
  return h("section", {}, h("h2", {}, title), parts);
}

function figures({ counts, days }: Start): HTMLElement {
  const links: [number, string, string[]][] = [
    [counts.articles, "articles", ["articles"]],
    [counts.quotes, "quotes", ["quotes"]],
    [counts.people, "people", ["people"]],
    [counts.organizations, "organisations", ["organizations"]],
    [counts.places, "places", ["places"]],
    [counts.events, "events", ["timeline"]],
    [counts.quantities, "quantities", ["quantities"]],
  ];
  const [first, last] = [days[0]?.[0], days[days.length - 1]?.[0]];
  return h(
    "div",
    {},
    first !== undefined && last !== undefined && h("p", {}, `${date(iso(first))} to ${date(iso(last))}`),
    h("ul", { class: "figures" }, links.map(([n, name, path]) => h("li", {}, h("a", { href: to(path) }, h("strong", {}, number(n)), ` ${name}`)))),
  );
}

function undated({ undated }: Start): HTMLElement | null {
  return undated ? h("p", { class: "note" }, `${count(undated, "article")} without a day.`) : null;
}

const quoted = ([entity, name, quotes]: EntityRow, page: string): Bar => ({
  label: name,
  count: quotes,
  said: count(quotes, "quote"),
  href: to([page, entity]),
});

function rest(page: string, all: number, name: string): HTMLElement {
  return h("p", {}, h("a", { href: to([page]) }, `All ${number(all)} ${name}`));
}

function sites(data: Start): Bar[] {
  const sorted = data.sites.map(([name, n], site): [string, number, number] => [name, n, site]).sort((a, b) => b[1] - a[1]);
  return sorted.slice(0, TOP).map(([name, n, site]) => ({
    label: name || "no site named",
    count: n,
    said: count(n, "article"),
    href: to(["articles"], { site }),
  }));
}

/** Events by type and month, or by year where the articles are of many months; what lies before or behind them is put together. */
export function eventTable({ events, days }: Start): HTMLElement {
  if (!events.length) return h("p", {}, "No events.");
  const [first = 0, last = 0] = [days[0]?.[0], days[days.length - 1]?.[0]];
  const span = monthsBetween(iso(first).slice(0, 7), iso(last).slice(0, 7));
  const length = span.length > MONTHS ? 4 : 7;
  const heads = days.length ? [...new Set(span.map((month) => month.slice(0, length)))] : [];
  const [begin, end] = [heads[0] ?? "9999", heads[heads.length - 1] ?? "9999"];
  const column = (month: string) => {
    const head = month.slice(0, length);
    return !head ? "no date" : head < begin ? "earlier" : head > end ? "later" : head;
  };
  const rows = events.map(([type, counts]) => {
    const cells = new Map<string, number>();
    for (const [month, n] of counts) cells.set(column(month), (cells.get(column(month)) ?? 0) + n);
    return { type, cells, all: counts.reduce((sum, [, n]) => sum + n, 0) };
  });
  rows.sort((a, b) => b.all - a.all);
  const most = Math.max(...rows.flatMap((row) => [...row.cells.values()]));
  const shown = ["earlier", ...heads, "later", "no date"].filter((head) => rows.some((row) => row.cells.has(head)));
  const asked = (head: string) => ({ earlier: { before: begin }, later: { after: end }, "no date": { month: "none" } })[head] ?? { month: head };
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": "Events by type and month" },
    h(
      "table",
      { class: "heat" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "type"), h("th", { scope: "col" }, "all"), shown.map((head) => h("th", { scope: "col" }, date(head))))),
      h(
        "tbody",
        {},
        rows.map(({ type, cells, all }) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, h("a", { href: to(["events", type]) }, type)),
            h("td", {}, number(all)),
            shown.map((head) => {
              const n = cells.get(head);
              if (!n) return h("td", {});
              const said = `${type}, ${date(head)}: ${count(n, "event")}`;
              return h("td", { "--share": n / most }, h("a", { href: to(["events", type], asked(head)), "aria-label": said }, number(n)));
            }),
          ),
        ),
      ),
    ),
  );
}

/** Times by year: those of a lifetime around the articles, since a single word of an earlier age makes a long row of nothing. */
function years(groups: Group[]): Bar[] {
  const sums = new Map(groups.map(([year, counts]) => [Number(year), counts.reduce((sum, [, n]) => sum + n, 0)]));
  const peak = [...sums].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];
  const known = [...sums.keys()].filter((year) => Math.abs(year - peak) <= 60);
  if (!known.length) return [];
  const [first, last] = [Math.min(...known), Math.max(...known)];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const n = sums.get(first + i) ?? 0;
    const year = String(first + i).padStart(4, "0");
    return { label: year, count: n, said: count(n, "time"), href: to(["times", year]) };
  });
}
