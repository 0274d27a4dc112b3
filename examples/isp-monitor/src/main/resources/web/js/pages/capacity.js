import { get } from '../api.js';
import { el, fill, table } from '../dom.js';
import { number, time, value } from '../format.js';
import { t } from '../i18n.js';
import { link, partial } from '../parts.js';

/** What fills up, and when. */
export async function capacity(place) {
  const all = await get('capacity');
  fill(place,
    el('section', { class: 'card' }, el('div', { class: 'row apart' }, el('h1', {}, t('page.capacity')), el('a', { href: '/api/capacity.csv', download: true }, t('csv'))), partial(all), el('p', { class: 'dim small' }, t('made', { time: time(all.at) })),
      all.items.length === 0 ? el('p', { class: 'dim' }, t('capacity.none')) : table([t('name'), t('part'), t('what'), `#${t('percentile')}`, `#${t('limit')}`, `#${t('days')}`, t('words')],
        all.items.map((one) => [link(one.device), one.instance ?? '', one.subject, value(one.percentile95, one.unit ?? '1'), value(one.limit, one.unit ?? '1'), number(one.days, 0), one.words]))),
    all.failures.length > 0 && el('section', { class: 'card' }, el('h2', {}, t('failures')), table([t('name'), t('words')], all.failures.map((one) => [link(one.device), one.words]))));
  return {};
}
