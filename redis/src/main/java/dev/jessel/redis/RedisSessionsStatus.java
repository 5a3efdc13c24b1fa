// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

/**
 * How a server stands with its fleet, for those who watch it. Holds no secret.
 *
 * @param connected whether there is a connection to Redis, as far as one can tell
 * @param keys whose ticket keys this server uses
 * @param keyGeneration how often they have changed since they were made of nothing
 * @param answers questions that Redis answered
 * @param failures questions that it did not answer in time, or could not be asked: each was taken
 *     for no
 */
public record RedisSessionsStatus(
    boolean connected, Keys keys, long keyGeneration, long answers, long failures) {
  /** Whose ticket keys a server uses. */
  public enum Keys {
    /** Its own: Redis was not reached yet, or is gone for too long. */
    OWN,
    /** The fleet's. */
    SHARED,
    /** Its own: those in Redis do not open with the fleet keys that this server has. */
    UNREADABLE
  }
}
