package io.ispmonitor.examples.demo;

import io.ispmonitor.Monitor;
import io.ispmonitor.metric.PingMetrics;
import io.ispmonitor.metric.Sample;
import io.ispmonitor.metric.SeriesKey;
import io.ispmonitor.reachability.DeviceState;
import io.ispmonitor.reachability.DeviceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws how a network stands, in as many lines and columns as there are. */
final class LiveTable {
  private static final int STATE = 11;
  private static final int ROUND_TRIP = 8;
  private static final int LOSS = 4;
  private static final int SINCE = 6;
  private static final int NARROWEST_NAME = 16;
  private static final int WIDEST_NAME = 28;
  private static final int LEAST_TREND = 10;
  private static final int MOST_TREND = 40;
  private static final int BEHIND = 20;
  private static final int TRAFFIC = 7;
  private static final int SIGNAL = 7;
  private static final int VOLTAGE = 7;

  private static final int RED = 31;

  private final Session session;
  private final Surroundings surroundings;
  private final Terminal terminal;
  private final @Nullable Collecting collecting;
  private final Sparkline sparkline;
  private final List<Place> places;

  LiveTable(Session session, Surroundings surroundings, Terminal terminal) {
    this.session = session;
    this.surroundings = surroundings;
    this.terminal = terminal;
    this.collecting = session.network().collecting();
    this.sparkline = new Sparkline(terminal.unicode());
    this.places = Place.of(session.network().inventory());
  }

  /** The lines of a frame, one fewer than there are rows, and the latest notes at its end. */
  List<String> draw(TerminalSize size, String title, List<Note> latest) {
    Widths widths = Widths.in(size.columns(), collecting != null);
    int height = Math.max(1, size.rows() - 1);
    int footer = Math.min(latest.size(), Math.max(1, height / 6));
    List<String> lines = new ArrayList<>();
    lines.add(Columns.cut(title, size.columns()));
    lines.add(Columns.cut(overview(), size.columns()));
    for (String line : Headline.of(session.monitor().isolations(), surroundings)) {
      lines.add(colored(RED, Columns.cut(line, size.columns())));
    }
    lines.add(Columns.cut(heads(widths), size.columns()));
    Monitor monitor = session.monitor();
    int room = Math.max(0, height - lines.size() - footer);
    for (Row row : Row.mostTelling(places, monitor::status, room)) {
      lines.add(line(row, widths, size.columns()));
    }
    for (Note note : latest.subList(latest.size() - footer, latest.size())) {
      String text = surroundings.clock(note.at()) + " " + note.text();
      lines.add(Columns.cut(text, size.columns()));
    }
    return lines.subList(0, Math.min(height, lines.size()));
  }

  private String overview() {
    Monitor monitor = session.monitor();
    return "%s  %s | monitor %s"
        .formatted(
            surroundings.clock(surroundings.time().instant()),
            States.some(monitor.counts()),
            monitor.health().status());
  }

  private String heads(Widths widths) {
    List<String> heads = new ArrayList<>();
    heads.add(Columns.left("DEVICE", widths.name()));
    heads.add(Columns.left("STATE", STATE));
    heads.add(Columns.right("RTT NOW", ROUND_TRIP));
    heads.add(Columns.right("LOSS", LOSS));
    if (widths.trend() > 0) {
      heads.add(Columns.left("LAST RTTS", widths.trend()));
    }
    if (collecting != null) {
      heads.add(Columns.right("TRAFFIC", TRAFFIC));
      heads.add(Columns.right("SIGNAL", SIGNAL));
      heads.add(Columns.right("VOLTAGE", VOLTAGE));
    }
    heads.add(Columns.right("SINCE", SINCE));
    heads.add("RIGHT BEHIND");
    return String.join(" ", heads);
  }

  private String line(Row row, Widths widths, int columns) {
    DeviceStatus status = row.status();
    String name = "  ".repeat(row.place().depth()) + status.device().name();
    String before = Columns.left(name, widths.name()) + " ";
    String state = Columns.left(state(status), STATE);
    String after = " " + String.join(" ", cells(row, widths));
    int room = columns - Columns.width(before) - STATE;
    if (room < 0) {
      return Columns.cut(before + state, columns);
    }
    String shown = colored(color(status.state()), state);
    return before + shown + Columns.cut(after, room).stripTrailing();
  }

  private List<String> cells(Row row, Widths widths) {
    DeviceStatus status = row.status();
    String device = status.device().id();
    List<String> cells = new ArrayList<>();
    cells.add(Columns.right(Cells.roundTrip(status.roundTripSeconds()), ROUND_TRIP));
    cells.add(Columns.right(Cells.loss(status.loss()), LOSS));
    if (widths.trend() > 0) {
      cells.add(Columns.right(trend(device, widths.trend()), widths.trend()));
    }
    if (collecting != null) {
      Figures figures = collecting.collected().of(device);
      cells.add(Columns.right(Cells.traffic(figures), TRAFFIC));
      cells.add(Columns.right(Cells.signal(figures), SIGNAL));
      cells.add(Columns.right(Cells.voltage(figures), VOLTAGE));
    }
    cells.add(Columns.right(since(status), SINCE));
    cells.add(Marks.of(status, row.leaves()));
    return cells;
  }

  private static String state(DeviceStatus status) {
    return status.unconfirmed() == 0 ? status.state().name() : status.state() + " ?";
  }

  private String since(DeviceStatus status) {
    Instant now = surroundings.time().instant();
    return Durations.brief(Duration.between(status.since(), now));
  }

  private String trend(String device, int width) {
    Instant now = surroundings.time().instant();
    Duration back = session.schedule().interval().multipliedBy(width + 1L);
    List<Sample> samples =
        session
            .monitor()
            .metrics()
            .read(
                SeriesKey.of(device, PingMetrics.ROUND_TRIP.name()),
                now.minus(back),
                now.plusSeconds(1));
    return sparkline.of(samples, width);
  }

  private static int color(DeviceState state) {
    return switch (state) {
      case UP -> 32;
      case DEGRADED -> 33;
      case DOWN -> RED;
      case UNREACHABLE -> 35;
      case UNKNOWN -> 36;
    };
  }

  private String colored(int color, String text) {
    return terminal.color()
        ? String.format(Locale.ROOT, "\u001b[%dm%s\u001b[0m", color, text)
        : text;
  }

  /** The columns that grow with the terminal. */
  private record Widths(int name, int trend) {

    /** Where there is no room for all, the trend gives way to what was collected. */
    static Widths in(int columns, boolean areCollected) {
      int collected = areCollected ? TRAFFIC + SIGNAL + VOLTAGE + 3 : 0;
      int fixed = STATE + ROUND_TRIP + LOSS + SINCE + BEHIND + 6;
      int free = columns - fixed - collected;
      if (areCollected && free < NARROWEST_NAME + LEAST_TREND) {
        return new Widths(NARROWEST_NAME, 0);
      }
      int name = Math.max(NARROWEST_NAME, Math.min(WIDEST_NAME, free / 2));
      int trend = Math.max(LEAST_TREND, Math.min(MOST_TREND, free - name));
      return new Widths(name, trend);
    }
  }
}
