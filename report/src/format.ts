// Numbers, days and words for people.

const NUMBER = new Intl.NumberFormat("en");
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

export const number = (value: number): string => NUMBER.format(value);

/** `1 article`, `2 articles`. */
export const count = (value: number, one: string, many = `${one}s`): string => `${number(value)} ${value === 1 ? one : many}`;

/** A day, given as days since 1970, as `YYYY-MM-DD`. */
export const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Days since 1970 of `YYYY-MM-DD`. */
export const days = (date: string): number | undefined => {
  const time = Date.parse(date.slice(0, 10));
  return Number.isNaN(time) ? undefined : Math.round(time / 86_400_000);
};

/** `YYYY-MM-DD` or `YYYY-MM` in words; what is neither, a year too, stays as it is. */
export function date(text: string): string {
  const time = Date.parse(text.slice(0, 10));
  if (Number.isNaN(time) || text.length < 7) return text;
  return (text.length > 7 ? DAY : MONTH).format(time);
}

/** All months from one to another, `YYYY-MM`, both among them. */
export function monthsBetween(first: string, last: string): string[] {
  const found: string[] = [];
  const month = new Date(`${first}-01T00:00:00Z`);
  for (let name = first; name <= last && found.length < 10_000; name = month.toISOString().slice(0, 7)) {
    found.push(name);
    month.setUTCMonth(month.getUTCMonth() + 1);
  }
  return found;
}
