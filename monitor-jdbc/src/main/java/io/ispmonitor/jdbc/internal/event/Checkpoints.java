package io.ispmonitor.jdbc.internal.event;

import io.ispmonitor.jdbc.internal.checkpoint.CheckpointFile;
import io.ispmonitor.jdbc.internal.checkpoint.CheckpointSink;
import io.ispmonitor.jdbc.internal.spool.Spool;
import io.ispmonitor.leadership.FencingToken;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down now and then what is kept in memory, for a start without the database; of a term, at
 * its beginning too.
 */
public final class Checkpoints {
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  private final CheckpointFile files;
  private final Spool spool;
  private final EventLog events;
  private final Mirrors mirrors;
  private long written;

  /** Nothing is written yet. */
  public Checkpoints(CheckpointFile files, Spool spool, EventLog events, Mirrors mirrors) {
    this.files = files;
    this.spool = spool;
    this.events = events;
    this.mirrors = mirrors;
    this.written = events.term() == null ? 0 : -1;
  }

  private void writeTo(CheckpointSink sink) throws IOException {
    FencingToken term = events.term();
    if (term != null) {
      TermRecord.put(sink, term);
    }
    mirrors.writeTo(sink);
  }

  /** Writes one when anything has happened since the last. */
  public synchronized void write() {
    long position = events.notedThrough();
    if (position == written) {
      return;
    }
    try {
      files.write(position, this::writeTo);
      spool.keepAfter(files.keepAfter());
      written = position;
    } catch (IOException e) {
      log.error(
          "CHECKPOINT_FAILED what is kept in memory as of position {} could not be written down;"
              + " the one before stays, and it is tried again",
          position,
          e);
    }
  }
}
