package io.ispmonitor.testkit.snmp;

import io.ispmonitor.snmp.Oid;
import io.ispmonitor.snmp.SnmpValue;
import io.ispmonitor.snmp.VarBind;
import org.jspecify.annotations.Nullable;

/** Faults that mislead whoever walks: {@code Get} is answered as ever. */
sealed interface MisleadingFault extends AgentFault {

  /** What comes behind an identifier, in place of what the view has there. */
  @Nullable VarBind next(Oid oid, ObjectView view);

  /** The view as the fault shows it. */
  default ObjectView over(ObjectView view) {
    return new ObjectView() {
      @Override
      public @Nullable SnmpValue get(Oid oid) {
        return view.get(oid);
      }

      @Override
      public @Nullable VarBind next(Oid oid) {
        return MisleadingFault.this.next(oid, view);
      }
    };
  }

  private static @Nullable VarBind itself(Oid oid, ObjectView view) {
    SnmpValue value = view.get(oid);
    return value == null ? view.next(oid) : new VarBind(oid, value);
  }

  record LoopsBack(Oid last, Oid backTo) implements MisleadingFault {
    @Override
    public @Nullable VarBind next(Oid oid, ObjectView view) {
      return oid.equals(last) ? itself(backTo, view) : view.next(oid);
    }

    @Override
    public String words() {
      return "goes back from " + last + " to " + backTo;
    }
  }

  record StandsStill() implements MisleadingFault {
    @Override
    public @Nullable VarBind next(Oid oid, ObjectView view) {
      return itself(oid, view);
    }

    @Override
    public String words() {
      return "gives what was asked for in place of the next";
    }
  }

  record Unordered(Oid first, Oid second) implements MisleadingFault {
    @Override
    public @Nullable VarBind next(Oid oid, ObjectView view) {
      if (oid.equals(second)) {
        return itself(first, view);
      } else if (oid.equals(first)) {
        return view.next(second);
      }
      VarBind next = view.next(oid);
      return next != null && next.oid().equals(first) ? itself(second, view) : next;
    }

    @Override
    public String words() {
      return "has " + second + " before " + first;
    }
  }

  record Endless(Oid column) implements MisleadingFault {
    @Override
    public @Nullable VarBind next(Oid oid, ObjectView view) {
      VarBind next = view.next(oid);
      boolean isInside = oid.startsWith(column) && oid.size() > column.size();
      if (!isInside || (next != null && next.oid().startsWith(column))) {
        return next;
      }
      int[] parts = oid.parts();
      parts[parts.length - 1]++;
      return new VarBind(Oid.ofParts(parts), new SnmpValue.Int(0));
    }

    @Override
    public String words() {
      return "makes up ever more rows of " + column;
    }
  }
}
