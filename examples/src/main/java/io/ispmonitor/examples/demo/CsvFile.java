package io.ispmonitor.examples.demo;

import io.ispmonitor.extension.OutcomeListener;
import io.ispmonitor.extension.ProbeResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row for every outcome (RFC 4180, lines ended by a line feed). The first failure is kept,
 * and nothing is written after it. Thread-safe.
 */
final class CsvFile implements OutcomeListener, AutoCloseable {
  private static final String HEAD = "time,device,address,outcome,rtt_seconds,loss\n";

  private final Path file;
  private final String probe;
  private final BufferedWriter writer;
  private @Nullable IOException failure;

  private CsvFile(Path file, String probe, BufferedWriter writer) {
    this.file = file;
    this.probe = probe;
    this.writer = writer;
  }

  /** Opens the file for outcomes of the probe of this name, emptying it where it exists. */
  static CsvFile open(Path file, String probe) {
    try {
      CsvFile opened = new CsvFile(file, probe, Files.newBufferedWriter(file));
      opened.write(HEAD);
      return opened;
    } catch (IOException e) {
      throw new BadUseException("--csv %s cannot be written: %s".formatted(file, Errors.words(e)));
    }
  }

  @Override
  public void onOutcome(ProbeResult result) {
    if (!result.probe().equals(probe)) {
      return;
    }
    Measured measured = Measured.of(result.outcome());
    InetAddress address = result.device().address();
    write(
        row(
            List.of(
                result.askedAt().toString(),
                result.device().id(),
                address == null ? "" : address.getHostAddress(),
                measured.word(),
                number(measured.roundTripSeconds()),
                number(measured.loss()))));
  }

  /** Writes out what is still in memory. */
  synchronized void flush() {
    try {
      if (failure == null) {
        writer.flush();
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  /** What went wrong, in a sentence; null while nothing did. */
  synchronized @Nullable String trouble() {
    return failure == null
        ? null
        : "--csv %s could not be written to the end: %s; the rows before that are in it"
            .formatted(file, Errors.words(failure));
  }

  @Override
  public synchronized void close() {
    flush();
    try {
      writer.close();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
  }

  /** A row, quoted where it must be. */
  static String row(List<String> values) {
    return values.stream().map(CsvFile::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private synchronized void write(String text) {
    try {
      if (failure == null) {
        writer.write(text);
      }
    } catch (IOException e) {
      failure = e;
    }
  }
}
