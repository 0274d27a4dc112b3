// A file for tests of how files are served.
export const answer = 42;
