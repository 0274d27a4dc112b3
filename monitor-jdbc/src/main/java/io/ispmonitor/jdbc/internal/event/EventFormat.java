package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.alert.Alert;
import io.ispmonitor.alert.OutboxEntry;
import io.ispmonitor.jdbc.internal.document.Documents;
import io.ispmonitor.leadership.FencingToken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How events lie in a spool or in a checkpoint: a number that tells which they are, and a document.
 * Where a token stands before the document the number is {@link #STAMPED} higher: the token, 8
 * bytes; how long its scope is in UTF-8, 2 bytes; the scope. Any thread.
 */
final class EventFormat {
  private static final int STAMPED = 64;

  private final Documents documents = new Documents();

  /** An event in bytes. */
  static final class Encoded {
    final int type;
    final byte[] bytes;

    private Encoded(int type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }
  }

  /**
   * An event for a spool.
   *
   * @param term the right under which it happens, for those that need one and have none of their
   *     own; null for none
   */
  Encoded write(Record body, @Nullable FencingToken term) {
    int code = EventType.of(body).code();
    byte[] document = documents.write(body).getBytes(StandardCharsets.UTF_8);
    if (term == null || !needsStamp(body)) {
      return new Encoded(code, document);
    }
    byte[] scope = term.scope().getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + Short.BYTES + scope.length + document.length);
    bytes.putLong(term.number()).putShort((short) scope.length).put(scope).put(document);
    return new Encoded(code + STAMPED, bytes.array());
  }

  /**
   * Who is told, and what of. Changes of state have their token in them; the rest anybody may say.
   */
  private static boolean needsStamp(Record body) {
    return body instanceof Alert || body instanceof OutboxEntry || body instanceof NoticeSettled;
  }

  /**
   * Reads an event.
   *
   * @throws RuntimeException when it is none, or of a later release
   */
  StoredEvent read(int type, byte[] bytes) {
    if (type < STAMPED) {
      Record body = read(type, bytes, 0);
      return new StoredEvent(body, tokenIn(body));
    }
    ByteBuffer stamp = ByteBuffer.wrap(bytes);
    long number = stamp.getLong();
    int length = Short.toUnsignedInt(stamp.getShort());
    int from = stamp.position() + length;
    String scope = new String(bytes, stamp.position(), length, StandardCharsets.UTF_8);
    return new StoredEvent(read(type - STAMPED, bytes, from), new FencingToken(scope, number));
  }

  private Record read(int type, byte[] bytes, int from) {
    return documents.read(
        EventType.ofCode(type).body(),
        new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8));
  }

  private static @Nullable FencingToken tokenIn(Record body) {
    if (body instanceof StateEvent state) {
      return state.token();
    }
    return body instanceof ProgressEvent progress ? progress.token() : null;
  }
}
