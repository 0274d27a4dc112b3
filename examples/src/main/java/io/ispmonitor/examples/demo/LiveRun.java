package io.ispmonitor.examples.demo;

import io.ispmonitor.MonitorBuilder;
import io.ispmonitor.alert.Notice;
import io.ispmonitor.examples.HealthEndpoint;
import io.ispmonitor.jdbc.database.HistoryException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Watches a network until the time is over or the user has seen enough. */
final class LiveRun {
  private final Options options;
  private final Network network;
  private final Surroundings surroundings;
  private final @Nullable Keeping keeping;
  private final AtomicReference<@Nullable View> shown = new AtomicReference<>();
  private final Chronicle chronicle = Chronicle.telling(this::note);
  private final Messages messages;

  /**
   * A run to come.
   *
   * @param keeping what is kept from run to run; null for nothing
   */
  LiveRun(Options options, Network network, Surroundings surroundings, @Nullable Keeping keeping) {
    this.options = options;
    this.network = network;
    this.surroundings = surroundings;
    this.keeping = keeping;
    this.messages = new Messages(surroundings.zone(), keeping, this::note);
  }

  /** Runs it to its end; the exit status. */
  int run() {
    PrintStream summaryTo = options.json() ? surroundings.err() : surroundings.out();
    List<String> found = found();
    try (Session session =
        new Session(
            network,
            options.schedule(network.usualInterval()),
            options,
            surroundings,
            this::listen)) {
      Summary summary = new Summary(surroundings);
      Instant began = surroundings.time().instant();
      try (HealthEndpoint endpoint = endpoint(session);
          View view = view(session)) {
        shown.set(view);
        announce(endpoint);
        found.forEach(this::tell);
        Timeline timeline = session.start();
        timeline.every(view.period(), view::refresh);
        Duration duration = duration();
        if (duration != null) {
          timeline.after(duration, session::end);
        }
        session.awaitEnd();
        shown.set(null);
      }
      summary.print(session.monitor(), network.collecting(), chronicle, messages, summaryTo);
      if (keeping != null) {
        summaryTo.println("  history    " + keeping.words());
      }
      if (options.board()) {
        board(session, began, summaryTo);
      }
    }
    if (!options.json()) {
      summaryTo.println();
      summaryTo.println(network.howToGoOn());
    }
    return Demo.ALL_UP;
  }

  /** Null where none is wanted. */
  private @Nullable HealthEndpoint endpoint(Session session) {
    Integer port = options.serve();
    if (port == null) {
      return null;
    }
    try {
      return HealthEndpoint.open(session.monitor(), port);
    } catch (IOException e) {
      throw new BadUseException(
          "--serve %d: nothing can be served there, %s; choose another port"
              .formatted(port, e.getMessage()));
    }
  }

  private void announce(@Nullable HealthEndpoint endpoint) {
    if (endpoint != null) {
      surroundings.err().println("serving " + endpoint.uri() + "/health and /metrics");
    }
  }

  /** Before the monitor is made: it must not be kept waiting. */
  private List<String> found() {
    return keeping == null
        ? List.of()
        : Found.words(
            keeping, network.inventory(), surroundings.zone(), surroundings.time().instant());
  }

  private void board(Session session, Instant began, PrintStream to) {
    if (keeping != null) {
      keeping.settle();
    }
    try {
      BoardReport.print(surroundings, session.monitor(), began, to);
    } catch (HistoryException e) {
      to.println("no board, since what was before cannot be read now: " + e.getMessage());
    }
  }

  private void tell(String line) {
    if (options.json()) {
      surroundings.err().println(line);
    } else {
      note(new Note(surroundings.time().instant(), line));
    }
  }

  private MonitorBuilder listen(MonitorBuilder builder) {
    if (options.json()) {
      builder.listener(new JsonView(network, surroundings.out()));
    }
    Collecting collecting = network.collecting();
    if (collecting != null) {
      collecting.join(builder, options.schedule(network.usualInterval()).interval());
    }
    if (keeping != null) {
      keeping.join(builder);
    }
    return chronicle.listenTo(builder).with(messages.alerting());
  }

  private View view(Session session) {
    if (options.json()) {
      return new Progress(session, surroundings);
    }
    Terminal terminal = options.plain() ? null : surroundings.terminal();
    return terminal == null
        ? new PlainView(session, surroundings)
        : new LiveView(session, surroundings, terminal, duration());
  }

  private @Nullable Duration duration() {
    return options.duration() == null ? network.usualDuration() : options.duration();
  }

  private void note(Notice notice) {
    if (options.json()) {
      new JsonView(network, surroundings.out()).message(notice);
    }
    note(Messages.note(notice, surroundings.time().instant()));
  }

  private void note(Note note) {
    View view = shown.get();
    if (view != null) {
      view.note(note);
    }
  }
}
