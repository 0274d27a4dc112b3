package io.ispmonitor.alerting.channel;

import io.ispmonitor.alert.CleanText;
import io.ispmonitor.alert.Message;
import io.ispmonitor.alert.Notice;
import java.util.stream.Collectors;

/** What a placeholder of a WhatsApp template is filled with. */
public enum WhatsAppPart {
  /** The message's title. */
  TITLE {
    @Override
    String of(Notice notice) {
      return notice.message().title();
    }
  },
  /** The message's fields, each with its name. */
  FIELDS {
    @Override
    String of(Notice notice) {
      return notice.message().fields().stream()
          .map(field -> field.name() + ": " + field.value())
          .collect(Collectors.joining("; "));
    }
  },
  /** The message's text, in one line; begins with a note when it may have been told before. */
  TEXT {
    @Override
    String of(Notice notice) {
      return notice.message().text().strip().replaceAll("\\s*\n\\s*", "; ");
    }
  },
  /** Where to read what to do. */
  LINK {
    @Override
    String of(Notice notice) {
      Message message = notice.message();
      return message.link() == null ? "" : message.link().toString();
    }
  },
  /** How grave it is, such as {@code CRITICAL}. */
  SEVERITY {
    @Override
    String of(Notice notice) {
      return notice.severity().name();
    }
  },
  /** What it is about, such as {@code RECOVERY}. */
  KIND {
    @Override
    String of(Notice notice) {
      return notice.kind().name();
    }
  },
  /** When it was decided, in UTC. */
  TIME {
    @Override
    String of(Notice notice) {
      return notice.at().toString();
    }
  };

  /** Stands where there is nothing: parameters must not be empty. */
  private static final String NOTHING = "-";

  abstract String of(Notice notice);

  /** As a parameter may be: in one line, without tabs or more than one space in a row. */
  String parameter(Notice notice, int most) {
    String line = CleanText.line(of(notice), most);
    return line.isEmpty() ? NOTHING : line;
  }
}
