package io.ispmonitor.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A probe, in numbers since the start.
 *
 * @param name the probe's name
 * @param devices how many devices it asks
 * @param asked questions sent
 * @param answered questions answered in full
 * @param partial questions answered in part
 * @param silent questions without an answer
 * @param refused questions somebody said no to
 * @param voided questions that prove nothing
 * @param broken questions our side failed to ask; those that threw or were never answered included
 * @param threw how often the probe threw instead of asking
 * @param neverAnswered how often it gave no outcome at all
 * @param late outcomes that came after the question was given up
 * @param repeated outcomes of a question that had one already
 * @param missed questions that were not sent because we were too late for them
 * @param stretched questions that were left out on purpose while we were overloaded
 * @param lastOutcomeAt when the last outcome came; null before the first
 * @param open questions that have not ended; at most one for each device
 * @param lastAskedAt when a question was last handed to the probe; null before the first
 * @param interval how often it asks a device, as its schedule says for most of them
 */
public record ProbeHealth(
    String name,
    int devices,
    long asked,
    long answered,
    long partial,
    long silent,
    long refused,
    long voided,
    long broken,
    long threw,
    long neverAnswered,
    long late,
    long repeated,
    long missed,
    long stretched,
    @Nullable Instant lastOutcomeAt,
    long open,
    @Nullable Instant lastAskedAt,
    Duration interval) {}
