package io.ispmonitor.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How large a selection may be: what is worked out again and again must not grow without end. */
final class SelectionBounds {
  private static final int MOST_IDS = 10_000;
  private static final int MOST_PARTS = 256;
  private static final int DEEPEST = 16;
  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_VALUE = 1_000;

  private SelectionBounds() {}

  static void checkIds(int ids) {
    if (ids < 1 || ids > MOST_IDS) {
      throw new IllegalArgumentException(
          "a selection must name from 1 to %d devices, was %d; select larger groups by a label"
              .formatted(MOST_IDS, ids));
    }
  }

  static void checkLabel(String key, String value) {
    Names.check("label key of a selection", key, LONGEST_KEY);
    if (value.length() > LONGEST_VALUE) {
      throw new IllegalArgumentException(
          "label value of a selection by '%s' has %d characters; at most %d are allowed"
              .formatted(key, value.length(), LONGEST_VALUE));
    }
  }

  /** The parts were checked when they were made, so this looks at no more than is allowed. */
  static void checkParts(List<Selection> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a selection of several has no parts; give it one");
    }
    int size = parts.stream().mapToInt(SelectionBounds::size).sum();
    if (size > MOST_PARTS) {
      throw new IllegalArgumentException(
          ("a selection may have at most %d parts, was %d; "
                  + "select by a label or name several ids in one part")
              .formatted(MOST_PARTS, size));
    }
    int depth = 1 + parts.stream().mapToInt(SelectionBounds::depth).max().orElse(0);
    if (depth > DEEPEST) {
      throw new IllegalArgumentException(
          "a selection may be nested at most %d deep, was %d".formatted(DEEPEST, depth));
    }
  }

  static List<Selection> append(List<Selection> parts, Selection other) {
    List<Selection> longer = new ArrayList<>(parts);
    longer.add(Objects.requireNonNull(other, "other"));
    return longer;
  }

  private static int size(Selection selection) {
    return Math.max(1, parts(selection).stream().mapToInt(SelectionBounds::size).sum());
  }

  private static int depth(Selection selection) {
    return 1 + parts(selection).stream().mapToInt(SelectionBounds::depth).max().orElse(0);
  }

  private static List<Selection> parts(Selection selection) {
    if (selection instanceof Selection.AnyOf any) {
      return any.parts();
    }
    if (selection instanceof Selection.AllOf all) {
      return all.parts();
    }
    if (selection instanceof Selection.Except except) {
      return List.of(except.base(), except.without());
    }
    return List.of();
  }
}
