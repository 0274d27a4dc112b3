package io.ispmonitor.app.web.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A file in memory. Any thread. */
final class Asset {
  private static final int TAG_BYTES = 16;

  private final String type;
  private final byte[] bytes;
  private final String tag;

  Asset(String type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes.clone();
    this.tag = "\"" + hash(bytes) + "\"";
  }

  /** What it is, as HTTP says it. */
  String type() {
    return type;
  }

  /** Another one for every other content. */
  String tag() {
    return tag;
  }

  InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, TAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }
}
