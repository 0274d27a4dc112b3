package io.ispmonitor.benchmarks.alerts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Writes one line for each that is read, until the standard input ends. */
final class LineServer {
  private LineServer() {}

  static void serve(UnaryOperator<String> answer) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(answer.apply(line));
    }
  }

  static IllegalArgumentException unknown(String command) {
    return new IllegalArgumentException("'" + command + "' is nothing that can be asked here");
  }
}
