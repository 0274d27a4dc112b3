package io.ispmonitor.synthetic;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Asks the trust manager of the platform and remembers the server's certificate, so that one that
 * is not trusted is still measured. Called by a thread aside; read by the loop's.
 */
final class Certificates extends X509ExtendedTrustManager {
  private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

  private final X509ExtendedTrustManager judge;
  private final boolean mustBeTrusted;
  private final Instant now;
  private volatile @Nullable X509Certificate shown;
  private volatile @Nullable String objection;

  Certificates(X509ExtendedTrustManager judge, boolean mustBeTrusted, Instant now) {
    this.judge = judge;
    this.mustBeTrusted = mustBeTrusted;
    this.now = now;
  }

  /** How many days the server's certificate is still valid; NaN when none was shown. */
  double daysLeft() {
    X509Certificate certificate = shown;
    return certificate == null
        ? Double.NaN
        : Duration.between(now, certificate.getNotAfter().toInstant()).toSeconds()
            / SECONDS_PER_DAY;
  }

  /** Why the certificate is not trusted; null when it is, or when that does not matter. */
  @Nullable String objection() {
    return mustBeTrusted ? objection : null;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    shown = chain.length > 0 ? chain[0] : null;
    try {
      judge.checkServerTrusted(chain, authType, engine);
      checkDates();
    } catch (CertificateException e) {
      objection = words(e);
      if (mustBeTrusted) {
        throw e;
      }
    }
  }

  /** The judge never looks at the dates of a certificate that is itself an anchor. */
  private void checkDates() throws CertificateException {
    X509Certificate certificate = shown;
    if (certificate != null) {
      certificate.checkValidity(Date.from(now));
    }
  }

  private String words(CertificateException e) {
    X509Certificate certificate = shown;
    if (certificate == null) {
      return "the server showed no certificate";
    }
    return "the certificate of '%s', valid from %s to %s, is not trusted: %s"
        .formatted(
            Words.of(certificate.getSubjectX500Principal().getName()),
            certificate.getNotBefore().toInstant(),
            certificate.getNotAfter().toInstant(),
            Words.of(deepest(e)));
  }

  /** The outer exceptions only say that a path failed; the innermost says why. */
  private static Throwable deepest(Throwable failure) {
    Throwable reason = failure;
    for (Throwable cause = reason.getCause(); cause != null; cause = reason.getCause()) {
      reason = cause;
    }
    return reason;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("only engines are used here");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("only engines are used here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("nobody connects to us");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("nobody connects to us");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("nobody connects to us");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.getAcceptedIssuers();
  }
}
