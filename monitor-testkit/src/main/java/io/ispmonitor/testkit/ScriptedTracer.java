package io.ispmonitor.testkit;

import io.ispmonitor.diagnosis.HopAnswer;
import io.ispmonitor.diagnosis.PathTracer;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A tracer whose answers a test decides: addresses it knows nothing of are silent. Answers come
 * after a millisecond for each hop, silences at the end of the wait. Everything may be changed
 * while a monitor asks, from any thread.
 */
public final class ScriptedTracer implements PathTracer, AutoCloseable {
  private static final Duration HOP = Duration.ofMillis(1);

  private final Later later;
  private final Map<InetAddress, Way> ways = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();

  private ScriptedTracer(Later later) {
    this.later = later;
  }

  /** What an echo that lives for so many hops comes to. */
  @FunctionalInterface
  public interface Way {

    /**
     * An echo was sent.
     *
     * @param hopLimit how many hops it lives
     * @param wait how long is waited for an answer
     */
    HopAnswer answer(int hopLimit, Duration wait);
  }

  /** A tracer that lives in this time. */
  public static ScriptedTracer in(TimeSource time) {
    return new ScriptedTracer(Later.in(time, "scripted-tracer"));
  }

  /** A way over these routers, at the end of which the address answers. */
  public static Way over(InetAddress to, InetAddress... routers) {
    List<InetAddress> hops = List.of(routers);
    return (hopLimit, wait) ->
        hopLimit <= hops.size()
            ? new HopAnswer.Expired(hops.get(hopLimit - 1), HOP.multipliedBy(hopLimit))
            : new HopAnswer.Reached(to, HOP.multipliedBy(hops.size() + 1L));
  }

  /** A way over these routers, beyond which nobody answers. */
  public static Way lostAfter(InetAddress... routers) {
    List<InetAddress> hops = List.of(routers);
    return (hopLimit, wait) ->
        hopLimit <= hops.size()
            ? new HopAnswer.Expired(hops.get(hopLimit - 1), HOP.multipliedBy(hopLimit))
            : new HopAnswer.Silent(wait);
  }

  /** From now on echoes to this address come to this. */
  public ScriptedTracer set(InetAddress to, Way way) {
    ways.put(to, way);
    return this;
  }

  /** How many traces are open. */
  public int open() {
    return open.get();
  }

  /** How many traces were begun so far. */
  public int begun() {
    return begun.get();
  }

  @Override
  public Trace begin(InetAddress to) {
    open.incrementAndGet();
    begun.incrementAndGet();
    return new ScriptedTrace(to);
  }

  /** Ends the tracer's loop. */
  @Override
  public void close() {
    later.close();
  }

  private final class ScriptedTrace implements Trace {
    private final InetAddress to;
    private volatile boolean closed;

    ScriptedTrace(InetAddress to) {
      this.to = to;
    }

    @Override
    public void send(int hopLimit, Duration wait, Consumer<HopAnswer> answer) {
      if (hopLimit < 1 || hopLimit > 255 || wait.isNegative() || wait.isZero()) {
        throw new IllegalArgumentException(
            "trace to %s: hop limit must be from 1 to 255 and wait more than 0, were %d and %s"
                .formatted(to, hopLimit, wait));
      }
      Way way = ways.getOrDefault(to, lostAfter());
      HopAnswer coming = way.answer(hopLimit, wait);
      Duration delay = coming instanceof HopAnswer.Silent ? wait : HOP.multipliedBy(hopLimit);
      later.after(
          delay.compareTo(wait) < 0 ? delay : wait,
          () -> {
            if (!closed) {
              answer.accept(coming);
            }
          });
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}
