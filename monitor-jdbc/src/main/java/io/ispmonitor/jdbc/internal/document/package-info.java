/**
 * Records as JSON documents, for what is kept whole: alerts, notices, states, windows, limits. A
 * document has a field for each component of its record that is not null; instants and the like are
 * written as ISO 8601 text; one of several records of a sealed interface says in the field {@code
 * is} which. A reader passes over fields that it does not know, and takes a missing one for null,
 * nothing or zero, so that older and newer programs can read each other's documents.
 */
@NullMarked
package io.ispmonitor.jdbc.internal.document;

import org.jspecify.annotations.NullMarked;
