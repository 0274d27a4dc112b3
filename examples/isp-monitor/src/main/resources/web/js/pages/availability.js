import { get } from '../api.js';
import { now } from '../clock.js';
import { el, fill, table } from '../dom.js';
import { duration, number, percent, time } from '../format.js';
import { t } from '../i18n.js';
import { link, partial } from '../parts.js';

/** How much of a month towers and sites were there. */
export async function availability(place) {
  const month = el('input', { type: 'month', 'aria-label': t('month'), value: new Date(now()).toISOString().slice(0, 7) });
  const list = el('div', {});
  const csv = el('a', { download: true }, t('csv'));
  month.addEventListener('change', refresh);
  fill(place, el('section', { class: 'card' }, el('h1', {}, t('page.availability')), el('div', { class: 'row apart' }, month, csv), list));

  async function refresh() {
    csv.href = `/api/availability.csv?month=${month.value}`;
    const all = await get(`availability?month=${month.value}`);
    fill(list, partial(all), el('p', { class: 'dim small' }, t('made', { time: time(all.at) })), table([t('name'), t('kind'), `#${t('devices')}`, `#${t('page.availability')}`, `#${t('downtime')}`, `#${t('outages')}`],
      all.items.map((one) => [link(one.id, one.name), one.kind, number(one.devices), percent(one.availability), duration(one.downSeconds), number(one.outages)])), all.items.length === 0 && el('p', { class: 'dim' }, t('nothing')));
  }

  await refresh();
  return {};
}
