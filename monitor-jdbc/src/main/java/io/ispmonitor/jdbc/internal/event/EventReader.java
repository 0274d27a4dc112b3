package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.document.Documents;
import java.nio.charset.StandardCharsets;

/** Reads events as they lie in a spool or in a checkpoint. Any thread. */
final class EventReader {
  private final Documents documents = new Documents();

  /**
   * An event.
   *
   * @throws RuntimeException when it is none, or of a later release
   */
  Record read(int type, byte[] document) {
    return documents.read(
        EventType.ofCode(type).body(), new String(document, StandardCharsets.UTF_8));
  }
}
