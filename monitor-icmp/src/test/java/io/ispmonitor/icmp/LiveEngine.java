package io.ispmonitor.icmp;

import io.ispmonitor.probe.ProbeOutcome;
import io.ispmonitor.probe.Question;
import io.ispmonitor.time.TimeSource;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An engine on real sockets, asked and waited for. */
final class LiveEngine implements AutoCloseable {
  private static final long LIMIT_SECONDS = 30;

  final EchoEngine engine;

  LiveEngine(EchoOptions options, SocketKind... kinds) {
    engine =
        EchoEngine.open(
            JnaLibc.load(), options, List.of(kinds), TimeSource.system(), Threads::daemon);
  }

  LiveEngine(EchoEngine engine) {
    this.engine = engine;
  }

  /** An engine on one socket, with a window that does not fit its receive buffer. */
  static LiveEngine reckless(
      EchoOptions options, SocketKind kind, StandardProtocolFamily family, int windowLimit)
      throws SocketRefusedException {
    TimeSource time = TimeSource.system();
    EchoLoop loop = new EchoLoop(time, options.maxOpen());
    EchoSocket socket = new SocketOpener(JnaLibc.load(), options).open(family, List.of(kind));
    boolean ipv6 = family == StandardProtocolFamily.INET6;
    loop.add(socket, ipv6, SipHash.withRandomKey(), windowLimit);
    return new LiveEngine(EchoEngine.started(loop, time, Threads::daemon));
  }

  /** What came of an echo: the round trip, or a failure. */
  record Result(Duration roundTrip, Set<ProbeOutcome> failure) {
    boolean answered() {
      return failure.isEmpty();
    }

    ProbeOutcome outcome() {
      return failure.iterator().next();
    }
  }

  /** Asks all at once and waits for every answer. */
  List<Result> ask(List<InetAddress> addresses, Duration timeout) throws Exception {
    List<CompletableFuture<Result>> results = new ArrayList<>();
    for (InetAddress address : addresses) {
      results.add(start(address, timeout));
    }
    List<Result> done = new ArrayList<>();
    for (CompletableFuture<Result> result : results) {
      done.add(result.get(LIMIT_SECONDS, TimeUnit.SECONDS));
    }
    return done;
  }

  Result ask(String address, Duration timeout) throws Exception {
    return ask(List.of(InetAddress.getByName(address)), timeout).get(0);
  }

  CompletableFuture<Result> start(InetAddress address, Duration timeout) {
    CompletableFuture<Result> result = new CompletableFuture<>();
    EchoRequest request =
        new EchoRequest(address, System.nanoTime(), timeout.toNanos(), EchoRequest.NO_END);
    Question question =
        engine.ask(
            request,
            new EchoListener() {
              @Override
              public void answered(long token, long roundTripNanos) {
                result.complete(new Result(Duration.ofNanos(roundTripNanos), Set.of()));
              }

              @Override
              public void answeredUntimed(long token) {
                result.completeExceptionally(new AssertionError("the clock was stepped"));
              }

              @Override
              public void failed(long token, ProbeOutcome outcome) {
                result.complete(new Result(Duration.ZERO, Set.of(outcome)));
              }
            },
            0);
    if (question == Question.DONE && !result.isDone()) {
      throw new AssertionError("refused without an outcome");
    }
    return result;
  }

  /** Closes the engine, so that nothing is counted any more, and tells what was. */
  EchoCounters lastCounters() {
    engine.close();
    return engine.counters();
  }

  @Override
  public void close() {
    engine.close();
  }
}
