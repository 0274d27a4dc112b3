package io.ispmonitor.snmp.profile;

/**
 * Where something was read.
 *
 * @param file which file
 * @param line counted from 1; 0 for all of it
 */
record Place(String file, int line) {

  ProfileProblem problem(String text) {
    return new ProfileProblem(file, line, text);
  }
}
