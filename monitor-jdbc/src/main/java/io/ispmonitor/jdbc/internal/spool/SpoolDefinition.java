package io.ispmonitor.jdbc.internal.spool;

import org.jspecify.annotations.Nullable;

/**
 * What many records refer to, such as the series of a layout, written once in every segment in
 * which it is used. Made by {@link Spool#define} for appending; records that are read bring theirs
 * along, the same object as long as it is the same definition, so that what was decoded from it can
 * be kept by it.
 */
public final class SpoolDefinition {
  private final int id;
  private final byte[] bytes;

  /** Whose records may refer to it; null when it was read. */
  final @Nullable Intake owner;

  /** The number of the last volume it was written in, 0 for none; guarded by the owner. */
  long volume;

  SpoolDefinition(@Nullable Intake owner, int id, byte[] bytes) {
    this.owner = owner;
    this.id = id;
    this.bytes = bytes;
  }

  /** What it says; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** By which records in the file refer to it. */
  int id() {
    return id;
  }

  @Override
  public String toString() {
    return "definition " + id + " of " + bytes.length + " bytes";
  }
}
