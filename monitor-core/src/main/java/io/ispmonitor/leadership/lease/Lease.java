package io.ispmonitor.leadership.lease;

import org.jspecify.annotations.Nullable;

/**
 * Who is in charge of a scope, as a {@link LeaseStore} holds it.
 *
 * @param scope what it is for
 * @param token rises by one each time it is taken; 0 when it never was
 * @param version rises each time it is taken, kept or given up
 * @param holder the {@linkplain InstanceStatus#incarnation() incarnation} that holds it; null when
 *     none does
 * @param holderId the name of that instance, or of the last one; null when there was none
 * @param heir the instance that it was given up for; null when for none in particular
 * @param origin {@linkplain InstanceStatus#origin() where} whoever holds it stores what waits for
 *     the database, or the last one did; null when nobody ever held it
 * @param sinceToken the token of the first of the terms that follow one another without anybody
 *     else's between them: what was said under it or a later one, nobody else can contradict
 */
public record Lease(
    String scope,
    long token,
    long version,
    @Nullable String holder,
    @Nullable String holderId,
    @Nullable String heir,
    @Nullable String origin,
    long sinceToken) {

  /** One that nobody ever held. */
  public static Lease unheld(String scope) {
    return new Lease(scope, 0, 0, null, null, null, null, 0);
  }

  /** Whether an incarnation holds it. */
  public boolean isHeldBy(String incarnation) {
    return incarnation.equals(holder);
  }

  /** After an instance has taken it. */
  public Lease taken(InstanceStatus by) {
    long next = token + 1;
    return new Lease(
        scope,
        next,
        version + 1,
        by.incarnation(),
        by.id(),
        null,
        by.origin(),
        by.origin().equals(origin) ? sinceToken : next);
  }

  /** After its holder has kept it. */
  public Lease kept() {
    return new Lease(scope, token, version + 1, holder, holderId, null, origin, sinceToken);
  }

  /** After its holder has given it up. */
  public Lease released(@Nullable String forHeir) {
    return new Lease(scope, token, version + 1, null, holderId, forHeir, origin, sinceToken);
  }
}
