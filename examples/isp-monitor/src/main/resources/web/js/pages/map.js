import { get } from '../api.js';
import { el, fill, svg } from '../dom.js';
import { t } from '../i18n.js';

const WIDTH = 1000;
const HEIGHT = 620;
const MOST = 1000;

/** Where things stand, or how they hang together where nobody has said where they stand. */
export async function map(place) {
  const picture = el('div', {});
  const words = el('p', { class: 'dim small' });
  fill(place, el('h1', {}, t('page.map')), picture, words);

  async function refresh() {
    const sites = [];
    for (const kind of ['site', 'tower']) {
      const found = await get(`devices?kind=${kind}&limit=${MOST}`);
      sites.push(...found.items);
    }
    const placed = sites.filter((one) => one.location);
    const at = placed.length > 1 ? byPlace(placed) : byTree(sites);
    const shown = placed.length > 1 ? placed : sites;
    words.textContent = placed.length > 1 ? t('map.places', { count: placed.length, all: sites.length }) : t('map.tree');
    fill(picture, svg('svg', { class: 'map', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': t('page.map') },
      shown.flatMap((one) => one.parents.filter((parent) => at.has(parent)).map((parent) => svg('line', { x1: at.get(one.id).x, y1: at.get(one.id).y, x2: at.get(parent).x, y2: at.get(parent).y }))),
      shown.map((one) => node(one, at.get(one.id)))));
  }

  await refresh();
  return { refresh };
}

function node(one, at) {
  const bad = (one.below.DOWN ?? 0) + (one.below.UNREACHABLE ?? 0);
  const link = svg('a', { href: `#/device/${encodeURIComponent(one.id)}`, class: one.state },
    svg('title', {}, `${one.name}: ${t(`state.${one.state}`)}`), svg('circle', { cx: at.x, cy: at.y, r: one.kind === 'site' ? 10 : 7 }),
    svg('text', { x: at.x + 12, y: at.y + 4 }, `${one.name}${one.state === 'UP' ? '' : ` – ${t(`state.${one.state}`)}`}${bad > 0 ? ` (${bad})` : ''}`));
  return link;
}

function byPlace(nodes) {
  const xs = nodes.map((one) => one.location.longitude);
  const ys = nodes.map((one) => one.location.latitude);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (value, from, to, least, most) => (to === from ? (least + most) / 2 : least + ((value - from) / (to - from)) * (most - least));
  return new Map(nodes.map((one) => [one.id, { x: scale(one.location.longitude, left, right, 40, WIDTH - 160), y: scale(one.location.latitude, low, high, HEIGHT - 40, 40) }]));
}

function byTree(nodes) {
  const known = new Set(nodes.map((one) => one.id));
  const first = nodes.filter((one) => !one.parents.some((parent) => known.has(parent)));
  const rest = nodes.filter((one) => !first.includes(one));
  const at = new Map();
  for (const [row, y] of [[first, 110], [rest, HEIGHT - 170]]) {
    row.forEach((one, i) => at.set(one.id, { x: 40 + ((i + 0.5) / row.length) * (WIDTH - 160), y: y + (i % 3) * 46 }));
  }
  return at;
}
