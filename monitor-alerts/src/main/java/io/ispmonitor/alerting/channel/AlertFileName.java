package io.ispmonitor.alerting.channel;

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
    return "alert-"
        + word.replaceAll("[^A-Za-z0-9-]", "-")
        + "-"
        + Digest.of(id, DIGEST_BYTES)
        + ".json";
  }

  /** Whether a file is one of ours. */
  static boolean isOurs(String file) {
    return OURS.matcher(file).matches();
  }
}
