-- A member is alive; answers how many are, and the clock in microseconds. KEYS: members. ARGV: member, milliseconds of silence that end it.
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('PEXPIRE', KEYS[1], 3600000)
return { redis.call('ZCARD', KEYS[1]), clock[1] * 1000000 + clock[2] }
