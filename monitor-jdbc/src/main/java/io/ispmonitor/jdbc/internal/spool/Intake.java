package io.ispmonitor.jdbc.internal.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What waits in memory for the disk: records as they will lie in the segment, in the order of their
 * positions. They stay until they are durable, so that they can be written again. Any thread
 * appends; the methods below {@link #unwritten()} are the writing loop's.
 */
final class Intake {
  /** Arrays kept for the next chunks. */
  private static final int SPARE = 8;

  /** What a record may take together with its definitions. */
  private static final int MOST_AT_ONCE = 1 << 30;

  private final SpoolOptions options;
  private final Refusals refusals;
  private final int chunkBytes;
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private final Deque<byte[]> spare = new ArrayDeque<>();
  private final CRC32C crc = new CRC32C();
  private Volume volume = new Volume(1);
  private long volumeBytes = SegmentHeader.BYTES;
  private @Nullable Chunk current;
  private long last;
  private long heldBytes;
  private long unwrittenBytes;
  private int definitions;
  private boolean isClosed;

  Intake(SpoolOptions options, long last, Refusals refusals) {
    this.options = options;
    this.chunkBytes = Math.min(Chunk.BYTES, options.segmentBytes());
    this.last = last;
    this.refusals = refusals;
  }

  synchronized SpoolDefinition define(byte[] bytes) {
    if (bytes.length > options.maxRecordBytes()) {
      throw refusals.tooLong("definition", bytes.length);
    }
    definitions = Math.incrementExact(definitions);
    return new SpoolDefinition(this, definitions, bytes.clone());
  }

  /** Takes a record in; returns its position. */
  synchronized long append(
      int type, byte[] payload, int from, int length, SpoolDefinition[] refersTo) {
    Objects.checkFromIndexSize(from, length, payload.length);
    if (length > options.maxRecordBytes()) {
      throw refusals.tooLong("record", length);
    }
    checkOwner(refersTo);
    int size = Format.recordBytes(refersTo.length, length);
    long needed = size + undefined(refersTo, volume.number);
    boolean isNewVolume = volumeBytes + needed > options.segmentBytes();
    if (isNewVolume) {
      needed = size + undefined(refersTo, volume.number + 1);
    }
    Chunk chunk = isNewVolume ? null : current;
    if (chunk == null || !chunk.fits(needed)) {
      if (needed > MOST_AT_ONCE) {
        throw refusals.tooMuch(needed, MOST_AT_ONCE);
      }
      refuseWithoutRoom(needed, Math.max(chunkBytes, needed));
      chunk = newChunk((int) needed, isNewVolume);
    } else {
      refuseWithoutRoom(needed, 0);
    }
    int before = chunk.length;
    define(chunk, refersTo);
    chunk.length =
        Format.write(chunk.bytes, chunk.length, type, payload, from, length, refersTo, crc);
    chunk.last = ++last;
    volumeBytes += chunk.length - before;
    unwrittenBytes += chunk.length - before;
    return last;
  }

  /** What comes next goes into a new segment. */
  synchronized void startVolume() {
    release();
    volume = new Volume(volume.number + 1);
    volumeBytes = SegmentHeader.BYTES;
  }

  /** Nothing is taken in any more. */
  synchronized void close() {
    isClosed = true;
  }

  /** The position of the last record taken in. */
  synchronized long last() {
    return last;
  }

  synchronized long heldBytes() {
    return heldBytes;
  }

  synchronized long unwrittenBytes() {
    return unwrittenBytes;
  }

  /** What is to be written next, or null. */
  synchronized Chunk.@Nullable Piece unwritten() {
    for (Chunk chunk : chunks) {
      if (chunk.written < chunk.length) {
        return new Chunk.Piece(chunk, chunk.written, chunk.length, chunk.last);
      }
    }
    return null;
  }

  synchronized void written(Chunk.Piece piece) {
    piece.chunk().written = piece.to();
    unwrittenBytes -= piece.to() - piece.from();
  }

  /** All that was written is durable. */
  synchronized void durable() {
    for (Chunk chunk : chunks) {
      chunk.durable = chunk.written;
    }
    for (Chunk head = chunks.peek(); isOver(head); head = chunks.peek()) {
      chunks.remove();
      recycle(head);
    }
  }

  /** All that is not known to be durable has to be written again. */
  synchronized void rewind() {
    for (Chunk chunk : chunks) {
      unwrittenBytes += chunk.written - chunk.durable;
      chunk.written = chunk.durable;
    }
  }

  synchronized List<SpoolDefinition> definitionsOf(Volume written) {
    return new ArrayList<>(written.definitions);
  }

  private void refuseWithoutRoom(long bytes, long memory) {
    if (isClosed) {
      throw refusals.closed();
    }
    if (heldBytes + memory > options.memoryBytes()) {
      throw refusals.memoryFull(heldBytes);
    }
    if (options.whenFull() == WhenFull.REFUSE_NEW) {
      refusals.refuseWhenDiskFull(unwrittenBytes + bytes);
    }
  }

  private Chunk newChunk(int needed, boolean isNewVolume) {
    if (isNewVolume) {
      startVolume();
    } else {
      release();
    }
    byte[] kept = needed <= chunkBytes ? spare.poll() : null;
    byte[] bytes = kept == null ? new byte[Math.max(chunkBytes, needed)] : kept;
    Chunk chunk = new Chunk(bytes, volume, last);
    heldBytes += bytes.length;
    chunks.add(chunk);
    current = chunk;
    return chunk;
  }

  /** Adds nothing to the current chunk any more. */
  private void release() {
    Chunk chunk = current;
    current = null;
    if (chunk != null && chunk.durable == chunk.length) {
      chunks.remove(chunk);
      recycle(chunk);
    }
  }

  private void recycle(Chunk chunk) {
    heldBytes -= chunk.bytes.length;
    if (chunk.bytes.length == chunkBytes && spare.size() < SPARE) {
      spare.add(chunk.bytes);
    }
  }

  private boolean isOver(@Nullable Chunk chunk) {
    return chunk != null && chunk != current && chunk.durable == chunk.length;
  }

  private void checkOwner(SpoolDefinition[] refersTo) {
    for (SpoolDefinition definition : refersTo) {
      if (definition.owner != this) {
        throw refusals.foreign(definition);
      }
    }
  }

  private static long undefined(SpoolDefinition[] refersTo, long in) {
    long bytes = 0;
    for (SpoolDefinition definition : refersTo) {
      if (definition.volume != in) {
        bytes += Format.bytesOf(definition);
      }
    }
    return bytes;
  }

  private void define(Chunk chunk, SpoolDefinition[] refersTo) {
    for (SpoolDefinition definition : refersTo) {
      if (definition.volume != volume.number) {
        chunk.length = Format.write(chunk.bytes, chunk.length, definition, crc);
        definition.volume = volume.number;
        volume.definitions.add(definition);
      }
    }
  }
}
