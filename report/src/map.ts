// A map of the world without tiles: shapes of Natural Earth, places as circles.

import { svg, to } from "./dom";
import { count } from "./format";
import type { PlaceRow } from "./parts";
import { BORDERS, DOWN, HEIGHT, LAND, LEFT, SCALE, TOP, WIDTH } from "./shapes";

/** A point in the Equal Earth projection (Šavrič, Patterson and Jenny 2018), in units of the map. */
export function project(north: number, east: number): [number, number] {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const angle = Math.asin((Math.sqrt(3) / 2) * Math.sin((north * Math.PI) / 180));
  const [square, sixth] = [angle ** 2, angle ** 6];
  const wide = (Math.sqrt(3) / 2) * (a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square));
  const x = (((east * Math.PI) / 180) * Math.cos(angle)) / wide;
  const y = angle * (a1 + a2 * square + sixth * (a3 + a4 * square));
  return [LEFT + SCALE * x, DOWN - SCALE * y];
}

/** The map with these places, the most named largest. */
export function map(places: PlaceRow[]): SVGElement {
  const known = places.filter((place) => place[4] !== null && place[5] !== null);
  const most = Math.max(1, ...known.map((place) => place[6]));
  const circles = known.map(([number, name, , country, north, east, mentions]) => {
    const [x, y] = project(north ?? 0, east ?? 0);
    const said = `${[name, country].filter(Boolean).join(", ")}: ${count(mentions, "mention")}`;
    return svg(
      "a",
      { href: to(["place", number]), "aria-label": said, tabindex: -1 },
      svg("title", {}, said),
      svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: (2.5 + 13 * Math.sqrt(mentions / most)).toFixed(1) }),
    );
  });
  return svg(
    "svg",
    { class: "map", viewBox: `0 ${TOP} ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": "Places on a map; the list has the same" },
    svg("path", { class: "land", d: LAND }),
    svg("path", { class: "borders", d: BORDERS }),
    circles,
  );
}
