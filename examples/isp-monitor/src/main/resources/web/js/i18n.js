/** What is said, in the language of who reads it. */
const LANGUAGES = ['en', 'pt-BR'];
const KEY = 'isp-monitor.language';
let texts = {};
let language = 'en';

export async function loadTexts() {
  const wanted = localStorage.getItem(KEY) ?? navigator.languages?.find((one) => /^(pt|en)/.test(one)) ?? 'en';
  language = wanted.startsWith('pt') ? 'pt-BR' : 'en';
  const answer = await fetch(`/text/${language}.json`);
  texts = await answer.json();
  document.documentElement.lang = language;
}

export function languages() {
  return LANGUAGES;
}

export function currentLanguage() {
  return language;
}

export async function speak(other) {
  localStorage.setItem(KEY, other);
  await loadTexts();
}

/** The text of a key, with {names} in it replaced. */
export function t(key, values) {
  const text = texts[key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all) : text;
}
