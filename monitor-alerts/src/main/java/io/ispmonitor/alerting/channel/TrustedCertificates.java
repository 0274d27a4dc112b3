package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.ChannelSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The setting {@code ca}: a file with the certificates (PEM) that alone are trusted. */
final class TrustedCertificates {
  private static final String SETTING = "ca";

  private TrustedCertificates() {}

  /** A context that trusts what the file says; null when the setting is left out. */
  static @Nullable SSLContext read(ChannelSettings settings) {
    String file = settings.text(SETTING, "");
    if (file.isEmpty()) {
      return null;
    }
    try (InputStream pem = Files.newInputStream(Path.of(file))) {
      return trusting(CertificateFactory.getInstance("X.509").generateCertificates(pem));
    } catch (IOException | GeneralSecurityException | InvalidPathException e) {
      IllegalArgumentException wrong =
          settings.wrong(
              SETTING,
              "must be a file with certificates in PEM; '%s' cannot be read: %s"
                  .formatted(file, e.toString()));
      wrong.initCause(e);
      throw wrong;
    }
  }

  private static SSLContext trusting(Collection<? extends Certificate> certificates)
      throws IOException, GeneralSecurityException {
    if (certificates.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate in it");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("trusted-" + store.size(), certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
