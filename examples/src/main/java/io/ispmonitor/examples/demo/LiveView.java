package io.ispmonitor.examples.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws the table again and again on a screen of its own, and gives back the old one at the end.
 */
final class LiveView implements View {
  private static final String OTHER_SCREEN = "\u001b[?1049h\u001b[?25l";
  private static final String FIRST_SCREEN = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String REST_OF_LINE_EMPTY = "\u001b[K";
  private static final String REST_EMPTY = "\u001b[J";
  private static final int MOST_NOTES = 50;
  private static final int MANY_DEVICES = 20_000;

  /** The size is asked for this often only, since a program is run for it. */
  private static final int FRAMES_FOR_A_SIZE = 3;

  private final Session session;
  private final Surroundings surroundings;
  private final Terminal terminal;
  private final LiveTable table;
  private final @Nullable Instant endsAt;
  private final Deque<Note> notes = new ArrayDeque<>();
  private TerminalSize size = TerminalSize.USUAL;
  private int frames;

  LiveView(
      Session session, Surroundings surroundings, Terminal terminal, @Nullable Duration duration) {
    this.session = session;
    this.surroundings = surroundings;
    this.terminal = terminal;
    this.table = new LiveTable(session, surroundings, terminal);
    this.endsAt = duration == null ? null : surroundings.time().instant().plus(duration);
    surroundings.out().print(OTHER_SCREEN + HOME + REST_EMPTY);
    surroundings.out().println("Starting: " + session.network().title());
  }

  @Override
  public Duration period() {
    boolean many = session.network().inventory().size() > MANY_DEVICES;
    return many ? Duration.ofSeconds(5) : Duration.ofSeconds(1);
  }

  @Override
  public synchronized void note(Note note) {
    notes.add(note);
    if (notes.size() > MOST_NOTES) {
      notes.remove();
    }
  }

  @Override
  public void refresh() {
    if (frames++ % FRAMES_FOR_A_SIZE == 0) {
      size = terminal.sizes().get();
    }
    StringBuilder frame = new StringBuilder(HOME);
    for (String line : table.draw(size, title(), notes())) {
      frame.append(line).append(REST_OF_LINE_EMPTY).append('\n');
    }
    PrintStream out = surroundings.out();
    out.print(frame.append(REST_EMPTY));
    out.flush();
  }

  @Override
  public void close() {
    surroundings.out().print(FIRST_SCREEN);
    surroundings.out().flush();
  }

  private synchronized List<Note> notes() {
    return List.copyOf(notes);
  }

  private String title() {
    String every = Durations.inWords(session.schedule().interval());
    String left = "";
    if (endsAt != null) {
      Duration rest = Duration.between(surroundings.time().instant(), endsAt);
      left = Durations.brief(rest) + " left, ";
    }
    return "%s, every %s; %sCtrl-C ends".formatted(session.network().title(), every, left);
  }
}
