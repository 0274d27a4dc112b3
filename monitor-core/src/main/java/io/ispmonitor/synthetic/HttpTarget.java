package io.ispmonitor.synthetic;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which page is asked for, and what must come back. Immutable. By default any status from 200 to
 * 299 passes, up to five redirects within the host are followed, and the certificate must be
 * trusted.
 */
public final class HttpTarget {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Page page;
  private final RequestHeaders headers;
  private final Set<Integer> statuses;
  private final Map<String, Pattern> expectedHeaders;
  private final @Nullable Pattern body;
  private final int mostBodyBytes;
  private final RedirectPolicy redirects;
  private final int mostRedirects;
  private final boolean lookedUp;
  private final boolean mustBeTrusted;
  private final int leastCertificateDays;

  private HttpTarget(Builder builder) {
    this.page = builder.page;
    this.headers = builder.headers.copy();
    this.statuses = Set.copyOf(builder.statuses);
    this.expectedHeaders = Map.copyOf(builder.expectedHeaders);
    this.body = builder.body;
    this.mostBodyBytes = builder.mostBodyBytes;
    this.redirects = builder.redirects;
    this.mostRedirects = builder.mostRedirects;
    this.lookedUp = builder.lookedUp;
    this.mustBeTrusted = builder.mustBeTrusted;
    this.leastCertificateDays = builder.leastCertificateDays;
  }

  /**
   * Starts a target for this URL. Its host is the name in the request and in the certificate; the
   * connection goes to the address of the device unless {@link Builder#lookUpName} is said.
   *
   * @throws IllegalArgumentException when it is no URL of http or https, or holds a password
   */
  public static Builder get(String url) {
    return new Builder(url);
  }

  Page page() {
    return page;
  }

  /** The request; with secrets only where they belong. */
  String request(Page to) {
    return "GET %s HTTP/1.1\r\nHost: %s\r\n%sAccept-Encoding: identity\r\nConnection: close\r\n\r\n"
        .formatted(
            to.path(), to.origin().authority(), headers.lines(to.origin().equals(page.origin())));
  }

  int mostBodyBytes() {
    return mostBodyBytes;
  }

  boolean wantsBody() {
    return body != null;
  }

  boolean isLookedUp() {
    return lookedUp;
  }

  boolean mustBeTrusted() {
    return mustBeTrusted;
  }

  /** Whether an answer of this status is one to follow, rather than to judge. */
  boolean follows(int status) {
    return REDIRECTS.contains(status)
        && redirects != RedirectPolicy.NEVER
        && !statuses.contains(status);
  }

  /** Why a redirect is not followed; null when it is. */
  @Nullable String objectionTo(Page from, Page to, int redirectsBefore) {
    if (redirectsBefore >= mostRedirects) {
      return "more than %d redirects, the last from %s to %s".formatted(mostRedirects, from, to);
    }
    return redirects.allows(from.origin(), to.origin())
        ? null
        : "%s redirects to %s, which %s does not allow".formatted(from, to, redirects);
  }

  /** What is wrong with the head of an answer; null when it is what is expected. */
  @Nullable String objectionTo(HttpHead head, Page from, Search search) {
    boolean fits =
        statuses.isEmpty()
            ? head.status() >= 200 && head.status() <= 299
            : statuses.contains(head.status());
    if (!fits) {
      return "%s answered status %d, expected %s"
          .formatted(
              from, head.status(), statuses.isEmpty() ? "200 to 299" : new TreeSet<>(statuses));
    }
    for (Map.Entry<String, Pattern> expected : expectedHeaders.entrySet()) {
      List<String> values = head.all(expected.getKey());
      Search.Finding finding = search.inAny(values, expected.getValue());
      if (finding != Search.Finding.FOUND) {
        return "%s answered the header %s with %s, %s"
            .formatted(
                from,
                expected.getKey(),
                Words.of(values.toString()),
                finding.complaint(expected.getValue()));
      }
    }
    return null;
  }

  /** What is wrong with the body of an answer; null when it is what is expected. */
  @Nullable String objectionTo(String text, Page from, Search search) {
    if (body == null) {
      return null;
    }
    Search.Finding finding = search.in(text, body);
    return finding == Search.Finding.FOUND
        ? null
        : "%s answered a body of %d characters, %s"
            .formatted(from, text.length(), finding.complaint(body));
  }

  /**
   * What is wrong with the time a certificate is still valid; null when it is long enough.
   *
   * @param certificateDays NaN when there is no certificate
   */
  @Nullable String objectionTo(double certificateDays, Page from) {
    if (leastCertificateDays == 0 || certificateDays >= leastCertificateDays) {
      return null;
    }
    return Double.isNaN(certificateDays)
        ? "%s has no certificate, expected one that is valid for at least %d days"
            .formatted(from, leastCertificateDays)
        : "the certificate of %s is valid for %.1f days more, expected at least %d"
            .formatted(from, certificateDays, leastCertificateDays);
  }

