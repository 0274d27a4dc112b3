package io.ispmonitor.alerting.rule;

import java.util.List;
import java.util.Map;

/** A value of JSON that knows where in its file it stands. */
sealed interface Located {
  /** The line, from 1. */
  int line();

  /** The column in it, from 1. */
  int column();

  /** What stands there, for messages. */
  String shown();

  /** A text. */
  record Text(int line, int column, String value) implements Located {
    @Override
    public String shown() {
      return "\"" + value + "\"";
    }
  }

  /** A number, as it was written. */
  record Number(int line, int column, double value, String shown) implements Located {}

  /** True or false. */
  record Truth(int line, int column, boolean value) implements Located {
    @Override
    public String shown() {
      return Boolean.toString(value);
    }
  }

  /** Null. */
  record Nothing(int line, int column) implements Located {
    @Override
    public String shown() {
      return "null";
    }
  }

  /** A list. */
  record Row(int line, int column, List<Located> values) implements Located {
    @Override
    public String shown() {
      return "[...]";
    }
  }

  /** Named values, in the order of the file. */
  record Fields(int line, int column, Map<String, Located> values) implements Located {
    @Override
    public String shown() {
      return "{...}";
    }
  }
}
