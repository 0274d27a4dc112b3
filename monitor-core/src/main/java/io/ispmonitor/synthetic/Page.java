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
    return new Page(Origin.of(ascii), (path.isEmpty() ? "/" : path) + query(ascii));
  }

  private static String query(URI url) {
    return url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
  }

  /** Where a redirect leads from here. */
  Page redirectedTo(String location) throws UnfitAnswerException {
    try {
      return resolve(URI.create(URI.create(location.strip()).toASCIIString()));
    } catch (IllegalArgumentException e) {
      throw new UnfitAnswerException(
          "%s redirects to what cannot be asked: %s".formatted(this, objection(e)));
    }
  }

  /**
   * What a reference means here. By hand, since Java's own way follows an older text.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2.2">RFC 3986, 5.2.2</a>
   */
  private Page resolve(URI reference) {
    if (reference.isAbsolute()) {
      return of(reference).withoutDots();
    }
    if (reference.getRawAuthority() != null) {
      return of(URI.create((origin.secure() ? "https:" : "http:") + reference)).withoutDots();
    }
    String to = reference.getRawPath();
    if (to.isEmpty()) {
      return reference.getRawQuery() == null ? this : new Page(origin, bare() + query(reference));
    }
    String directory = bare().substring(0, bare().lastIndexOf('/') + 1);
    String whole = to.startsWith("/") ? to : directory + to;
    return new Page(origin, whole + query(reference)).withoutDots();
  }

  private Page withoutDots() {
    String bare = bare();
    return new Page(origin, DotSegments.removed(bare) + path.substring(bare.length()));
  }

  private String bare() {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  /** What is wrong with a URL, in words of ours: its parser would repeat it, secrets and all. */
  static String objection(IllegalArgumentException e) {
    return e.getCause() == null
        ? String.valueOf(e.getMessage())
        : "it does not have the form of a URL";
  }

  /** Without the query, which may hold secrets. */
  @Override
  public String toString() {
    String bare = bare();
    return Words.of(origin + (bare.length() == path.length() ? bare : bare + "?..."));
  }
}
