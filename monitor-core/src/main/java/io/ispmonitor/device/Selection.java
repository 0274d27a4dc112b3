package io.ispmonitor.device;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Says which devices are meant, without naming each of them: those of a region, a tower and what
 * hangs on it, all but a few. It holds values only, so it can be stored, and is worked out against
 * the devices there are at the moment by {@link Inventory#select(Selection)}. A device that does
 * not exist is not an error: it selects nothing until it comes.
 *
 * <pre>{@code
 * label("region", "north").or(subtree("tower-7")).except(device("ups-7"))
 * }</pre>
 *
 * <p>Selections may be nested 16 deep and have 256 parts in all.
 */
public sealed interface Selection {

  /**
   * The devices with these ids.
   *
   * @param ids 1 to 10,000, in the order given
   */
  record Devices(Set<String> ids) implements Selection {
    private static final int MOST_SHOWN = 5;

    /** Copies and checks the ids. */
    public Devices {
      ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
      SelectionBounds.checkIds(ids.size());
      ids.forEach(Device::checkId);
    }

    /** With five of the ids at most. */
    @Override
    public String toString() {
      List<String> shown = ids.stream().limit(MOST_SHOWN).toList();
      int more = ids.size() - shown.size();
      return "Devices[ids="
          + String.join(", ", shown)
          + (more > 0 ? " and " + more + " more]" : "]");
    }
  }

  /**
   * A device and all that can be reached over it alone. What has another way left is not meant: it
   * should go on working while this device is away.
   *
   * @param root the device's id
   */
  record Subtree(String root) implements Selection {
    /** Checks the id. */
    public Subtree {
      Device.checkId(root);
    }
  }

  /**
   * All that depends on a device, directly or not, also what has another way. The device itself is
   * not meant.
   *
   * @param root the device's id
   */
  record Behind(String root) implements Selection {
    /** Checks the id. */
    public Behind {
      Device.checkId(root);
    }
  }

  /**
   * The devices that carry this label with exactly this value.
   *
   * @param key the label's key
   * @param value its value, at most 1,000 characters; may be empty
   */
  record Label(String key, String value) implements Selection {
    /** Checks both. */
    public Label {
      SelectionBounds.checkLabel(key, value);
    }
  }

  /** Every device. */
  record Everything() implements Selection {}

  /**
   * What at least one of the parts selects.
   *
   * @param parts at least one
   */
  record AnyOf(List<Selection> parts) implements Selection {
    /** Copies and checks the parts. */
    public AnyOf {
      parts = List.copyOf(parts);
      SelectionBounds.checkParts(parts);
    }
  }

  /**
   * What every one of the parts selects.
   *
   * @param parts at least one
   */
  record AllOf(List<Selection> parts) implements Selection {
    /** Copies and checks the parts. */
    public AllOf {
      parts = List.copyOf(parts);
      SelectionBounds.checkParts(parts);
    }
  }

  /**
   * What the one selects and the other does not.
   *
   * @param base what is meant
   * @param without what of it is not meant
   */
  record Except(Selection base, Selection without) implements Selection {
    /** Checks the parts. */
    public Except {
      SelectionBounds.checkParts(List.of(base, without));
    }
  }

  /** The devices with these ids. */
  static Selection device(String... ids) {
    return new Devices(new LinkedHashSet<>(Arrays.asList(ids)));
  }

  /** A device and all that can be reached over it alone. */
  static Selection subtree(String id) {
    return new Subtree(id);
  }

  /** All that depends on a device, directly or not, also what has another way. */
  static Selection behind(String id) {
    return new Behind(id);
  }

  /** The devices that carry this label with exactly this value. */
  static Selection label(String key, String value) {
    return new Label(key, value);
  }

  /** Every device. */
  static Selection everything() {
    return new Everything();
  }

  /** What this or the other selects. */
  default Selection or(Selection other) {
    return this instanceof AnyOf any
        ? new AnyOf(SelectionBounds.append(any.parts(), other))
        : new AnyOf(List.of(this, Objects.requireNonNull(other, "other")));
  }

  /** What both this and the other select. */
  default Selection and(Selection other) {
    return this instanceof AllOf all
        ? new AllOf(SelectionBounds.append(all.parts(), other))
        : new AllOf(List.of(this, Objects.requireNonNull(other, "other")));
  }

  /** What this selects and the other does not. */
  default Selection except(Selection other) {
    return new Except(this, other);
  }
}