  /** The URL without its query; no header is shown. */
  @Override
  public String toString() {
    return page.toString();
  }

  /** Collects options. Not for use by several threads. */
  public static final class Builder {
    private static final int MOST_BODY_BYTES = 1_024 * 1_024;
    private static final int MOST_REDIRECTS = 20;
    private static final int MOST_DAYS = 3_650;

    private final Page page;
    private final RequestHeaders headers = new RequestHeaders();
    private final Set<Integer> statuses = new TreeSet<>();
    private final Map<String, Pattern> expectedHeaders = new TreeMap<>();
    private @Nullable Pattern body;
    private int mostBodyBytes = 256 * 1_024;
    private RedirectPolicy redirects = RedirectPolicy.SAME_HOST;
    private int mostRedirects = 5;
    private boolean lookedUp;
    private boolean mustBeTrusted = true;
    private int leastCertificateDays;

    private Builder(String url) {
      try {
        this.page = Page.of(URI.create(url));
      } catch (IllegalArgumentException e) {
        // Without its cause, and without the URL itself, which may hold a password.
        throw new IllegalArgumentException(
            "HTTP target: the URL cannot be used: " + Page.objection(e));
      }
      headers.put(page, "Accept", "*/*", false);
      headers.put(page, "User-Agent", "ispmonitor", false);
    }

    /**
     * Sends this header, in place of one of the same name. {@code Authorization}, {@code Cookie}
     * and {@code Proxy-Authorization} are always as by {@link #secretHeader}.
     */
    public Builder header(String name, String value) {
      headers.put(page, name, value, false);
      return this;
    }

    /** Sends this header to the origin of the URL only, and shows it nowhere. */
    public Builder secretHeader(String name, String value) {
      headers.put(page, name, value, true);
      return this;
    }

    /** Expects one of these statuses, each 200 to 599. */
    public Builder expectStatus(int... expected) {
      for (int status : expected) {
        statuses.add(Checks.between("HTTP target " + page + ": status", status, 200, 599));
      }
      return this;
    }

    /** Expects a header of this name in which the pattern is found. */
    public Builder expectHeader(String name, Pattern pattern) {
      expectedHeaders.put(name.toLowerCase(Locale.ROOT), pattern);
      return this;
    }

    /**
     * Expects the pattern to be found in the body, which is read as UTF-8. The patterns of a target
     * may look at five million characters of an answer in all, which is some tens of milliseconds;
     * then the search is given up and fails the check with a reason of its own.
     */
    public Builder expectBody(Pattern pattern) {
      this.body = pattern;
      return this;
    }

    /** Expects this text in the body. */
    public Builder expectBody(String text) {
      return expectBody(Pattern.compile(text, Pattern.LITERAL));
    }

    /**
     * How long a body may be, 1 byte to 1 MiB; 256 KiB by default. A longer one fails the check.
     */
    public Builder mostBodyBytes(int bytes) {
      this.mostBodyBytes =
          Checks.between("HTTP target " + page + ": mostBodyBytes", bytes, 1, MOST_BODY_BYTES);
      return this;
    }

    /** Which redirects are followed; {@link RedirectPolicy#SAME_HOST} by default. */
    public Builder redirects(RedirectPolicy policy) {
      this.redirects = policy;
      return this;
    }

    /** How many redirects are followed, 0 to 20; 5 by default. */
    public Builder mostRedirects(int redirects) {
      this.mostRedirects =
          Checks.between("HTTP target " + page + ": mostRedirects", redirects, 0, MOST_REDIRECTS);
      return this;
    }

    /**
     * Connects to the address that the URL's host has when it is asked, in place of the address of
     * the device. The lookup is measured.
     */
    public Builder lookUpName() {
      this.lookedUp = true;
      return this;
    }

    /**
     * Goes on with a certificate that is not trusted, has expired or names another host. By default
     * such a certificate fails the check before anything is sent. Its days are measured either way.
     */
    public Builder allowUntrusted() {
      this.mustBeTrusted = false;
      return this;
    }

    /**
     * Fails the check when the certificate is valid for fewer days than these, 0 to 3,650; 0 by
     * default, which checks nothing. The certificates of pages that redirect count too. A last page
     * without TLS has none, and fails.
     */
    public Builder expectCertificateDays(int least) {
      this.leastCertificateDays =
          Checks.between("HTTP target " + page + ": certificate days", least, 0, MOST_DAYS);
      return this;
    }

    /** The target. */
    public HttpTarget build() {
      return new HttpTarget(this);
    }
  }
}
