// Where the reader is: what stands behind the # of the address.

/** A place in the report: `#/person/12?from=2025-11-01`. */
export interface Route {
  /** The page: "" the overview, "article", "person" ... */
  page: string;
  /** What of it: a number, a type. */
  what: string;
  query: URLSearchParams;
}

/** The place in the address. */
export function route(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split("?", 2);
  const [page = "", what = ""] = path.split("/").map((piece) => {
    try {
      return decodeURIComponent(piece);
    } catch {
      return piece;
    }
  });
  return { page, what, query: new URLSearchParams(query) };
}

/** Whole number in the address; -1 if it is none. */
export const whole = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : -1);
