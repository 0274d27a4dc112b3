import { now } from './clock.js';
import { currentLanguage, t } from './i18n.js';

export function number(value, digits = 0) {
  return value === null || value === undefined ? '–'
    : value.toLocaleString(currentLanguage(), { maximumFractionDigits: digits, minimumFractionDigits: 0 });
}

export function percent(share) {
  return share === null || share === undefined ? '–'
    : share.toLocaleString(currentLanguage(), { style: 'percent', maximumFractionDigits: share > 0.99 && share < 1 ? 3 : 1 });
}

/** 3 d 4 h, 5 min, 12 s. */
export function duration(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 90) {
    return `${s} s`;
  }
  const minutes = Math.round(s / 60);
  if (minutes < 90) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

export function ago(instant) {
  return instant ? t('for', { time: duration((now() - Date.parse(instant)) / 1000) }) : '–';
}

export function time(instant) {
  return instant ? new Date(instant).toLocaleString(currentLanguage(), { dateStyle: 'short', timeStyle: 'medium' }) : '–';
}

const SCALE = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e3, 'k']];

/** A value with its unit: 1.2 Gbit/s, 23.4 ms, 25.1 V. */
export function value(amount, unit) {
  if (amount === null || amount === undefined) {
    return '–';
  }
  if (unit === 's' && Math.abs(amount) < 10) {
    return `${number(amount * 1000, 2)} ms`;
  }
  if (unit === '1') {
    return number(amount, 3);
  }
  if (unit === 's') {
    return duration(amount);
  }
  const [scale, letter] = SCALE.find(([one]) => Math.abs(amount) >= one) ?? [1, ''];
  return /^(bit|B)/.test(unit) ? `${number(amount / scale, 2)} ${letter}${unit}` : `${number(amount, 2)} ${unit}`;
}
