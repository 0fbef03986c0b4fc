// The data: parts that are loaded when they are needed. A page from a disk may not fetch, so each is a script that calls `nutgraf`.

declare global {
  interface Window {
    nutgraf(name: string, data: unknown): void;
  }
}

/** Parts that are kept in memory. */
const KEPT = 400;
const arrived = new Map<string, unknown>();
const asked = new Map<string, Promise<unknown>>();

window.nutgraf = (name, data) => {
  arrived.set(name, data);
};

/** A part by its name. */
export function part<T>(name: string): Promise<T> {
  let promise = asked.get(name);
  if (!promise) {
    promise = load(name);
    asked.set(name, promise);
    const [oldest] = asked.keys();
    if (asked.size > KEPT && oldest !== undefined) asked.delete(oldest);
  }
  return promise as Promise<T>;
}

function load(name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `data/${name}.js`;
    script.onload = () => {
      const data = arrived.get(name);
      arrived.delete(name);
      script.remove();
      if (data === undefined) reject(new Error(`data/${name}.js is not what the report wrote`));
      else resolve(data);
    };
    script.onerror = () => {
      asked.delete(name);
      script.remove();
      reject(new Error(`data/${name}.js is missing: was the folder copied whole?`));
    };
    document.head.append(script);
  });
}

/** A row of a list of people or organisations: number, name, quotes, articles. */
export type EntityRow = [number, string, number, number];
/** A row of a list of places: number, name, kind, country, degrees north and east, mentions. */
export type PlaceRow = [number, string, string, string, number | null, number | null, number];
/** A group and how many there are in each month; a month that is not known is "". */
export type Group = [string, [string, number][]];

/** What the first page shows, and what all pages need. */
export interface Start {
  nutgraf: string;
  name: string;
  linked: boolean;
  sizes: { articles: number; titles: number; pages: number; rows: number };
  counts: {
    articles: number;
    people: number;
    organizations: number;
    places: number;
    quotes: number;
    events: number;
    quantities: number;
  };
  days: [number, number][];
  undated: number;
  sites: [string, number][];
  people: EntityRow[];
  organizations: EntityRow[];
  places: PlaceRow[];
  quotes: [string, number][];
  speakers: [string, number][];
  events: Group[];
  times: Group[];
  names: string[];
  words: string[];
}

export const start = () => part<Start>("start");

/** Lists that are kept by number, in parts, and how many rows each has. */
const LISTS = {
  entities: ({ counts }: Start) => counts.people + counts.organizations,
  places: ({ counts }: Start) => counts.places,
  titles: ({ counts }: Start) => counts.articles,
};

/** The row with this number of a list; none if there is no such row. */
export async function row<T>(list: keyof typeof LISTS, number: number): Promise<T | undefined> {
  const data = await start();
  const size = list === "titles" ? data.sizes.titles : data.sizes.pages;
  if (number < 0 || number >= LISTS[list](data)) return undefined;
  return (await part<T[]>(`${list}/${Math.floor(number / size)}`))[number % size];
}
