-- Finds a reply and remembers, where it can, that it was asked for. KEYS: reply, order, sizes.
local reply = redis.call('GET', KEYS[1])
if reply then
  local clock = redis.call('TIME')
  redis.pcall('ZADD', KEYS[2], clock[1] * 1000000 + clock[2], KEYS[1])
elseif redis.call('ZREM', KEYS[2], KEYS[1]) == 1 then
  redis.call('HINCRBY', KEYS[3], '', -(redis.call('HGET', KEYS[3], KEYS[1]) or 0))
  redis.call('HDEL', KEYS[3], KEYS[1])
end
return reply
