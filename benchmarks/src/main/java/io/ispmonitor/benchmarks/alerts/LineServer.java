package io.ispmonitor.benchmarks.alerts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Writes one line for each that is read, until the standard input ends. */
public final class LineServer {
  private LineServer() {}

  /** Does what a line asks for. */
  @FunctionalInterface
  public interface Answer {
    /** Returns what is written in answer to a line. */
    String to(String line) throws IOException, SQLException, InterruptedException;
  }

  /** Serves; ends the program with what an answer fails with. */
  public static void serve(Answer answer) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        out.println(answer.to(line));
      } catch (SQLException e) {
        throw new IOException("'" + line + "' failed in the database", e);
      } catch (InterruptedException e) {
        throw new IOException("'" + line + "' was interrupted", e);
      }
    }
  }

  /** For a line that asks for nothing that is known. */
  public static IllegalArgumentException unknown(String command) {
    return new IllegalArgumentException("'" + command + "' is nothing that can be asked here");
  }
}
