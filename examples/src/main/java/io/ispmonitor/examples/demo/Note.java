package io.ispmonitor.examples.demo;

import java.time.Instant;

/**
 * Something worth a line.
 *
 * @param at when
 * @param text what, in a sentence
 */
record Note(Instant at, String text) {}
