// SPDX-License-Identifier: Apache-2.0
package dev.jessel.redis;

/** What Redis carries out as one step. */
final class Scripts {
  /** {@link FleetMemory#read}: KEYS the place. */
  static final String READ =
      """
      local time = redis.call('TIME')
      return {redis.call('GET', KEYS[1]),
              string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))}
      """;

  /** {@link FleetMemory#replace}: KEYS the place; ARGV value, milliseconds, what is expected. */
  static final String REPLACE =
      """
      if redis.call('GET', KEYS[1]) ~= (ARGV[3] or false) then return 0 end
      redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
      return 1
      """;

  /**
   * {@link FleetMemory#isFirst}: KEYS the memory, the event; ARGV milliseconds.
   *
   * <p>A memory is that of one run of Redis (run_id), as the one that is written to (master_replid,
   * which changes when a replica takes over), from which nothing was evicted: data that a restart
   * or a failover brought back lacks what was written last. When any of these has changed, or the
   * note is gone, or the clock was set back, a new memory begins. An event that comes again is
   * remembered from then on: with it may come another ClientHello, which may be said again.
   */
  static final String IS_FIRST =
      """
      local info = redis.call('INFO', 'server') .. redis.call('INFO', 'replication')
          .. redis.call('INFO', 'stats')
      local run = string.match(info, 'run_id:(%x+)')
      local replication = string.match(info, 'master_replid:(%x+)')
      local evicted = string.match(info, 'evicted_keys:(%d+)')
      if not (run and replication and evicted) then
        return redis.error_reply('ERR INFO does not tell run_id, master_replid and evicted_keys')
      end
      local this = run .. ' ' .. replication .. ' ' .. evicted
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      local which, since = string.match(redis.call('GET', KEYS[1]) or '', '^(.+) (%d+)$')
      if which ~= this or now < tonumber(since) then
        redis.call('SET', KEYS[1], this .. string.format(' %.0f', now))
        return 0
      end
      if not KEYS[2] then return 0 end
      local new = redis.call('SET', KEYS[2], '', 'NX', 'PX', ARGV[1])
      if not new then redis.call('SET', KEYS[2], '', 'PX', ARGV[1]) end
      if new and now - tonumber(since) > tonumber(ARGV[1]) then return 1 end
      return 0
      """;

  private Scripts() {}
}
