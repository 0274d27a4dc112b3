package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import java.net.URI;

/**
 * A message as a page for mail programs: every character of it escaped, a little style in place,
 * and nothing that is fetched from elsewhere.
 */
final class MailHtml {
  private final StringBuilder page = new StringBuilder(2_000);

  private MailHtml() {}

  /** The page. */
  static String of(Notice notice) {
    return new MailHtml().write(notice);
  }

  private String write(Notice notice) {
    Message message = notice.message();
    page.append("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head>\n")
        .append("<body style=\"font-family:sans-serif\">\n<h2 style=\"border-left:6px solid ")
        .append(colour(notice))
        .append(";padding-left:8px\">");
    escape(message.title());
    page.append("</h2>\n");
    fields(message);
    if (!message.text().isEmpty()) {
      page.append("<p style=\"white-space:pre-wrap\">");
      escape(message.text());
      page.append("</p>\n");
    }
    link(message);
    return page.append("</body></html>\n").toString();
  }

  private static String colour(Notice notice) {
    if (notice.kind() == Notice.Kind.RECOVERY) {
      return "#2e7d32";
    }
    return switch (notice.severity()) {
      case INFO -> "#546e7a";
      case WARNING -> "#f9a825";
      case CRITICAL -> "#e65100";
      case EMERGENCY -> "#b71c1c";
    };
  }

  private void fields(Message message) {
    if (message.fields().isEmpty()) {
      return;
    }
    page.append("<table>\n");
    for (Message.Field field : message.fields()) {
      page.append("<tr><th style=\"text-align:left;padding-right:12px\">");
      escape(field.name());
      page.append("</th><td>");
      escape(field.value());
      page.append("</td></tr>\n");
    }
    page.append("</table>\n");
  }

  private void link(Message message) {
    URI link = message.link();
    if (link == null) {
      return;
    }
    boolean isWeb =
        "https".equalsIgnoreCase(link.getScheme()) || "http".equalsIgnoreCase(link.getScheme());
    page.append("<p>");
    if (isWeb) { // anything else might run where it is clicked
      page.append("<a href=\"");
      escape(link.toString());
      page.append("\">");
    }
    escape(link.toString());
    page.append(isWeb ? "</a></p>\n" : "</p>\n");
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> page.append("&amp;");
        case '<' -> page.append("&lt;");
        case '>' -> page.append("&gt;");
        case '"' -> page.append("&quot;");
        case '\'' -> page.append("&#39;");
        default -> page.append(c);
      }
    }
  }
}
