-- Corrects what was claimed; never refuses.
-- KEYS: one for each allowance. ARGV: member, channel, then for each key
--   'R' or 'T', id, change, what is taken in the end, length in microseconds or end in milliseconds.
local member, channel = ARGV[1], ARGV[2]
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
for i, key in ipairs(KEYS) do
  local at = 5 * i - 2
  local kind, id, change, taken, length = ARGV[at], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4])
  local counts = true
  if kind == 'R' then
    local keep = math.ceil(length / 1000) + 1000
    local there = redis.call('HEXISTS', key .. ':a', id) == 1
    counts = there or tonumber(change) > 0
    if counts then
      redis.call('HINCRBY', key .. ':a', '', change)
      redis.call('HINCRBY', key .. ':a', id, change)
      if not there then
        redis.call('ZADD', key, now, id)
      elseif taken == 0 then
        redis.call('HDEL', key .. ':a', id)
        redis.call('ZREM', key, id)
      end
      redis.call('PEXPIRE', key, keep)
      redis.call('PEXPIRE', key .. ':a', keep)
    end
  else
    redis.call('HINCRBY', key, member, change)
    if length < 4e12 then
      redis.call('PEXPIREAT', key, string.format('%.0f', length + 86400000))
    end
  end
  if counts then
    redis.call('PUBLISH', channel, member .. '\nt\n' .. id .. '\n' .. string.format('%.0f', now) .. '\n' .. key .. '\t' .. change)
  end
end
return 1
