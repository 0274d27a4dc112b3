package io.ispmonitor.app.service;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * A line for each record: time in UTC, level, who, and what; a trace below it where there is one.
 */
final class LogLine extends Formatter {

  @Override
  public String format(LogRecord record) {
    StringBuilder line = new StringBuilder(160);
    line.append(record.getInstant())
        .append(' ')
        .append(level(record.getLevel()))
        .append(' ')
        .append(shortName(record.getLoggerName()))
        .append(": ")
        .append(clean(formatMessage(record)))
        .append(System.lineSeparator());
    Throwable thrown = record.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      line.append(trace);
    }
    return line.toString();
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    } else if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN ";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
  }

  private static String shortName(String logger) {
    return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
  }

  /** What came over the network must not look like lines of the log. */
  private static String clean(String message) {
    return message.replaceAll("[\\p{Cntrl}&&[^\\t]]+", " ");
  }
}
