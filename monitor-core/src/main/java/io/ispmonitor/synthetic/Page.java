package io.ispmonitor.synthetic;

import java.net.URI;

/**
 * One page to get.
 *
 * @param origin whom to ask for it
 * @param path with the query
 */
record Page(Origin origin, String path) {

  /** The page of a URL; an {@link IllegalArgumentException} says what is wrong with it. */
  static Page of(URI url) {
    URI ascii = URI.create(url.toASCIIString());
    String path = ascii.getRawPath() == null ? "" : ascii.getRawPath();
    String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
    return new Page(Origin.of(ascii), (path.isEmpty() ? "/" : path) + query);
  }

  /** Where a redirect leads from here. */
  Page redirectedTo(String location) throws UnfitAnswerException {
    try {
      return of(URI.create(origin + path).resolve(URI.create(location.strip())));
    } catch (IllegalArgumentException e) {
      throw new UnfitAnswerException(
          "%s redirects to what cannot be asked: %s".formatted(this, Words.of(e)));
    }
  }

  /** Without the query, which may hold secrets. */
  @Override
  public String toString() {
    int query = path.indexOf('?');
    return Words.of(origin + (query < 0 ? path : path.substring(0, query) + "?..."));
  }
}
