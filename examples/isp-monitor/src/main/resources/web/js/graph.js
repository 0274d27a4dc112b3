import uPlot from '/lib/uplot/uPlot.esm.js';
import { value } from './format.js';
import { t } from './i18n.js';

const drawn = new Set();

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function seconds(times) {
  return times.map((one) => Date.parse(one) / 1000);
}

function draw(place, data, series, unit, more) {
  place.replaceChildren();
  const axis = { stroke: color('dim'), grid: { stroke: color('line'), width: 1 }, ticks: { stroke: color('line') } };
  const plot = new uPlot({
    width: Math.max(280, place.clientWidth),
    height: 230,
    legend: { live: true },
    cursor: { drag: { x: false, y: false } },
    scales: { x: { time: true, range: [more.from / 1000, more.to / 1000] }, y: { range: (u, low, high) => [Math.min(0, low ?? 0), (high ?? 1) * 1.05 || 1], ...more.y } },
    axes: [axis, { ...axis, size: 78, values: (u, ticks) => ticks.map((tick) => value(tick, unit)) }],
    series: [{ label: t('graph.time') }, ...series],
    bands: more.bands ?? [],
    hooks: more.hooks ?? {},
  }, data, place);
  drawn.add({ plot, place });
  return plot;
}

new ResizeObserver(() => {
  for (const one of drawn) {
    if (!one.place.isConnected) {
      one.plot.destroy();
      drawn.delete(one);
    } else if (one.place.clientWidth > 0 && one.place.clientWidth !== one.plot.width) {
      one.plot.setSize({ width: Math.max(280, one.place.clientWidth), height: 230 });
    }
  }
}).observe(document.documentElement);

/** Values with nothing beside them, which a line cannot show. */
function alone(u, index) {
  const values = u.data[index];
  const found = [];
  for (let i = 0; i < values.length; i++) {
    if (values[i] !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null) {
      found.push(i);
    }
  }
  return found;
}

function line(label, paint, unit, more) {
  return { label, stroke: paint, width: 1.6, points: paint === 'transparent' ? { show: false } : { show: true, size: 4, filter: alone }, value: (u, is) => value(is, unit), ...more };
}

/** Median, the smoke around it, and a mark below for what was lost. */
export function smoke(place, answer, from, to) {
  const [p10, p25, p75, p90] = answer.bands.length ? answer.bands : [answer.low, answer.low, answer.high, answer.high];
  const paint = color('link');
  const loss = answer.loss;
  return draw(place, [seconds(answer.time), answer.median, p10, p25, p75, p90],
    [line(t('graph.median'), paint, 's'), line('10 %', 'transparent', 's'), line('25 %', 'transparent', 's'), line('75 %', 'transparent', 's'), line('90 %', 'transparent', 's')],
    's',
    {
      from, to,
      bands: [{ series: [5, 4], fill: `${paint}22` }, { series: [4, 3], fill: `${paint}55` }, { series: [3, 2], fill: `${paint}22` }],
      hooks: { draw: [(u) => marks(u, answer.time, loss)] },
    });
}

function marks(u, times, loss) {
  const width = Math.max(2, u.bbox.width / Math.max(1, times.length));
  times.forEach((one, i) => {
    if (loss[i] > 0) {
      u.ctx.fillStyle = color(loss[i] >= 0.5 ? 'down' : 'degraded');
      const x = u.valToPos(Date.parse(one) / 1000, 'x', true);
      u.ctx.fillRect(x, u.bbox.top + u.bbox.height - 6 * devicePixelRatio, width, 6 * devicePixelRatio);
    }
  });
}

/** In and out, and the line that is the most there can be. */
export function traffic(place, answer, from, to) {
  const series = [line(t('graph.in'), color('link'), 'bit/s', { fill: `${color('link')}22` }), line(t('graph.out'), color('unreachable'), 'bit/s')];
  const data = [seconds(answer.time), answer.in, answer.out];
  const most = Math.max(0, ...[...answer.in, ...answer.out].filter((one) => one !== null));
  if (answer.speed && most > answer.speed / 20) {
    series.push(line(t('graph.capacity'), color('down'), 'bit/s', { dash: [6, 4] }));
    data.push(answer.time.map(() => answer.speed));
  }
  return draw(place, data, series, 'bit/s', { from, to });
}

/** Any other series, with the span between its lowest and highest. */
export function values(place, answer, from, to) {
  const paint = color('link');
  return draw(place, [seconds(answer.time), answer.average, answer.low, answer.high],
    [line(answer.metric, paint, answer.unit), line(t('graph.low'), 'transparent', answer.unit), line(t('graph.high'), 'transparent', answer.unit)],
    answer.unit,
    { from, to, bands: [{ series: [3, 2], fill: `${paint}33` }], y: { range: (u, low, high) => (low === null || low === undefined ? [0, 1] : pad(low, high)) } });
}

function pad(low, high) {
  const room = (high - low) * 0.1 || Math.abs(high) * 0.05 || 1;
  return [low - room, high + room];
}
