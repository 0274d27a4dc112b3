/**
 * Who may do what over HTTP: users with passwords, programs with tokens, the sessions of browsers,
 * how often a password may be tried, and what was done by whom. Begin at {@link
 * io.ispmonitor.app.web.access.Access}.
 */
@NullMarked
package io.ispmonitor.app.web.access;

import org.jspecify.annotations.NullMarked;
