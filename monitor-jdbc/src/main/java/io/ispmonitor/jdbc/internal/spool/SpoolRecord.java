package io.ispmonitor.jdbc.internal.spool;

import java.util.List;

/** A record as it was appended. */
public final class SpoolRecord {
  private final long position;
  private final int type;
  private final byte[] payload;
  private final List<SpoolDefinition> definitions;

  SpoolRecord(long position, int type, byte[] payload, List<SpoolDefinition> definitions) {
    this.position = position;
    this.type = type;
    this.payload = payload;
    this.definitions = definitions;
  }

  /** What {@link Spool#append} returned for it. */
  public long position() {
    return position;
  }

  /** What it was appended as, 1 to 255. */
  public int type() {
    return type;
  }

  /** What was appended; not to be changed. */
  public byte[] payload() {
    return payload;
  }

  /** The definitions it was appended with, in the same order. */
  public List<SpoolDefinition> definitions() {
    return definitions;
  }

  @Override
  public String toString() {
    return "record " + position + " of type " + type + ", " + payload.length + " bytes";
  }
}
