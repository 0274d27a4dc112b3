package io.ispmonitor.alerting.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The names of the files that alerts are kept in: letters, digits and hyphens, whatever the id of
 * an alert is made of. Two ids have two names, also where a file system does not tell {@code A}
 * from {@code a}.
 */
final class AlertFileName {
  private static final int LONGEST_WORD = 40;
  private static final int DIGEST_BYTES = 8;
  private static final Pattern OURS =
      Pattern.compile("alert-[A-Za-z0-9-]{1,40}-[0-9a-f]{16}\\.json");

  private AlertFileName() {}

  /** The file of an alert with this id. */
  static String of(String id) {
    String word = id.substring(0, Math.min(id.length(), LONGEST_WORD));
    return "alert-" + word.replaceAll("[^A-Za-z0-9-]", "-") + "-" + digest(id) + ".json";
  }

  /** Whether a file is one of ours. */
  static boolean isOurs(String file) {
    return OURS.matcher(file).matches();
  }

  private static String digest(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
