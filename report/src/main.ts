// The report: pages behind the # of one address, so that it works from a disk.

import { h, to } from "./dom";
import { entities, entity } from "./entities";
import { events, facts, place, places, timeline, times } from "./lists";
import { overview } from "./overview";
import { start } from "./parts";
import { reader } from "./reader";
import { route, type Route } from "./route";
import { search } from "./search";

type Page = (route: Route) => Promise<HTMLElement[]>;
const PAGES: Record<string, Page> = {
  "": overview,
  articles: search,
  search,
  article: reader,
  people: (route) => entities("people", route),
  organizations: (route) => entities("organizations", route),
  person: entity,
  organization: entity,
  places: () => places(),
  place,
  events,
  timeline,
  times,
  quotes: facts,
  quantities: facts,
};
const MENU: [string, string][] = [
  ["", "Overview"],
  ["people", "People"],
  ["organizations", "Organisations"],
  ["places", "Places"],
  ["timeline", "Timeline"],
  ["events", "Events"],
  ["search", "Search"],
];

const main = document.querySelector("main") as HTMLElement;
const menu = document.querySelector("nav ul") as HTMLElement;
let drawn = 0;

async function draw(first: boolean) {
  const here = route();
  const turn = ++drawn;
  main.setAttribute("aria-busy", "true");
  let parts: HTMLElement[];
  try {
    const page = Object.hasOwn(PAGES, here.page) ? PAGES[here.page] : undefined;
    if (!page) throw new Error(`there is no page “${here.page}”`);
    parts = await page(here);
  } catch (error) {
    parts = [h("h1", {}, "This can't be shown"), h("p", { role: "alert" }, error instanceof Error ? error.message : String(error))];
  }
  // The reader may have gone on meanwhile.
  if (turn !== drawn) return;
  main.replaceChildren(...parts);
  main.removeAttribute("aria-busy");
  menu.replaceChildren(
    ...MENU.map(([page, name]) => h("li", {}, h("a", { href: to([page]), "aria-current": page === here.page ? "page" : undefined }, name))),
  );
  if (!first && !main.contains(document.activeElement)) {
    const heading = main.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

addEventListener("hashchange", () => void draw(false));
void draw(true);
void start().then(
  (data) => {
    (document.querySelector("footer") as HTMLElement).append(`Made by nutgraf ${data.nutgraf} from ${data.name}. Shapes of the map: Natural Earth.`);
  },
  () => {},
);
