import { get } from '../api.js';
import { el, fill, table } from '../dom.js';
import { t } from '../i18n.js';
import { link, marks, pager, since, state } from '../parts.js';

const LIMIT = 100;

/** All devices, searched and filtered. */
export async function devices(place, { query }) {
  const search = el('input', { type: 'search', 'aria-label': t('search'), placeholder: t('search'), value: query.get('q') ?? '' });
  const states = el('select', { 'aria-label': t('state') }, el('option', { value: '' }, t('all')),
    ['DOWN', 'UNREACHABLE', 'DEGRADED', 'UNKNOWN', 'UP'].map((one) => el('option', { value: one, selected: query.get('state') === one }, t(`state.${one}`))));
  const list = el('div', {});
  let offset = 0;
  let timer;
  search.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => { offset = 0; refresh(); }, 250); });
  states.addEventListener('change', () => { offset = 0; refresh(); });
  fill(place, el('section', { class: 'card' }, el('h1', {}, t('page.devices')), el('div', { class: 'row' }, search, states), list));

  async function refresh() {
    const wanted = new URLSearchParams({ offset, limit: LIMIT });
    if (search.value) { wanted.set('q', search.value); }
    if (states.value) { wanted.set('state', states.value); }
    const found = await get(`devices?${wanted}`);
    fill(list, table([t('state'), t('name'), t('kind'), t('address'), t('since')],
      found.items.map((one) => [el('span', { class: 'row' }, state(one.state), marks(one)), link(one.id, one.name), one.kind, one.address ?? '–', since(one.since)])),
      found.total === 0 && el('p', { class: 'dim' }, t('nothing')),
      pager(found, LIMIT, (to) => { offset = to; refresh(); }));
  }

  await refresh();
  return { refresh };
}
