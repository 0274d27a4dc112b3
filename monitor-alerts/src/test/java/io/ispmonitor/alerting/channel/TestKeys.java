package io.ispmonitor.alerting.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate for {@code localhost}, made by keytool, and who trusts it. */
final class TestKeys {
  static final String PASSWORD = "changeit";

  final Path store;
  final Path certificate;
  final Path key;
  final SSLContext server;
  final SSLContext client;

  TestKeys(Path directory) throws Exception {
    store = directory.resolve("localhost.p12");
    make();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    byte[] encoded = keys.getCertificate("localhost").getEncoded();
    certificate = pem(directory.resolve("certificate.pem"), "CERTIFICATE", encoded);
    encoded = keys.getKey("localhost", PASSWORD.toCharArray()).getEncoded();
    key = pem(directory.resolve("key.pem"), "PRIVATE KEY", encoded);

    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD.toCharArray());
    server = SSLContext.getInstance("TLS");
    server.init(own.getKeyManagers(), null, null);

    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("localhost", keys.getCertificate("localhost"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    client = SSLContext.getInstance("TLS");
    client.init(null, trust.getTrustManagers(), null);
  }

  private void make() throws Exception {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process keytool =
        new ProcessBuilder(
                tool.toString(),
                "-genkeypair",
                "-alias",
                "localhost",
                "-keyalg",
                "RSA", // GnuTLS cannot read the elliptic keys that Java writes
                "-keysize",
                "2048",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(store.resolveSibling("keytool.out").toFile())
            .start();
    assertTrue(keytool.waitFor(60, TimeUnit.SECONDS), "keytool ends");
    assertEquals(0, keytool.exitValue());
  }

  private static Path pem(Path file, String what, byte[] encoded) throws Exception {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    return Files.writeString(
        file,
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(what, Base64.getMimeEncoder(64, newline).encodeToString(encoded), what));
  }
}
