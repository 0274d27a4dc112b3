package io.ispmonitor.metric;

import org.jspecify.annotations.Nullable;

/** The chunks of all histories, ordered by when their newest row came. */
final class AgeQueue {
  private @Nullable Chunk oldest;
  private @Nullable Chunk newest;

  @Nullable Chunk oldest() {
    return oldest;
  }

  /** A row came to this chunk, which may be new. */
  void touch(Chunk chunk) {
    if (chunk == newest) {
      return;
    }
    remove(chunk);
    Chunk before = newest;
    chunk.older = before;
    if (before == null) {
      oldest = chunk;
    } else {
      before.newer = chunk;
    }
    newest = chunk;
  }

  /** Takes a chunk out; does nothing when it is not in. */
  void remove(Chunk chunk) {
    Chunk older = chunk.older;
    Chunk newer = chunk.newer;
    if (older != null) {
      older.newer = newer;
    } else if (oldest == chunk) {
      oldest = newer;
    }
    if (newer != null) {
      newer.older = older;
    } else if (newest == chunk) {
      newest = older;
    }
    chunk.older = null;
    chunk.newer = null;
  }
}
