package io.ispmonitor.snmp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are asked for together, again and again: what goes out is encoded only once. Keep
 * it. Immutable; any thread.
 */
public final class OidList {
  private final Question question;

  private OidList(List<Oid> oids) {
    this.question = Question.of(Question.Kind.GET, oids, 0, 0);
  }

  /**
   * These objects, in this order.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static OidList of(List<Oid> oids) {
    if (oids.isEmpty()) {
      throw new IllegalArgumentException("list of objects: name at least one");
    }
    return new OidList(oids);
  }

  /** How many there are. */
  public int size() {
    return question.bindings().size();
  }

  /** One of them, counted from 0. */
  public Oid get(int index) {
    return question.bindings().get(index).oid();
  }

  Question question() {
    return question;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OidList list && oids().equals(list.oids());
  }

  @Override
  public int hashCode() {
    return oids().hashCode();
  }

  private List<Oid> oids() {
    return question.bindings().stream().map(VarBind::oid).toList();
  }

  @Override
  public String toString() {
    return oids().toString();
  }
}
