/**
 * The HTTP server: {@link io.ispmonitor.app.web.WebServer#start} serves the page and an API over
 * what a {@link io.ispmonitor.app.site.Site} knows and can do.
 */
@NullMarked
package io.ispmonitor.app.web;

import org.jspecify.annotations.NullMarked;
