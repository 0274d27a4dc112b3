import { get } from '../api.js';
import { el, fill, table } from '../dom.js';
import { number, time } from '../format.js';
import { t } from '../i18n.js';

/** How the monitor itself is doing; a tower that is down is none of its troubles. */
export async function health(place) {
  async function refresh() {
    const [is, data, storage] = await Promise.all([get('health'), get('health/data'), get('storage-status')]);
    const bad = is.checks.filter((one) => one.status !== 'healthy');
    const good = is.checks.filter((one) => one.status === 'healthy');
    fill(place,
      el('section', { class: 'card' }, el('h1', {}, t('page.health')), el('p', { class: 'row' }, el('span', { class: `state ${is.status}` }, t(`health.${is.status}`)), el('span', { class: 'dim' }, t('health.data', { time: time(data.lastDataAt) }))),
        bad.length > 0 && table([t('part'), t('state'), t('what')], bad.map((one) => [one.name, el('span', { class: `state ${one.status}` }, t(`health.${one.status}`)), one.words])),
        el('details', {}, el('summary', {}, t('health.rest', { count: good.length })), table([t('part'), t('what')], good.map((one) => [one.name, one.words])))),
      el('section', { class: 'card' }, el('h2', {}, t('storage')), el('p', {}, `${storage.kind}: ${storage.state}`),
        table([t('spool'), `#${t('waiting')}`, `#${t('carried')}`, `#${t('refused')}`, `#${t('lost.records')}`], storage.spools.map((one) => [one.name, number(one.waiting), number(one.carried), number(one.refused), number(one.lost)])),
        storage.outages.length > 0 && table([t('from'), t('to'), t('what')], storage.outages.map((one) => [time(one.from), one.to ? time(one.to) : t('open.still'), one.words ?? one.cause]))),
      Array.isArray(is.instances) && is.instances.length > 0 && el('section', { class: 'card' }, el('h2', {}, t('instances')), table([t('name'), t('mode'), t('host'), t('since')], is.instances.map((one) => [one.id, one.mode, one.host, time(one.startedAt ?? one.seenAt)]))));
  }

  await refresh();
  return { refresh };
}
