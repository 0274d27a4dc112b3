package io.ispmonitor.jdbc.internal.spool;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A segment as far as it is known. Changed by one thread at a time, read by any. */
final class SegmentInfo {
  static final String SUFFIX = ".spool";
  private static final Pattern NAME = Pattern.compile("(\\d{16})\\.spool");

  private final Path file;
  private final SegmentHeader header;
  private volatile long last;
  private volatile long durableBytes;
  private volatile long bytes;
  private volatile boolean isClosed;
  private volatile boolean isDamaged;

  SegmentInfo(Path file, SegmentHeader header, long last, long bytes) {
    this.file = file;
    this.header = header;
    this.last = last;
    this.bytes = bytes;
    this.durableBytes = bytes;
  }

  static String name(long number) {
    return String.format(Locale.ROOT, "%016d", number) + SUFFIX;
  }

  /** The number in a file's name, or 0 when it is not the name of a segment. */
  static long number(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }

  Path file() {
    return file;
  }

  long number() {
    return header.number();
  }

  long first() {
    return header.first();
  }

  long madeMillis() {
    return header.madeMillis();
  }

  /** The position of the last record written; before {@link #first} when there is none. */
  long last() {
    return last;
  }

  /** What it takes on disk. */
  long bytes() {
    return bytes;
  }

  /** How far it may be read. */
  long durableBytes() {
    return durableBytes;
  }

  /** Whether nothing is added any more. */
  boolean isClosed() {
    return isClosed;
  }

  boolean isDamaged() {
    return isDamaged;
  }

  void written(long position, long length) {
    bytes = length;
    last = position;
  }

  void durable(long length) {
    durableBytes = length;
  }

  void close() {
    isClosed = true;
  }

  /**
   * What comes behind this position is of no use; the segment is closed.
   *
   * @return false when that was known
   */
  synchronized boolean damagedAfter(long position) {
    boolean isNew = !isDamaged || position < last;
    isDamaged = true;
    last = Math.min(last, position);
    return isNew;
  }

  /** How many of its records lie behind a position. */
  long recordsAfter(long position) {
    return Math.max(0, last - Math.max(position, first() - 1));
  }

  @Override
  public String toString() {
    return "segment " + file;
  }
}
