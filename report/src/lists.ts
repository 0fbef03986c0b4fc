// Places, events, times, quotes and quantities: lists, and the passages behind each figure.

import { article, KINDS, type Kind } from "./article";
import { columns, type Bar } from "./charts";
import { h, to } from "./dom";
import { count, date, monthsBetween, number } from "./format";
import { map } from "./map";
import { eventTable } from "./overview";
import { refs } from "./packed";
import { part, row, start, type Group, type PlaceRow } from "./parts";
import { more, passages, type Ref } from "./passages";
import { whole, type Route } from "./route";

/** All places: the map, and a list. */
export async function places(): Promise<HTMLElement[]> {
  const data = await start();
  document.title = "Places · nutgraf";
  async function* ranked(): AsyncGenerator<PlaceRow> {
    for (let first = 0; first < data.counts.places; first += data.sizes.rows) yield* await part<PlaceRow[]>(`spots-list/${first / data.sizes.rows}`);
  }
  const list = more(ranked(), async ([place, name, kind, country, , , mentions]) =>
    h("li", {}, h("a", { href: to(["place", place]) }, name), h("span", { class: "count" }, ` ${[kind, country].filter(Boolean).join(", ")}, ${count(mentions, "mention")}`)),
    "No places.",
  );
  return [h("h1", {}, "Places"), h("div", {}, map(data.places)), list];
}

/** The mentions of one place. */
export async function place({ what }: Route): Promise<HTMLElement[]> {
  const found = await row<[string, string, string, number | null, number | null, string]>("places", whole(what));
  if (!found) throw new Error(`there is no place ${what}`);
  const [name, kind, country, north, east, packed] = found;
  document.title = `${name} · nutgraf`;
  const mentions = refs(packed, 1);
  const about = [kind, country, north === null ? "" : `${north}, ${east}`, count(mentions.length, "mention")].filter(Boolean);
  return [
    h("h1", {}, name),
    h("p", {}, about.join(" · ")),
    h("div", {}, map([[whole(what), name, kind, country, north, east, mentions.length]])),
    passages(mentions.map(([article, n]) => ({ article: article ?? 0, kind: "places", number: n ?? 0 }))),
  ];
}

/** Places of facts by month, from the parts of these groups: month, article, number, and what else there is. */
async function byMonth(list: string, groups: number[], extra: number): Promise<{ month: string; ref: number[]; group: number }[]> {
  const found = [];
  for (const group of groups) {
    for (const [month, packed] of await part<[string, string][]>(`${list}/${group}`)) {
      for (const ref of refs(packed, extra)) found.push({ month, ref, group });
    }
  }
  return found;
}

/** Events of one type, or all types. */
export async function events({ what, query }: Route): Promise<HTMLElement[]> {
  const data = await start();
  document.title = `${what || "Events"} · nutgraf`;
  if (!what) return [h("h1", {}, "Events by type and month"), eventTable(data)];
  const group = data.events.findIndex(([type]) => type === what);
  const [month = "", before = "", after = ""] = ["month", "before", "after"].map((name) => query.get(name) ?? "");
  const found = await byMonth("events", group < 0 ? [] : [group], 2);
  const fits = (known: string) =>
    month === "none"
      ? !known
      : known.startsWith(month) && (!before || (known && known.slice(0, before.length) < before)) && (!after || known.slice(0, after.length) > after);
  const chosen = found.filter((event) => fits(event.month));
  const when = month === "none" ? "no date" : before ? `before ${date(before)}` : after ? `after ${date(after)}` : date(month);
  return [
    h("h1", {}, what, when && `, ${when}`),
    h("p", {}, count(chosen.length, "event"), when && [" · ", h("a", { href: to(["events", what]) }, "all months")]),
    passages(chosen.map(({ ref: [article = 0, n = 0] }) => ({ article, kind: "events", number: n }))),
  ];
}

/** Columns of the months of these groups. */
function months(groups: Group[], one: string, href: (month: string) => string): MonthBar[] {
  const sums = new Map<string, number>();
  for (const [, counts] of groups) for (const [month, n] of counts) if (month) sums.set(month, (sums.get(month) ?? 0) + n);
  const rows = [...sums].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return rows.map(([month, n]) => ({ month, label: date(month), count: n, said: count(n, one), href: href(month) }));
}

/** Months before and behind the fullest one that stand in a row, the empty ones too. */
const AROUND = 18;

type MonthBar = Bar & { month: string };

/** The month with the most. */
const fullest = (bars: MonthBar[]): string | undefined =>
  bars.reduce<MonthBar | undefined>((best, bar) => (best && best.count >= bar.count ? best : bar), undefined)?.month;

