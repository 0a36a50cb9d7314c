-- Keeps a reply, and lets those go that were not asked for longest, until all fit.
-- KEYS: reply, order, sizes. ARGV: bytes, milliseconds to live, most bytes in all.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local size = #ARGV[1] + #KEYS[1] + 100
if size > tonumber(ARGV[3]) then
  return 0
end
if redis.call('EXISTS', KEYS[2]) == 0 then
  redis.call('DEL', KEYS[3]) -- without their order, which Redis may evict, those before end by their time alone
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('HINCRBY', KEYS[3], '', size - (redis.call('HGET', KEYS[3], KEYS[1]) or 0))
redis.call('HSET', KEYS[3], KEYS[1], size)
redis.call('ZADD', KEYS[2], now, KEYS[1])
local total = tonumber(redis.call('HGET', KEYS[3], '') or 0)
while total > tonumber(ARGV[3]) do
  local oldest = redis.call('ZPOPMIN', KEYS[2])[1]
  if not oldest then
    break
  end
  local freed = tonumber(redis.call('HGET', KEYS[3], oldest) or 0)
  redis.call('DEL', oldest)
  redis.call('HDEL', KEYS[3], oldest)
  redis.call('HINCRBY', KEYS[3], '', -freed)
  total = total - freed
end
return 1
