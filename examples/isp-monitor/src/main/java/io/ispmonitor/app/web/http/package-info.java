/**
 * What all routes share: who is let in, what is asked for and in which words it is refused, JSON,
 * static files, and streams of events. Routes are added by {@link
 * io.ispmonitor.app.web.http.Routes}.
 */
@NullMarked
package io.ispmonitor.app.web.http;

import org.jspecify.annotations.NullMarked;
