/**
 * The routes of the API, a class for each subject. All of it is the library's public interface said
 * in JSON; {@link io.ispmonitor.app.web.api.Api} adds all of them.
 */
@NullMarked
package io.ispmonitor.app.web.api;

import org.jspecify.annotations.NullMarked;
