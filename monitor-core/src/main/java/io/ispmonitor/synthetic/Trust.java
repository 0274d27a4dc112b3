package io.ispmonitor.synthetic;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are trusted. Every handshake has a context of its own: one that resumed an
 * older session would not be shown the certificate again.
 */
final class Trust {
  private final X509ExtendedTrustManager judge;
  private final SecureRandom random = new SecureRandom();

  private Trust(X509ExtendedTrustManager judge) {
    this.judge = judge;
  }

  /** With these anchors; with those of the platform when they are null. */
  static Trust in(@Nullable KeyStore anchors) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(anchors);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509ExtendedTrustManager judge) {
          return new Trust(judge);
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the trust anchors cannot be used: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "this Java platform has no trust manager that checks host names; use one that has");
  }

  /** Loads all that the first handshake needs, which would hold up the loop for long. */
  Trust warm() {
    try {
      engine(new Origin(true, "localhost", 1), certificates(true, Instant.EPOCH)).beginHandshake();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "this Java platform cannot speak TLS: " + e.getMessage(), e);
    }
    return this;
  }

  /** Judges a server by the wall clock's time. */
  Certificates certificates(boolean mustBeTrusted, Instant now) {
    return new Certificates(judge, mustBeTrusted, now);
  }

  /** The client's side of a handshake that checks the host name. */
  SSLEngine engine(Origin origin, Certificates certificates) throws OurSideException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[] {certificates}, random);
      SSLEngine engine = context.createSSLEngine(origin.host(), origin.port());
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      if (!origin.isLiteral()) {
        parameters.setServerNames(List.of(new SNIHostName(origin.host())));
      }
      engine.setSSLParameters(parameters);
      return engine;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new OurSideException("TLS could not be set up: " + Words.of(e), e);
    }
  }
}
