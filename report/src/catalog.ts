// Day and site of every article, for filters.

import { iso } from "./format";
import { numbers } from "./packed";
import { part } from "./parts";

/** By the numbers of the articles: the day, `YYYY-MM-DD`, if known, and the number of the site. */
export interface Catalog {
  days: (string | undefined)[];
  sites: number[];
}

let read: Promise<Catalog> | undefined;

export function catalog(): Promise<Catalog> {
  read ??= part<{ days: string; sites: string; first: number }>("catalog").then(({ days, sites, first }) => {
    // Many articles share a day: each is put into words once.
    const known = new Map<number, string>();
    const named = (day: number) => {
      const text = known.get(day) ?? iso(day - 1 + first);
      known.set(day, text);
      return text;
    };
    return { days: numbers(days).map((day) => (day ? named(day) : undefined)), sites: numbers(sites) };
  });
  return read;
}
