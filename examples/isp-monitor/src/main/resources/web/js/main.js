import { get, login, me, send, whenLoginIsNeeded } from './api.js';
import { set } from './clock.js';
import { el, fill } from './dom.js';
import { currentLanguage, languages, loadTexts, speak, t } from './i18n.js';
import { connect, disconnect, listen, whenConnectionChanges } from './live.js';
import { duration } from './format.js';
import { alerts } from './pages/alerts.js';
import { anomalies } from './pages/anomalies.js';
import { audit } from './pages/audit.js';
import { availability } from './pages/availability.js';
import { capacity } from './pages/capacity.js';
import { device } from './pages/device.js';
import { devices } from './pages/devices.js';
import { health } from './pages/health.js';
import { maintenance } from './pages/maintenance.js';
import { map } from './pages/map.js';
import { status } from './pages/status.js';

const PAGES = { '': status, devices, device, map, alerts, maintenance, availability, capacity, anomalies, health, audit };
const MENU = ['', 'devices', 'map', 'alerts', 'maintenance', 'availability', 'capacity', 'anomalies', 'health', 'audit'];
const THEME = 'isp-monitor.theme';
const SETTLES = 1500;
const RANK = { viewer: 0, operator: 1, admin: 2 };

const top = document.getElementById('top');
const page = document.getElementById('page');
const lost = document.getElementById('lost');
const notice = document.getElementById('notice');
let who = null;
let shown = { refresh: () => {} };
let lostSince = null;
let visit = 0;

/** What pages need of the frame. */
const frame = {
  may: (role) => who !== null && RANK[who.role] >= RANK[role],
  say(text) {
    notice.textContent = text;
    notice.hidden = false;
    clearTimeout(frame.timer);
    frame.timer = setTimeout(() => { notice.hidden = true; }, 6000);
  },
  /** Does something, and says what came of it. */
  async attempt(action, done) {
    try {
      await action();
      frame.say(done);
      await refresh();
      setTimeout(refresh, SETTLES); // what was said is taken up by the monitor's own loops
    } catch (error) {
      frame.say(error.message);
    }
  },
};

function route() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...rest] = path.split('/');
  return { name, argument: decodeURIComponent(rest.join('/')), query: new URLSearchParams(query ?? '') };
}

function header() {
  const { name } = route();
  const here = name === 'device' ? 'devices' : name;
  const items = MENU.filter((one) => one !== 'audit' || frame.may('admin'));
  fill(top,
    el('span', { class: 'site' }, who?.site ?? 'isp-monitor'),
    el('nav', { 'aria-label': t('menu') }, who && items.map((one) => el('a', { href: `#/${one}`, 'aria-current': one === here ? 'page' : null }, t(`page.${one || 'status'}`)))),
    el('span', { class: 'tools' },
      el('button', { onclick: theme, title: t('theme'), 'aria-label': t('theme') }, '◐'),
      el('select', { 'aria-label': t('language'), onchange: (event) => speak(event.target.value).then(show) },
        languages().map((one) => el('option', { value: one, selected: one === currentLanguage() }, one))),
      who?.login && el('button', { onclick: logout }, t('logout', { user: who.user }))));
}

function theme() {
  const root = document.documentElement;
  const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = isDark ? 'light' : 'dark';
  localStorage.setItem(THEME, root.dataset.theme);
  show();
}

async function show() {
  const mine = ++visit;
  const { name, argument, query } = route();
  header();
  if (who === null) {
    return loginForm();
  }
  const kind = PAGES[name] ?? status;
  document.title = `${t(`page.${name || 'status'}`)} · ${who.site ?? 'isp-monitor'}`;
  const place = el('div', {});
  try {
    const made = await kind(place, { argument, query, frame });
    if (mine === visit) {
      shown = made ?? { refresh: () => {} };
      page.replaceChildren(place);
      page.focus({ preventScroll: true });
      await made?.drawn?.();
    }
  } catch (error) {
    if (mine === visit && error.status !== 401) {
      shown = { refresh: show };
      fill(page, el('p', { class: 'card', role: 'alert' }, error.message));
    }
  }
}

async function refresh() {
  try {
    await shown.refresh?.();
  } catch (error) {
    if (error.status !== 401) {
      frame.say(error.message);
    }
  }
}

function loginForm(wrong) {
  const user = el('input', { name: 'user', autocomplete: 'username', required: true });
  const password = el('input', { name: 'password', type: 'password', autocomplete: 'current-password', required: true });
  const form = el('form', { class: 'lines' },
    el('label', {}, t('user'), user), el('label', {}, t('password'), password),
    el('button', { class: 'first' }, t('login')), wrong && el('p', { role: 'alert' }, wrong));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await login(user.value, password.value);
      await begin();
    } catch (error) {
      loginForm(error.message);
    }
  });
  fill(page, el('section', { class: 'card' }, el('h1', {}, t('login')), form));
  user.focus();
}

async function logout() {
  await send('POST', 'logout').catch(() => {});
  who = null;
  disconnect();
  show();
}

async function begin() {
  try {
    who = await me();
    set((await get('overview')).at);
    connect();
  } catch (error) {
    who = null;
    if (error.status !== 401) {
      frame.say(error.message);
    }
  }
  await show();
}

whenLoginIsNeeded(() => {
  if (who !== null) {
    who = null;
    disconnect();
    show();
  }
});
whenConnectionChanges((since) => { lostSince = since; tellLost(); });
setInterval(tellLost, 1000);

function tellLost() {
  lost.hidden = lostSince === null;
  if (lostSince !== null) {
    lost.textContent = t('lost', { time: duration((Date.now() - lostSince) / 1000) });
  }
}

listen(() => { if (!document.hidden) { refresh(); } });
document.addEventListener('visibilitychange', () => { if (!document.hidden && who) { refresh(); } });
addEventListener('hashchange', show);
const kept = localStorage.getItem(THEME);
if (kept) {
  document.documentElement.dataset.theme = kept;
}
await loadTexts();
await begin();
