import { get } from '../api.js';
import { el, fill, table } from '../dom.js';
import { time } from '../format.js';
import { t } from '../i18n.js';
import { pager } from '../parts.js';

const LIMIT = 100;

/** Who did what. */
export async function audit(place) {
  let offset = 0;
  async function refresh() {
    const all = await get(`audit?offset=${offset}&limit=${LIMIT}`);
    fill(place, el('section', { class: 'card' }, el('h1', {}, t('page.audit')), all.total === 0 ? el('p', { class: 'dim' }, t('nothing')) : table([t('at'), t('user'), t('address'), t('what'), t('name'), t('words')], all.items.map((one) => [time(one.at), one.user, one.address, one.action, one.target ?? '', one.detail ?? ''])), pager(all, LIMIT, (to) => { offset = to; refresh(); })));
  }

  await refresh();
  return {};
}
