import { get } from '../api.js';
import { el, fill, table } from '../dom.js';
import { t } from '../i18n.js';
import { link, since } from '../parts.js';

/** What is unusual at present. */
export async function anomalies(place) {
  async function refresh() {
    const all = await get('anomalies');
    fill(place, el('section', { class: 'card' }, el('h1', {}, t('page.anomalies')),
      all.together.map((one) => el('p', {}, el('strong', {}, one.words), ' ', since(one.since))),
      all.items.length + all.together.length === 0 ? el('p', { class: 'dim' }, t('anomalies.none')) : table([t('name'), t('series'), t('words'), t('since')], all.items.map((one) => [link(one.device), one.metric, one.words, since(one.since)]))));
  }

  await refresh();
  return { refresh };
}
