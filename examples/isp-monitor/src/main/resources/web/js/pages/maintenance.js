import { get, id, send } from '../api.js';
import { el, fill, table } from '../dom.js';
import { time } from '../format.js';
import { t } from '../i18n.js';
import { pager } from '../parts.js';

const LIMIT = 100;

/** When nobody is told: windows there are, and a new one. */
export async function maintenance(place, { frame }) {
  const list = el('div', {});
  let offset = 0;
  fill(place, el('section', { class: 'card' }, el('h1', {}, t('page.maintenance')), list), frame.may('operator') && el('section', { class: 'card' }, el('h2', {}, t('maintenance.new')), form(frame)));

  async function refresh() {
    const all = await get(`maintenance?offset=${offset}&limit=${LIMIT}`);
    fill(list, all.total === 0 ? el('p', { class: 'dim' }, t('maintenance.none')) : table([t('what'), t('comment'), t('by'), t('from'), t('to'), ''],
      all.items.map((one) => [one.what, one.comment ?? '', one.by ?? '', time(one.from), time(one.to),
        frame.may('operator') && el('button', { class: 'plain', onclick: () => frame.attempt(() => send('DELETE', `maintenance/${id(one.id)}`), t('maintenance.ended')) }, t('maintenance.end'))])),
      pager(all, LIMIT, (to) => { offset = to; refresh(); }));
  }

  await refresh();
  return { refresh };
}

function form(frame) {
  const subtree = el('input', { required: true });
  const comment = el('input', { maxlength: 500 });
  const from = el('input', { type: 'datetime-local', required: true });
  const to = el('input', { type: 'datetime-local', required: true });
  const made = el('form', { class: 'lines' }, el('label', {}, t('maintenance.subtree'), subtree), el('label', {}, t('comment'), comment), el('label', {}, t('from'), from), el('label', {}, t('to'), to), el('button', { class: 'first' }, t('set')));
  made.addEventListener('submit', (event) => {
    event.preventDefault();
    frame.attempt(() => send('POST', 'maintenance', { subtree: subtree.value, comment: comment.value, from: new Date(from.value).toISOString(), to: new Date(to.value).toISOString() }), t('maintenance.begun'));
  });
  return made;
}
