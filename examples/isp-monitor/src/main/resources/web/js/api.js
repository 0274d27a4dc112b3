/** Asks the server. What it refuses becomes an error with its sentence. */
let csrf = '';
let onLogin = () => {};

export function whenLoginIsNeeded(handler) {
  onLogin = handler;
}

export async function get(path) {
  return answer(await fetch(`/api/${path}`, { headers: { Accept: 'application/json' } }), path);
}

export async function send(method, path, body) {
  const headers = { 'X-CSRF-Token': csrf };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  return answer(await fetch(`/api/${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) }), path);
}

/** Who we are. */
export async function me() {
  const it = await get('me');
  csrf = it.csrf ?? '';
  return it;
}

export async function login(user, password) {
  const it = await send('POST', 'login', { user, password });
  csrf = it.csrf ?? '';
  return it;
}

async function answer(response, path) {
  const text = await response.text();
  const json = text && response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null;
  if (response.ok || (path.startsWith('health') && json?.status)) {
    return json;
  }
  if (response.status === 401 && path !== 'login') {
    onLogin();
  }
  const error = new Error(json?.error ?? `${response.status}`);
  error.status = response.status;
  throw error;
}

export const id = encodeURIComponent;
