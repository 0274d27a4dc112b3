package io.ispmonitor.synthetic;

import io.ispmonitor.metric.Metric;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Unit;

/**
 * What synthetic probes measure. A probe with the role of reachability also brings {@link
 * PingMetrics#ROUND_TRIP}: the time to connect, or that of the DNS answer.
 */
public final class SyntheticMetrics {
  /** From the first packet of a TCP connection to the answer of the host, be it yes or no. */
  public static final Metric TCP_CONNECT = seconds("tcp.connect");

  /** 1 when the port is open, 0 when the host says that it is closed. */
  public static final Metric TCP_OPEN = flag("tcp.open");

  /** From sending a DNS question to its answer; over TCP with connecting. */
  public static final Metric DNS_TIME = seconds("dns.time");

  /** 1 when the DNS answer was what is expected, 0 when it was not. */
  public static final Metric DNS_PASSED = flag("dns.passed");

  /** Looking up host names, where that was needed; the sum over all redirects. */
  public static final Metric HTTP_LOOKUP = seconds("http.lookup");

  /** Connecting by TCP; the sum over all redirects. */
  public static final Metric HTTP_CONNECT = seconds("http.connect");

  /** TLS handshakes; the sum over all redirects. */
  public static final Metric HTTP_TLS = seconds("http.tls");

  /** From sending the last request to the first byte of its answer; a gap when none came. */
  public static final Metric HTTP_FIRST_BYTE = seconds("http.first_byte");

  /** From the beginning to the end of the last body. */
  public static final Metric HTTP_TOTAL = seconds("http.total");

  /** The status of the last answer. */
  public static final Metric HTTP_STATUS = Metric.gauge("http.status", Unit.COUNT, 1);

  /** 1 when the answer was what is expected, 0 when it was not. */
  public static final Metric HTTP_PASSED = flag("http.passed");

  /**
   * How many days the certificate of the last server is still valid, with fractions; negative when
   * it has expired.
   */
  public static final Metric HTTP_CERTIFICATE_DAYS =
      Metric.gauge("http.certificate.days", Unit.COUNT, 1e-2);

  private SyntheticMetrics() {}

  private static Metric seconds(String name) {
    return Metric.gauge(name, Unit.SECONDS, 1e-6);
  }

  private static Metric flag(String name) {
    return Metric.gauge(name, Unit.RATIO, 1);
  }
}
