package io.ispmonitor.app.web.http;

import io.ispmonitor.app.web.access.Caller;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events to one reader. Holds at most a hundred events that wait to be written, and
 * waits so long for one to be written and no longer: who reads too slowly is cut off, and may come
 * back. Thread-safe; nothing waits but its own writing.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
public final class EventStream implements Streams.Stream {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final int MOST_WAITING = 100;

  private final Streams streams;
  private final Caller reader;
  private final ServletOutputStream out;
  private final Runnable cutOff;
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final List<Runnable> atEnd = new ArrayList<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean writes;
  private long began;
  private boolean isOver;

  private record Waiting(String text, Runnable written) {}

  /**
   * To be written here.
   *
   * @param cutOff ends the connection, and with it a write that goes on
   */
  EventStream(Streams streams, Caller reader, ServletOutputStream out, Runnable cutOff) {
    this.streams = streams;
    this.reader = reader;
    this.out = out;
    this.cutOff = cutOff;
  }

  /**
   * Opens one as the answer to a call, which keeps no thread.
   *
   * @throws Refusal when there are too many
   * @throws IOException when the reader is gone already
   */
  public static EventStream open(Call call, Streams streams) throws IOException {
    streams.enter();
    Context ctx = call.http();
    EventStream stream;
    try {
      ctx.contentType("text/event-stream; charset=utf-8").header("X-Accel-Buffering", "no");
      ctx.req().startAsync().setTimeout(0);
      ctx.res().flushBuffer();
      stream =
          new EventStream(
              streams, call.caller(), ctx.res().getOutputStream(), Connections.closing(ctx));
    } catch (IOException | RuntimeException e) {
      streams.leave();
      throw e;
    }
    streams.add(stream);
    ctx.future(() -> stream.ended);
    return stream;
  }

  @Override
  public Caller reader() {
    return reader;
  }

  /** Sends an event. */
  public void send(String event, String data) {
    send(event, null, data, () -> {});
  }

  /**
   * Sends an event.
   *
   * @param id what the reader shows when it comes back; null for none
   * @param data in one line
   * @param written is run when it was written, where the stream goes on
   */
  public void send(String event, @Nullable String id, String data, Runnable written) {
    String text =
        (id == null ? "" : "id: " + id + "\n") + "event: " + event + "\ndata: " + data + "\n\n";
    add(new Waiting(text, written));
  }

  @Override
  public void ping() {
    send("ping", "{}");
  }

  /** Runs this at the end, or now when it is over. */
  public void atEnd(Runnable work) {
    synchronized (this) {
      if (!isOver) {
        atEnd.add(work);
        return;
      }
    }
    work.run();
  }

  private void add(Waiting next) {
    boolean isFull;
    boolean starts;
    synchronized (this) {
      if (isOver) {
        return;
      }
      isFull = waiting.size() >= MOST_WAITING;
      starts = !isFull && !writes;
      if (!isFull) {
        waiting.add(next);
      }
      if (starts) {
        writes = true;
        began = streams.now();
      }
    }
    if (isFull) {
      end();
    } else if (starts) {
      start();
    }
  }

  private void start() {
    try {
      streams.writers().execute(this::write);
    } catch (RejectedExecutionException e) {
      end(); // the server ends
    }
  }

  /** Whatever ends the writing but that there is nothing to write ends the stream. */
  private void write() {
    boolean isDone = false;
    try {
      for (Waiting next = next(); next != null; next = next()) {
        out.write(next.text().getBytes(StandardCharsets.UTF_8));
        out.flush();
        next.written().run();
      }
      isDone = true;
    } catch (IOException e) {
      LOG.debug("STREAM_ENDED {} reads no more", reader, e);
    } catch (RuntimeException e) { // of the server, when it has given the line to another request
      LOG.debug("STREAM_ENDED the stream of {} could not be written", reader, e);
    } finally {
      if (!isDone) {
        stopped();
        end();
      }
    }
  }

  private synchronized void stopped() {
    writes = false;
  }

  private synchronized @Nullable Waiting next() {
    Waiting next = isOver ? null : waiting.poll();
    writes = next != null;
    began = streams.now();
    return next;
  }

  @Override
  public void check(long now, long patience) {
    boolean isStuck;
    synchronized (this) {
      isStuck = writes && now - began >= patience;
    }
    if (isStuck) {
      LOG.debug("STREAM_ENDED {} reads too slowly", reader);
      end();
    }
  }

  @Override
  public void end() {
    List<Runnable> last;
    boolean isWriting;
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
      isWriting = writes;
      waiting.clear();
      last = List.copyOf(atEnd);
    }
    streams.leave(this);
    last.forEach(Runnable::run);
    if (isWriting) {
      cutOff.run();
    }
    ended.complete(true);
  }
}
