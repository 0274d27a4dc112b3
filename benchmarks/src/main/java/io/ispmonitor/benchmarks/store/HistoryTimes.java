package io.ispmonitor.benchmarks.store;

import io.ispmonitor.metric.MetricStore;
import io.ispmonitor.metric.SeriesBlock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** How long it takes to get 24 hours of one series, as a graph needs them. */
final class HistoryTimes {
  private static final Duration DAY = Duration.ofDays(1);

  /** The first ones bring it into memory and let the JVM compile. */
  private static final int PASSES = 4;

  private static final String FROM_SAMPLE =
      "select ts, value from sample where device_id = ? and metric_id = ? and ts >= ? and ts < ?"
          + " order by ts";
  private static final String FROM_HISTORY =
      "select clock, ns, value from history where itemid = ? and clock >= ? and clock < ?"
          + " order by clock, ns";

  private final MetricStore ours;
  private final Connection connection;
  private final Provider provider;
  private final Instant start;
  private final Duration length;
  private long samples;
  private double sum;

  HistoryTimes(
      MetricStore ours, Connection connection, Provider provider, Instant start, Duration length) {
    this.ours = ours;
    this.connection = connection;
    this.provider = provider;
    this.start = start;
    this.length = length;
  }

  private record Question(SeriesBlock block, int column, Instant from, Instant to) {}

  /** Answers the median and the 99th percentile in nanoseconds, and how many samples there were. */
  String read(String table, int series) throws SQLException {
    List<Question> questions = questions(series);
    long[] nanos = {};
    for (int pass = 0; pass < PASSES; pass++) {
      samples = 0;
      nanos = new long[series];
      for (int i = 0; i < series; i++) {
        long began = System.nanoTime();
        ask(table, questions.get(i));
        nanos[i] = System.nanoTime() - began;
      }
    }
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("there are gaps among the samples of " + table);
    }
    Arrays.sort(nanos);
    return "%d %d %d".formatted(nanos[series / 2], nanos[series * 99 / 100], samples);
  }

  /** The same ones for all tables. */
  private List<Question> questions(int series) {
    Random random = new Random(3);
    List<Question> questions = new ArrayList<>();
    long latest = length.minus(DAY).toSeconds();
    for (int i = 0; i < series; i++) {
      int number = random.nextInt(provider.series());
      SeriesBlock block = provider.block(number);
      Instant from = start.plusSeconds(latest == 0 ? 0 : random.nextLong(latest));
      questions.add(new Question(block, number - block.number(0), from, from.plus(DAY)));
    }
    return questions;
  }

  private void ask(String table, Question question) throws SQLException {
    switch (table) {
      case "ours" ->
          ours.read(
              question.block.key(question.column),
              question.from,
              question.to,
              (time, value, gap) -> take(time, value));
      case "batch" -> askSample(question);
      default -> askHistory(question);
    }
  }

  private void askSample(Question question) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FROM_SAMPLE)) {
      statement.setInt(1, question.block.number(0));
      statement.setInt(2, question.column);
      statement.setObject(3, RowWay.at(question.from.toEpochMilli() * 1_000_000));
      statement.setObject(4, RowWay.at(question.to.toEpochMilli() * 1_000_000));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          take(rows.getObject(1, OffsetDateTime.class).getNano(), rows.getDouble(2));
        }
      }
    }
  }

  private void askHistory(Question question) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FROM_HISTORY)) {
      statement.setLong(1, question.block.number(question.column));
      statement.setLong(2, question.from.getEpochSecond());
      statement.setLong(3, question.to.getEpochSecond());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          take(rows.getInt(1) + rows.getInt(2), rows.getDouble(3));
        }
      }
    }
  }

  private void take(long time, double value) {
    samples++;
    sum += value + time;
  }
}
