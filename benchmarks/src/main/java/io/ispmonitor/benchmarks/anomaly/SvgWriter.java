package io.ispmonitor.benchmarks.anomaly;

import java.util.Locale;

/** Writes the few elements of SVG that a picture of a series needs, with one decimal. */
final class SvgWriter {
  private static final String STYLE =
      "text{font:12px sans-serif;fill:#333}.small{font-size:11px}.band{fill:#9dc3e6;fill-opacity:.5}"
          + ".fault{fill:#fbe3d6}.series{fill:none;stroke:#1f4e79;stroke-width:1}"
          + ".alarm{stroke:#c00000;stroke-width:1.5}.grid{stroke:#ddd}.told{fill:#c00000}";

  private final StringBuilder text = new StringBuilder();

  SvgWriter(int width, int height) {
    line("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">", width, height);
    line("<style>%s</style>", STYLE);
    line("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", width, height);
  }

  private void line(String line, Object... values) {
    text.append(String.format(Locale.ROOT, line, values)).append('\n');
  }

  /** Draws from now on only within a rectangle, until {@link #endGroup}. */
  void clipped(double x, double y, double width, double height) {
    line(
        "<clipPath id=\"plot\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/></clipPath>",
        x, y, width, height);
    line("<g clip-path=\"url(#plot)\">");
  }

  void endGroup() {
    line("</g>");
  }

  void rectangle(String kind, double x, double y, double width, double height) {
    line(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        kind, x, y, width, height);
  }

  void straight(String kind, double x1, double y1, double x2, double y2) {
    line(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        kind, x1, y1, x2, y2);
  }

  /** A path of M, L and Z commands. */
  void path(String kind, String path) {
    line("<path class=\"%s\" d=\"%s\"/>", kind, path);
  }

  /** Words that begin, end or have their middle (start, end, middle) at a place. */
  void words(String kind, String anchor, double x, double y, String words) {
    line(
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        kind, x, y, anchor, escaped(words));
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The file. */
  String finished() {
    return text + "</svg>\n";
  }
}
