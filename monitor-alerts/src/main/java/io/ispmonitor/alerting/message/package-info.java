/**
 * What notices say, in the language of their readers: templates with named places and without
 * logic, in English and in Portuguese as in Brazil, as properties files that a host can overlay.
 */
@NullMarked
package io.ispmonitor.alerting.message;

import org.jspecify.annotations.NullMarked;
