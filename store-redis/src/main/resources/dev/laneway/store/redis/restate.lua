-- Counts what a member says that it has taken; saying it again changes nothing.
-- KEYS: one for each. ARGV: member, then for each key
--   'R' or 'T', id, amount, microseconds ago, length in microseconds or end in milliseconds.
local member = ARGV[1]
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
for i, key in ipairs(KEYS) do
  local at = 5 * i - 3
  local kind, id, amount, ago, length = ARGV[at], ARGV[at + 1], ARGV[at + 2], tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4])
  if kind == 'T' then
    redis.call('HSET', key, member, amount)
    if length < 4e12 then
      redis.call('PEXPIREAT', key, string.format('%.0f', length + 86400000))
    end
  elseif ago < length then
    local before = redis.call('HGET', key .. ':a', id) or '0'
    redis.call('HSET', key .. ':a', id, amount)
    redis.call('HINCRBY', key .. ':a', '', string.format('%.0f', amount - before))
    redis.call('ZADD', key, 'NX', now - ago, id)
    local keep = math.ceil(length / 1000) + 1000
    redis.call('PEXPIRE', key, keep)
    redis.call('PEXPIRE', key .. ':a', keep)
  end
end
return 1