/** The months around the fullest one, without the empty ones at the ends. */
function around(bars: MonthBar[]): MonthBar[] {
  const middle = fullest(bars);
  if (!middle || Number.isNaN(Date.parse(middle))) return bars;
  const shift = (months: number) => {
    const day = new Date(`${middle}-01T00:00:00Z`);
    day.setUTCMonth(day.getUTCMonth() + months);
    return day.toISOString().slice(0, 7);
  };
  const known = bars.filter((bar) => bar.month >= shift(-AROUND) && bar.month <= shift(AROUND));
  const [first, last] = [known[0]?.month ?? middle, known[known.length - 1]?.month ?? middle];
  const empty = (month: string): MonthBar => ({ month, label: date(month), count: 0, said: "no event", href: undefined });
  return monthsBetween(first, last).map((month) => known.find((bar) => bar.month === month) ?? empty(month));
}

/** What happened, in the order in which it did, a month at a time. */
export async function timeline({ what, query }: Route): Promise<HTMLElement[]> {
  const data = await start();
  document.title = "Timeline · nutgraf";
  const type = query.get("type") ?? "";
  const all = data.events.map(([name], group): [string, number] => [name, group]);
  const groups = all.filter(([name]) => !type || name === type).map(([, group]) => group);
  const bars = months(groups.map((group) => data.events[group] as Group), "event", (month) => to(["timeline", month], { type }));
  const month = what || fullest(bars) || "";
  const near = around(bars);
  const far = bars.filter((bar) => !near.includes(bar));
  const found = (await byMonth("events", groups, 2)).filter((event) => event.month === month);
  found.sort((a, b) => (a.ref[2] || 32) - (b.ref[2] || 32) || (a.ref[0] ?? 0) - (b.ref[0] ?? 0));
  const day = (n: number) => (n ? date(`${month}-${String(n).padStart(2, "0")}`) : "day not known");
  const refsOf = found.map(({ ref: [article = 0, n = 0, at = 0] }): Ref => ({ article, kind: "events", number: n, heading: day(at) }));
  const select = h(
    "select",
    { id: "type", onchange: () => { location.hash = to(["timeline", month], { type: select.value }); } },
    h("option", { value: "" }, "all types"),
    all.map(([name]) => h("option", { value: name, selected: name === type }, name)),
  );
  return [
    h("h1", {}, "Timeline"),
    h("p", { class: "asked" }, h("label", { for: "type" }, "Events of "), select),
    columns(near, "Events by month"),
    far.length > 0 && h("details", {}, h("summary", {}, `${number(far.length)} other months`), h("p", {}, far.map((bar) => [h("a", { href: bar.href ?? "" }, bar.label), ` (${number(bar.count)}) `]))),
    h("h2", {}, month ? `${date(month)}: ${count(found.length, "event")}` : "No events"),
    passages(refsOf),
  ].filter((part) => part instanceof HTMLElement);
}

/** Times by year and month. */
export async function times({ what, query }: Route): Promise<HTMLElement[]> {
  const data = await start();
  document.title = `${what || "Times"} · nutgraf`;
  if (!what) {
    const bars = data.times.map(([year, counts]): Bar => {
      const n = counts.reduce((sum, [, m]) => sum + m, 0);
      return { label: year, count: n, said: count(n, "time"), href: to(["times", year]) };
    });
    return [h("h1", {}, "Times"), h("ul", {}, bars.map((bar) => h("li", {}, h("a", { href: bar.href ?? "" }, bar.label), ` ${bar.said}`)))];
  }
  const group = data.times.findIndex(([year]) => year === what);
  const month = query.get("month") ?? "";
  const found = (await byMonth("times", group < 0 ? [] : [group], 1)).filter((time) => !month || time.month === month);
  const bars = group < 0 ? [] : months([data.times[group] as Group], "time", (month) => to(["times", what], { month }));
  return [
    h("h1", {}, month ? date(month) : what),
    columns(bars, `Times of ${what} by month`),
    h("p", {}, count(found.length, "time"), month && [" · ", h("a", { href: to(["times", what]) }, `all of ${what}`)]),
    passages(found.map(({ ref: [article = 0, n = 0] }) => ({ article, kind: "times", number: n }))),
  ];
}

/** All facts of a kind, article after article. */
export async function facts({ page, query }: Route): Promise<HTMLElement[]> {
  const data = await start();
  const kind = KINDS.find((known) => known === page) as Kind;
  document.title = `${page} · nutgraf`;
  const [sort, speaker] = [query.get("kind"), query.get("speaker")];
  async function* walk(): AsyncGenerator<Ref> {
    for (let n = 0; n < data.counts.articles; n++) {
      for (const fact of (await article(n)).facts) {
        const who = fact.lines.find((line) => line.label === "speaker is")?.text || "unknown";
        if (fact.kind === kind && (!sort || fact.name === `${sort} quote`) && (!speaker || who === speaker)) yield { article: n, kind, number: fact.number };
      }
    }
  }
  const all = kind === "quotes" ? data.counts.quotes : data.counts.quantities;
  const chosen = [sort, speaker].filter(Boolean).join(", ");
  const title = kind === "quotes" ? "Quotes" : "Quantities";
  return [h("h1", {}, title, chosen && `: ${chosen}`), !chosen && h("p", {}, number(all), " in all"), passages(walk())].filter((part) => part instanceof HTMLElement);
}
