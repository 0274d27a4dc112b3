import { el } from './dom.js';
import { ago, time } from './format.js';
import { t } from './i18n.js';

/** A state as a letter and a word, never by its colour alone. */
export function state(name) {
  return el('span', { class: `state ${name}` }, t(`state.${name}`));
}

export function severity(name) {
  return el('span', { class: `state ${name}` }, t(`severity.${name}`));
}

export function link(id, name) {
  return el('a', { href: `#/device/${encodeURIComponent(id)}` }, name ?? id);
}

export function since(instant) {
  return el('span', { class: 'dim small', title: time(instant) }, ago(instant));
}

/** "25 up, 1 down", of what is below a node. */
export function below(counts) {
  const parts = ['DOWN', 'UNREACHABLE', 'DEGRADED', 'UNKNOWN', 'UP'].filter((one) => counts[one] > 0);
  return el('span', { class: 'dim small' }, parts.map((one) => `${counts[one]} ${t(`state.${one}`).toLowerCase()}`).join(', '));
}

/** That an answer is not whole; null for one that is. */
export function partial(answer) {
  return answer.partial && el('p', { class: 'partial', role: 'status', title: answer.partial.words },
    answer.partial.from ? t('partial.from', { time: time(answer.partial.from) }) : t('partial'));
}

export function marks(node) {
  return [node.maintenance && el('span', { class: 'state' }, t('maintenance')), node.flapping && el('span', { class: 'state DEGRADED' }, t('flapping'))];
}

/** Pages of a list, by offset. */
export function pager(list, limit, go) {
  if (list.total <= limit) {
    return null;
  }
  const last = Math.min(list.total, list.offset + limit);
  return el('div', { class: 'row' },
    el('button', { disabled: list.offset === 0, onclick: () => go(Math.max(0, list.offset - limit)) }, t('before')),
    el('span', { class: 'dim' }, t('pages', { from: list.offset + 1, to: last, total: list.total })),
    el('button', { disabled: last >= list.total, onclick: () => go(list.offset + limit) }, t('next')));
}

/** A question in place of a button, answered by typing; further fields are the caller's. */
export function ask(button, label, send, more) {
  const input = el('input', { 'aria-label': label, placeholder: label, maxlength: 500 });
  const form = el('form', { class: 'row' }, input, more, el('button', { class: 'first' }, t('ok')), el('button', { type: 'button', onclick: () => form.replaceWith(button) }, t('cancel')));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.replaceWith(button);
    send(input.value);
  });
  button.replaceWith(form);
  input.focus();
}
