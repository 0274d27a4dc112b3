package io.ispmonitor.snmp;

import io.ispmonitor.snmp.Question.Kind;
import io.ispmonitor.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks agents over SNMP, versions 1, 2c and 3: any number of them over one socket, without a thread
 * for each. Nothing blocks; what is given back always completes with a reply, never with an
 * exception, within the target's timeout times its tries. Thread-safe. To be closed.
 *
 * <pre>{@code
 * try (SnmpClient snmp = SnmpClient.open()) {
 *   SnmpTarget router = SnmpTarget.of(address, new SnmpCredentials.V2c(community));
 *   SnmpReply reply = snmp.get(router, Oid.of("1.3.6.1.2.1.1.3.0")).get();
 * }
 * }</pre>
 */
public final class SnmpClient implements AutoCloseable {
  private final TimeSource time;
  private final Session session;
  private final Executor callbacks;
  private final @Nullable ExecutorService own;

  private SnmpClient(SnmpOptions options) {
    ThreadFactory threads = options.threads() != null ? options.threads() : SnmpClient::daemon;
    this.time = options.time();
    try {
      this.session = new Session(options.local(), options.receiveBytes(), time, threads);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "SNMP client: no socket could be opened at %s: %s; choose another address or port"
              .formatted(options.local(), e.getMessage()),
          e);
    }
    Executor given = options.callbacks();
    this.own = given == null ? Executors.newSingleThreadExecutor(named(threads)) : null;
    this.callbacks = given != null ? given : Objects.requireNonNull(own);
  }

  private static ThreadFactory named(ThreadFactory threads) {
    return run -> {
      Thread thread = threads.newThread(run);
      thread.setName("ispmonitor-snmp-callbacks");
      return thread;
    };
  }

  static Thread daemon(Runnable run) {
    Thread thread = new Thread(run);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A client with the usual options.
   *
   * @throws UncheckedIOException when no socket can be opened
   */
  public static SnmpClient open() {
    return open(SnmpOptions.defaults());
  }

  /**
   * A client.
   *
   * @throws UncheckedIOException when no socket can be opened
   */
  public static SnmpClient open(SnmpOptions options) {
    return new SnmpClient(options);
  }

  /** Asks for these objects: {@code Get}. The values come in the order of the objects. */
  public CompletableFuture<SnmpReply> get(SnmpTarget target, Oid... oids) {
    return get(target, List.of(oids));
  }

  /** Asks for these objects: {@code Get}. The values come in the order of the objects. */
  public CompletableFuture<SnmpReply> get(SnmpTarget target, List<Oid> oids) {
    return ask(target, Question.of(Kind.GET, checked(oids), 0, 0));
  }

  /** Asks for the successors of these objects: {@code GetNext}. */
  public CompletableFuture<SnmpReply> getNext(SnmpTarget target, List<Oid> oids) {
    return ask(target, Question.of(Kind.GET_NEXT, checked(oids), 0, 0));
  }

  /**
   * Asks for many successors of these objects: {@code GetBulk}. Version 1 has none: there it fails
   * with a sentence.
   *
   * @param nonRepeaters for how many of them, from the first, one successor is enough; 0 or more
   * @param maxRepetitions how many successors of each other one, 1 to 1,000: 0 makes some agents
   *     hang
   */
  public CompletableFuture<SnmpReply> getBulk(
      SnmpTarget target, int nonRepeaters, int maxRepetitions, List<Oid> oids) {
    if (maxRepetitions < 1 || maxRepetitions > 1_000 || nonRepeaters < 0) {
      throw new IllegalArgumentException(
          "GetBulk: needs 1 to 1000 repetitions and no fewer than 0 non-repeaters, was %d and %d"
              .formatted(maxRepetitions, nonRepeaters));
    }
    if (target.credentials() instanceof SnmpCredentials.V1) {
      throw new IllegalArgumentException(
          "GetBulk: %s is asked by SNMPv1, which has none; use getNext"
              .formatted(target.address().getHostAddress()));
    }
    return ask(target, Question.of(Kind.GET_BULK, checked(oids), nonRepeaters, maxRepetitions));
  }

  /** Gives objects these values: {@code Set}. The reply has the values that they got. */
  public CompletableFuture<SnmpReply> set(SnmpTarget target, List<VarBind> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("set: no object was named");
    }
    return ask(target, new Question(Kind.SET, values, 0, 0));
  }

  /** All objects below one, with the usual limits. */
  public CompletableFuture<SnmpReply> walk(SnmpTarget target, Oid root) {
    return walk(target, root, WalkLimits.usual());
  }

  /**
   * All objects below one, by {@code GetBulk} where the version has it. {@link SnmpReply.Values}
   * are all there are; {@link SnmpReply.Partial} says why there may be more.
   */
  public CompletableFuture<SnmpReply> walk(SnmpTarget target, Oid root, WalkLimits limits) {
    return walk(target, root, root, limits);
  }

  /**
   * All objects below one and behind another: goes on where a walk ended with {@link
   * SnmpReply.Partial}.
   *
   * @param after the last object that is known; it begins with the root
   */
  public CompletableFuture<SnmpReply> walk(
      SnmpTarget target, Oid root, Oid after, WalkLimits limits) {
    if (!after.startsWith(root)) {
      throw new IllegalArgumentException("walk: %s is not below %s".formatted(after, root));
    }
    CompletableFuture<SnmpReply> reply = new CompletableFuture<>();
    Walk.begin(session, time, target, root, after, limits, completing(reply));
    return reply;
  }

  /**
   * Columns of a table, each walked with {@link #walk} and joined by index: rows that an agent has
   * in one column and not in another are found too.
   *
   * @param columns such as {@code 1.3.6.1.2.1.31.1.1.1.1} for the names of interfaces
   * @param limits for each column in time, for all together in objects
   */
  public CompletableFuture<SnmpTable> table(
      SnmpTarget target, List<Oid> columns, WalkLimits limits) {
    CompletableFuture<SnmpTable> table = new CompletableFuture<>();
    TableWalk.begin(session, time, target, checked(columns), limits, completing(table));
    return table;
  }

  /** How many questions are under way at present. */
  public int inFlight() {
    return session.inFlight();
  }

  private CompletableFuture<SnmpReply> ask(SnmpTarget target, Question question) {
    CompletableFuture<SnmpReply> reply = new CompletableFuture<>();
    session.ask(target, question, completing(reply));
    return reply;
  }

  /**
   * How many packets were dropped because too much waited to be looked at already: somebody sends
   * more than we can read. What the system drops before that is not among them.
   */
  public long droppedPackets() {
    return session.dropped();
  }

  private <T> Consumer<T> completing(CompletableFuture<T> reply) {
    return value -> {
      try {
        callbacks.execute(() -> reply.complete(value));
      } catch (RuntimeException e) {
        reply.complete(value); // better on our thread than never
      }
    };
  }

  private static List<Oid> checked(List<Oid> oids) {
    if (oids.isEmpty()) {
      throw new IllegalArgumentException("SNMP question: no object was named");
    }
    return oids;
  }

  /**
   * Ends it within two seconds: what is under way completes with {@link SnmpReply.Broken}. Does
   * nothing the second time.
   */
  @Override
  public void close() {
    session.close();
    if (own != null) {
      own.shutdown();
    }
  }
}
