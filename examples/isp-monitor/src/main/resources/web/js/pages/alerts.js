import { get, id, send } from '../api.js';
import { now } from '../clock.js';
import { el, fill, table } from '../dom.js';
import { time } from '../format.js';
import { t } from '../i18n.js';
import { ask, link, pager, severity, since } from '../parts.js';

const LIMIT = 50;

/** The alerts whose ledger is open, which it stays when they are drawn anew. */
const opened = new Set();

/** What is wrong at present, why somebody was told or not, and what was. */
export async function alerts(place, { frame }) {
  const active = el('div', {});
  const history = el('div', {});
  let offset = 0;
  let before = 0;
  fill(place, el('section', { class: 'card', 'aria-live': 'polite' }, el('h1', {}, t('page.alerts')), active), el('section', { class: 'card' }, el('h2', {}, t('alerts.history')), history));

  async function refresh() {
    const present = await get(`alerts?offset=${offset}&limit=${LIMIT}`);
    if (active.querySelector('form') === null) {
      fill(active, present.total === 0 && el('p', { class: 'dim' }, t('alerts.none')), present.items.map((one) => alertRow(one, frame)), pager(present, LIMIT, (to) => { offset = to; refresh(); }));
    }
    const past = await get(`alerts/history?offset=${before}&limit=${LIMIT}`);
    fill(history, table([t('severity'), t('name'), t('what'), t('from'), t('to')],
      past.items.map((one) => [severity(one.severity), link(one.source, one.name), one.summary, time(one.firstSeen), one.resolvedAt ? time(one.resolvedAt) : t('open.still')])),
      pager(past, LIMIT, (to) => { before = to; refresh(); }));
  }

  await refresh();
  return { refresh };
}

/** An alert with what can be done about it. */
export function alertRow(one, frame) {
  const ledger = el('div', {});
  const until = el('input', { type: 'datetime-local', 'aria-label': t('until'), min: local(now()) });
  const acknowledge = el('button', { onclick: () => ask(acknowledge, t('comment'),
    (comment) => frame.attempt(() => send('POST', `alerts/${id(one.id)}/acknowledge`, { comment, ...(until.value && { until: new Date(until.value).toISOString() }) }), t('acknowledged')),
    el('label', { class: 'small', title: t('until.words') }, t('until'), until)) }, t('acknowledge'));
  const takeBack = el('button', { class: 'plain', onclick: () => frame.attempt(() => send('DELETE', `alerts/${id(one.id)}/acknowledge`), t('taken.back')) }, t('take.back'));
  const why = el('details', { open: opened.has(one.id), ontoggle: async (event) => {
    opened[event.target.open ? 'add' : 'delete'](one.id);
    if (event.target.open) {
      try {
        const { items } = await get(`alerts/${id(one.id)}/ledger`);
        fill(ledger, items.length === 0 ? el('p', { class: 'dim' }, t('ledger.none')) : table([t('at'), t('channel'), t('decision'), t('reason'), t('reopens')],
          items.map((row) => [time(row.at), row.channel ?? '–', decision(row.decision), row.reason, row.reopens ?? ''])));
      } catch (error) {
        fill(ledger, el('p', { role: 'alert' }, error.message));
      }
    }
  } }, el('summary', { class: 'small' }, t('ledger')), ledger);
  return el('article', { class: 'alert', 'data-id': one.id },
    el('div', { class: 'row' }, severity(one.severity), el('strong', {}, link(one.source, one.name)), el('span', {}, one.summary), since(one.firstSeen),
      one.affected > 1 && el('span', { class: 'dim' }, t('affected', { count: one.affected })),
      one.status === 'suppressed' && el('span', { class: 'state' }, t('status.suppressed'))),
    one.evidence && el('p', { class: 'dim small' }, one.evidence),
    el('div', { class: 'row' }, one.acknowledgement ? [
      el('span', { class: 'small' }, t('acknowledged.by', { user: one.acknowledgement.by, time: time(one.acknowledgement.at), comment: one.acknowledgement.comment ?? '' }),
        one.acknowledgement.until && ` (${t('until.time', { time: time(one.acknowledgement.until) })})`),
      frame.may('operator') && takeBack] : frame.may('operator') && acknowledge, why));
}

/** What was decided, in words; its name is there for who looks it up. */
function decision(name) {
  return el('span', { title: name }, t(`decision.${name}`));
}

/** A time as a field for times has it, in the zone of who looks at it. */
function local(millis) {
  const at = new Date(millis);
  return new Date(millis - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}
