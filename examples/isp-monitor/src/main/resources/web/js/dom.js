/** Makes elements; texts are only ever texts, whatever is in them. */
export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    const isSaid = name.startsWith('aria-'); // where false is a value as well
    if (value === undefined || value === null || (value === false && !isSaid)) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name === 'value') {
      element.value = value;
    } else {
      element.setAttribute(name, value === true && !isSaid ? '' : String(value));
    }
  }
  add(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    element.setAttribute(name, String(value));
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

/** A table; cells are texts or elements, columns whose heads begin with '#' are numbers. */
export function table(heads, rows) {
  const isNumber = heads.map((head) => head.startsWith('#'));
  return el('div', { class: 'scroll' },
    el('table', {},
      el('thead', {}, el('tr', {}, heads.map((head, i) => el('th', { scope: 'col', class: isNumber[i] ? 'num' : null }, head.replace(/^#/, ''))))),
      el('tbody', {}, rows.map((row) => el('tr', {}, row.map((cell, i) => el('td', { class: isNumber[i] ? 'num' : null }, cell)))))));
}
