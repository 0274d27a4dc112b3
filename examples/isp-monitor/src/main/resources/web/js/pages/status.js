import { get, id } from '../api.js';
import { el, fill } from '../dom.js';
import { t } from '../i18n.js';
import { below, link, marks, severity, since, state } from '../parts.js';

const STATES = ['DOWN', 'UNREACHABLE', 'DEGRADED', 'UNKNOWN', 'UP'];
const LIMIT = 200;

/** The whole network: how much of it is in what state, what is broken, and the tree. */
export async function status(place) {
  const counts = el('div', { class: 'tiles' });
  const troubles = el('section', { class: 'card', 'aria-live': 'polite' });
  const tree = el('ul', { class: 'tree' });
  const open = new Set();
  fill(place, counts, troubles, el('section', { class: 'card' }, el('h2', {}, t('tree')), tree));

  async function refresh() {
    const now = await get('overview');
    fill(counts,
      STATES.map((one) => el('a', { class: 'tile', href: `#/devices?state=${one}` }, el('b', {}, now.counts[one] ?? 0), state(one))),
      el('a', { class: 'tile', href: '#/alerts' }, el('b', {}, now.alerts.critical + now.alerts.warning + now.alerts.info),
        el('span', { class: 'row' }, t('page.alerts'), now.alerts.critical > 0 && severity('critical'))));
    fill(troubles, el('h2', {}, t('troubles')), now.isolations.map(isolation), now.incidents.map(incident),
      now.incidents.length + now.isolations.length === 0 && el('p', { class: 'dim' }, t('troubles.none')));
    fill(tree, await Promise.all(now.roots.map(branch)));
  }

  async function branch(node) {
    const item = el('li', {});
    const isOpen = open.has(node.id);
    const twist = node.children > 0
      ? el('button', { class: 'plain twist', 'aria-expanded': isOpen, 'aria-label': t('open', { name: node.name }), onclick: async () => { toggle(node.id); item.replaceWith(await branch(node)); } }, isOpen ? '▾' : '▸')
      : el('span', { class: 'twist' });
    fill(item, el('div', { class: 'row' }, twist, state(node.state), link(node.id, node.name), marks(node), node.children > 0 && below(node.below), since(node.since)));
    if (isOpen) {
      const { children } = await get(`nodes/${id(node.id)}?limit=${LIMIT}`);
      item.append(el('ul', {}, await Promise.all(children.items.map(branch)),
        children.total > LIMIT && el('li', {}, el('a', { href: `#/devices?q=${encodeURIComponent(node.id)}` }, t('more', { count: children.total - LIMIT })))));
    }
    return item;
  }

  function toggle(node) {
    if (!open.delete(node)) {
      open.add(node);
    }
  }

  await refresh();
  return { refresh };
}

function incident(one) {
  return el('div', { class: 'row' }, state(one.state ?? 'DOWN'), el('strong', {}, link(one.root, one.name)), since(one.since),
    el('span', {}, one.affected > 0 ? t('suppressed', { count: one.affected, confirmed: one.confirmed }) : ''),
    one.subscribers > 0 && el('span', { class: 'dim' }, t('subscribers', { count: one.subscribers })), el('span', { class: 'dim small' }, one.words ?? ''));
}

function isolation(one) {
  return el('div', { class: 'row' }, el('span', { class: 'state critical' }, t('isolated')), el('strong', {}, one.uplink), since(one.since), el('span', {}, one.words ?? ''));
}
