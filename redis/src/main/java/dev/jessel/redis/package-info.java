// SPDX-License-Identifier: Apache-2.0

/**
 * What the servers of a fleet share on one Redis: the keys of tickets, sessions, and the memory of
 * early data. {@link dev.jessel.redis.RedisSessions} is where to begin.
 */
package dev.jessel.redis;
