package io.ispmonitor.leadership;

/**
 * The right to write for a scope. A store refuses a write whose number is lower than the highest it
 * has seen for the scope, so that an instance that lost its place unknowingly does no harm.
 *
 * @param scope what the right is for
 * @param number rises each time the right changes hands
 */
public record FencingToken(String scope, long number) {}
