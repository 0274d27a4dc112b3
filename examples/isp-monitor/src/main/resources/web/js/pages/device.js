import { get, id, send } from '../api.js';
import { now } from '../clock.js';
import { el, fill, table } from '../dom.js';
import { duration, percent, time, value } from '../format.js';
import { smoke, traffic, values } from '../graph.js';
import { t } from '../i18n.js';
import { ask, below, link, marks, partial, since, state } from '../parts.js';
import { alertRow } from './alerts.js';

/** Most devices are asked every half or whole minute: with shorter steps there were more holes than values. */
const SHORTEST_STEP = 60;
const STEPS = 300;

const RANGES = { '1h': 3600, '6h': 21600, '24h': 86400, '7d': 604800, '30d': 2592000 };

/** One device: how it is, why, and how it was. */
export async function device(place, { argument, frame }) {
  const path = `devices/${id(argument)}`;
  const head = el('section', { class: 'card' });
  const more = el('div', { class: 'two' });
  const graphs = el('div', {});
  let range = '1h';
  let series = '';
  const choice = el('select', { 'aria-label': t('range'), onchange: (event) => { range = event.target.value; draw(); } },
    Object.keys(RANGES).map((one) => el('option', { value: one, selected: one === range }, t(`range.${one}`))));
  const pick = el('select', { 'aria-label': t('series'), onchange: (event) => { series = event.target.value; draw(); } });
  const diagnosis = el('div', {});
  fill(place, head, more, el('section', { class: 'card' }, el('div', { class: 'row apart' }, el('h2', {}, t('history')), choice), graphs, el('h2', {}, t('series.other')), pick, el('div', { class: 'graph', id: 'series' })), diagnosis);

  async function refresh() {
    const is = await get(path);
    if (!head.querySelector('form')) {
      fill(head, summary(is));
    }
    if (!more.querySelector('form') && (!more.contains(document.activeElement) || document.activeElement.tagName !== 'INPUT')) {
      fill(more, facts(is), limits(is));
    }
    await list();
  }

  function summary(is) {
    return [
      el('p', { class: 'dim small' }, is.path.slice(0, -1).flatMap((one) => [link(one.id, one.name), ' › '])),
      el('div', { class: 'row apart' }, el('h1', {}, is.name), el('div', { class: 'row' }, actions(is))),
      el('div', { class: 'row' }, state(is.state), marks(is), since(is.since), is.root && is.root !== is.id && el('span', {}, t('because', {}), link(is.root))),
      el('ul', { class: 'small' }, is.states.map((one) => el('li', {}, one)))];
  }

  function actions(is) {
    if (!frame.may('operator')) {
      return [];
    }
    const inMaintenance = is.windows.length > 0;
    const toggle = el('button', { id: 'maintenance', 'aria-pressed': inMaintenance, onclick: (event) => {
      if (inMaintenance) {
        frame.attempt(() => send('DELETE', `${path}/maintenance`), t('maintenance.ended'));
      } else {
        ask(event.target, t('comment'), (comment) => frame.attempt(() => send('POST', `${path}/maintenance`, { comment, seconds: 7200 }), t('maintenance.begun')));
      }
    } }, t(inMaintenance ? 'maintenance.end' : 'maintenance.begin'));
    return [
      el('button', { onclick: () => frame.attempt(() => send('POST', `${path}/ask`), t('asked')) }, t('ask')),
      el('button', { onclick: diagnose }, t('diagnose')), toggle];
  }

  async function diagnose() {
    fill(diagnosis, el('section', { class: 'card' }, el('h2', {}, t('diagnose')), el('p', { class: 'dim' }, t('wait'))));
    try {
      const found = await send('POST', `${path}/diagnose`);
      fill(diagnosis, el('section', { class: 'card' }, el('h2', {}, t('diagnose')), el('p', {}, found.words), el('ul', {}, found.findings.map((one) => el('li', {}, one.words)))));
    } catch (error) {
      fill(diagnosis, el('p', { class: 'card', role: 'alert' }, error.message));
    }
  }

  function facts(is) {
    const rows = [
      [t('kind'), is.kind], [t('address'), is.address ?? is.hostName ?? '–'],
      [t('parents'), is.parents.length ? el('span', { class: 'row' }, is.parents.map((one) => [link(one.id, one.name), state(one.state)])) : '–'],
      is.children > 0 && [t('below'), below(is.below)],
      is.power && [t('power'), is.power.words], is.power?.emptyAt && [t('power.empty'), time(is.power.emptyAt)],
      [t('interval'), interval(is)],
      ...is.windows.map((one) => [t('maintenance'), `${one.comment ?? ''} (${time(one.from)} – ${time(one.to)})`]),
      ...Object.entries(is.labels).filter(([name]) => !name.startsWith('interval')),
    ].filter(Boolean);
    return el('section', { class: 'card' }, el('dl', {}, rows.map(([name, what]) => [el('dt', {}, name), el('dd', {}, what)])), is.openAlerts.length > 0 && el('h2', {}, t('page.alerts')), is.openAlerts.map((one) => alertRow(one, frame)));
  }

  function interval(is) {
    if (!frame.may('operator')) {
      return is.interval ? duration(is.interval) : t('usual');
    }
    const input = el('input', { type: 'number', min: 5, max: 86400, size: 6, 'aria-label': t('interval'), value: is.interval ?? '', placeholder: t('usual') });
    return el('span', { class: 'row' }, input, ' s',
      el('button', { onclick: () => frame.attempt(() => (input.value ? send('PUT', `${path}/interval`, { seconds: Number(input.value) }) : send('DELETE', `${path}/interval`)), t('changed')) }, t('set')),
      is.intervalChanged && el('button', { class: 'plain', onclick: () => frame.attempt(() => send('DELETE', `${path}/interval`), t('changed')) }, t('reset')));
  }

  function limits(is) {
    const own = new Map(is.limits.map((one) => [one.rule, one]));
    return el('section', { class: 'card' }, el('h2', {}, t('limits')),
      is.rules.length === 0 ? el('p', { class: 'dim' }, t('rules.none')) : table([t('rule'), `#${t('trigger')}`, `#${t('clear')}`, `#${t('reminder')}`, ''],
        is.rules.map((rule) => limit(rule, own.get(rule.rule)))));
  }

  /** A rule with what it says, and with what this device has in its place. */
  function limit(rule, own) {
    const level = (name) => {
      const set = own?.[name] ?? null;
      const usual = value(rule[name], rule.unit ?? '');
      return set === null ? usual : el('strong', { title: t('usually', { value: usual }) }, value(set, rule.unit ?? ''));
    };
    const every = own?.reminder ?? rule.reminder;
    const name = [rule.rule, rule.metric && el('span', { class: 'dim small' }, ` ${rule.metric} ${rule.side ? t(rule.side === 'above' ? 'above' : 'below.level') : ''}`)];
    const change = el('button', { class: 'plain', onclick: () => changing(change, rule, own) }, t('change'));
    return [el('span', {}, name), own?.off ? t('off') : level('trigger'), own?.off ? '' : level('clear'), every === null ? t('usual') : duration(every),
      frame.may('operator') && el('span', { class: 'row' }, change, own && el('button', { class: 'plain', onclick: () => frame.attempt(() => send('DELETE', `${path}/limits/${id(rule.rule)}`), t('changed')) }, t('reset')))];
  }

  function changing(button, rule, own) {
    const field = (label, now, usual, isThere) => isThere && el('input', { type: 'number', step: 'any', size: 7, 'aria-label': label, placeholder: usual === null ? label : `${label} ${usual}`, value: now ?? '' });
    const trigger = field(t('trigger'), own?.trigger, rule.trigger, rule.trigger !== null);
    const clear = field(t('clear'), own?.clear, rule.clear, rule.clear !== null);
    const reminder = field(`${t('reminder')} (min)`, own?.reminder ? own.reminder / 60 : null, rule.reminder === null ? null : rule.reminder / 60, true);
    const off = el('input', { type: 'checkbox', checked: own?.off ?? false });
    const number = (input) => (input && input.value !== '' ? Number(input.value) : null);
    const form = el('form', { class: 'row' }, trigger, clear, reminder, el('label', {}, off, t('off')), el('button', { class: 'first' }, t('set')), el('button', { type: 'button', onclick: () => form.replaceWith(button) }, t('cancel')));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const minutes = number(reminder);
      form.replaceWith(button);
      frame.attempt(() => send('PUT', `${path}/limits/${id(rule.rule)}`, { trigger: number(trigger), clear: number(clear), reminder: minutes === null ? null : minutes * 60, off: off.checked }), t('changed'));
    });
    button.replaceWith(form);
  }

  async function list() {
    const known = await get(`${path}/series`);
    const before = series;
    fill(pick, el('option', { value: '' }, t('series.none')), known.items.map((one) => {
      const name = `${one.metric}|${one.instance}`;
      return el('option', { value: name, selected: name === before }, one.instance ? `${one.metric} (${one.instance})` : one.metric);
    }));
  }

  async function draw() {
    const to = new Date(now());
    const from = new Date(to - RANGES[range] * 1000);
    const span = `from=${from.toISOString()}&to=${to.toISOString()}`;
    const stepped = RANGES[range] / STEPS < SHORTEST_STEP ? `${span}&step=${SHORTEST_STEP}` : span;
    const is = await get(path);
    fill(graphs, el('h2', {}, t('timeline')), el('div', { id: 'timeline' }), el('h2', {}, t('smoke')), el('div', { class: 'graph', id: 'smoke' }),
      is.interfaces.slice(0, 8).map((one) => [el('h2', {}, t('traffic', { name: one.name })), el('div', { class: 'graph', 'data-instance': one.name })]));
    await each(graphs.querySelector('#timeline'), `${path}/timeline?${span}`, (at, answer) => fill(at, timeline(answer, from, to)));
    await each(graphs.querySelector('#smoke'), `${path}/smoke?${stepped}`, (at, answer) => smoke(at, answer, from, to));
    for (const one of graphs.querySelectorAll('[data-instance]')) {
      await each(one, `${path}/traffic?instance=${id(one.dataset.instance)}&${stepped}`, (at, answer) => traffic(at, answer, from, to));
    }
    const other = place.querySelector('#series');
    if (series) {
      const [metric, instance] = series.split('|');
      await each(other, `${path}/samples?metric=${id(metric)}&instance=${id(instance)}&${stepped}`, (at, answer) => values(at, answer, from, to));
    } else {
      other.replaceChildren();
    }
  }

  await refresh();
  return { refresh, drawn: draw };
}

/** Draws an answer at its place, or says there why there is none: the others are drawn all the same. */
async function each(place, path, draw) {
  try {
    const answer = await get(path);
    draw(place, answer);
    place.previousElementSibling?.classList.contains('partial') && place.previousElementSibling.remove();
    const mark = partial(answer);
    mark && place.before(mark);
  } catch (error) {
    if (error.status === 401) {
      throw error;
    }
    fill(place, el('p', { class: 'partial', role: 'alert' }, error.message));
  }
}

function timeline(answer, from, to) {
  const all = to - from;
  const strip = el('div', { class: 'strip', role: 'img', 'aria-label': t('timeline') });
  for (const span of answer.spans) {
    const part = el('span', { class: span.state, title: `${t(`state.${span.state}`)}: ${time(span.from)} – ${time(span.to)}` });
    part.style.width = `${((Math.min(to, Date.parse(span.to)) - Math.max(from, Date.parse(span.from))) / all) * 100}%`;
    strip.append(part);
  }
  return [strip, el('p', { class: 'dim small' }, t('availability.of', { share: percent(answer.availability) }))];
}
