package io.ispmonitor.internal.path;

/**
 * A wish for a question out of turn.
 *
 * @param asking whom to ask what
 * @param notBeforeNanos when at the earliest
 * @param unlessSinceNanos not needed when one was sent at this time or later
 * @param urgency which of several goes first
 */
record AskRequest(Asking asking, long notBeforeNanos, long unlessSinceNanos, Urgency urgency) {}
