package io.ispmonitor.examples.demo;

import io.ispmonitor.metric.Gap;
import io.ispmonitor.metric.Sample;
import java.util.List;

/** Draws the last samples of a series in one line; a gap is drawn as one, never as a value. */
final class Sparkline {
  private static final String BLOCKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";
  private static final String LETTERS = "_.-:=+*#";
  private static final char NO_ANSWER = 'x';
  private static final char NOT_KNOWN = '?';

  private final String levels;

  Sparkline(boolean unicode) {
    this.levels = unicode ? BLOCKS : LETTERS;
  }

  /** The last samples, the newest at the right, at most so many. */
  String of(List<Sample> samples, int width) {
    List<Sample> shown = samples.subList(Math.max(0, samples.size() - width), samples.size());
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (Sample sample : shown) {
      if (sample.gap() == Gap.NONE) {
        min = Math.min(min, sample.value());
        max = Math.max(max, sample.value());
      }
    }
    StringBuilder line = new StringBuilder(shown.size());
    for (Sample sample : shown) {
      line.append(mark(sample, min, max));
    }
    return line.toString();
  }

  private char mark(Sample sample, double min, double max) {
    return switch (sample.gap()) {
      case NONE -> level(sample.value(), min, max);
      case SILENT, REFUSED -> NO_ANSWER;
      default -> NOT_KNOWN;
    };
  }

  private char level(double value, double min, double max) {
    double share = max > min ? (value - min) / (max - min) : 0;
    return levels.charAt((int) Math.round(share * (levels.length() - 1)));
  }
}
