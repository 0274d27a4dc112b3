package io.ispmonitor.alerting.channel;

import io.ispmonitor.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs bodies, so that whoever gets them knows who wrote them, and when.
 *
 * @see <a href="https://www.standardwebhooks.com/">Standard Webhooks, signature scheme v1</a>
 */
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final List<SecretKeySpec> keys = new ArrayList<>();

  /**
   * Signs with each of several secrets, so that the other side may change from one to the next.
   *
   * @param secrets in base 64, with {@code whsec_} before them or without
   * @throws IllegalArgumentException when one is something else, or too short; it is not shown
   */
  WebhookSignature(String subject, List<Secret> secrets) {
    for (Secret secret : secrets) {
      keys.add(new SecretKeySpec(decode(subject, secret), ALGORITHM));
    }
  }

  private static byte[] decode(String subject, Secret secret) {
    String text = secret.revealText().strip();
    String encoded = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    byte[] key;
    try {
      key = Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException( // without the cause, which quotes what it found
          subject + ": a signing secret must be base 64, with whsec_ before it or without");
    }
    if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%s: a signing secret must have %d to %d bytes, this one has %d"
              .formatted(subject, LEAST_BYTES, MOST_BYTES, key.length));
    }
    return key;
  }

  /** Whether there is nothing to sign with. */
  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** The signatures with all secrets, with spaces between them, as the header wants them. */
  String of(String id, long timestamp, String body) {
    byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .map(key -> "v1," + Base64.getEncoder().encodeToString(sign(key, signed)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] sign(SecretKeySpec key, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every Java runtime", e);
    }
  }
}
