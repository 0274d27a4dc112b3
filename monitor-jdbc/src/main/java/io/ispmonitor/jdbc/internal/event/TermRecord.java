package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.checkpoint.Checkpoint;
import io.ispmonitor.jdbc.internal.checkpoint.CheckpointSink;
import io.ispmonitor.leadership.FencingToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * In which term a checkpoint was written: what it holds is how things stand only as long as nobody
 * else has been in charge since.
 */
public final class TermRecord {
  /** Of no event. */
  static final int TYPE = 255;

  private TermRecord() {}

  static void put(CheckpointSink sink, FencingToken term) throws IOException {
    String text = term.number() + " " + term.scope();
    sink.put(TYPE, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a checkpoint is of this term, or of the one before: tokens rise by one. */
  public static boolean isNextAfter(Checkpoint checkpoint, FencingToken term) throws IOException {
    AtomicReference<@Nullable String> written = new AtomicReference<>();
    checkpoint.forEach(
        (type, payload) -> {
          if (type == TYPE) {
            written.set(new String(payload, StandardCharsets.UTF_8));
          }
        });
    String text = written.get();
    if (text == null) {
      return false;
    }
    int space = text.indexOf(' ');
    long before = Long.parseLong(text, 0, space, 10);
    return text.substring(space + 1).equals(term.scope())
        && (before == term.number() || before == term.number() - 1);
  }
}
