/** The time by the server's clock: that of this machine may be wrong. */
let ahead = 0;

/** What the server says the time is. */
export function set(instant) {
  if (instant) {
    ahead = Date.parse(instant) - Date.now();
  }
}

/** Now, in milliseconds since 1970. */
export function now() {
  return Date.now() + ahead;
}
