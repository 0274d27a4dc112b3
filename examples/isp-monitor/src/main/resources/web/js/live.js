import { set } from './clock.js';

/** What happens, as it happens; told at most once a second. */
const listeners = new Set();
let source = null;
let lostAt = null;
let waiting = false;
let onLine = () => {};

export function whenConnectionChanges(handler) {
  onLine = handler;
}

export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell() {
  if (waiting) {
    return;
  }
  waiting = true;
  setTimeout(() => {
    waiting = false;
    listeners.forEach((listener) => listener());
  }, 1000);
}

export function connect() {
  source?.close();
  source = new EventSource('/api/events');
  for (const kind of ['status', 'alert', 'counts', 'isolation', 'missed']) {
    source.addEventListener(kind, (event) => {
      if (kind === 'counts') {
        set(JSON.parse(event.data).at);
      }
      tell();
    });
  }
  source.addEventListener('open', () => {
    if (lostAt !== null) {
      lostAt = null;
      tell();
    }
    onLine(null);
  });
  source.addEventListener('error', () => {
    lostAt ??= Date.now();
    onLine(lostAt);
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(connect, 3000);
    }
  });
}

export function disconnect() {
  source?.close();
  source = null;
}
