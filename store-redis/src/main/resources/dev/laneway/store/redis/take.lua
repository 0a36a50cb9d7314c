-- Takes what a call claims of several allowances, all of it or nothing.
-- KEYS: one for each allowance. ARGV: member, id, channel, then for each key
--   rolling: 'R', amount, limit, length in microseconds;  turn: 'T', amount, limit, end in milliseconds.
-- A rolling allowance is a sorted set of ids by time and, beside it, a hash of their amounts with the sum under ''.
-- A turn is a hash of what each member has taken.
local member, id, channel = ARGV[1], ARGV[2], ARGV[3]
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local used, known = {}, {}
local refused, retry = -1, 0

local function forget(key, length)
  local old = redis.call('ZRANGEBYSCORE', key, '-inf', now - length)
  for _, gone in ipairs(old) do
    local amount = redis.call('HGET', key .. ':a', gone)
    if amount then
      redis.call('HINCRBY', key .. ':a', '', -amount)
      redis.call('HDEL', key .. ':a', gone)
    end
    redis.call('ZREM', key, gone)
  end
end

local function untilFree(key, length, over)
  local entries = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
  for i = 1, #entries, 2 do
    over = over - (redis.call('HGET', key .. ':a', entries[i]) or 0)
    if over <= 0 then
      return math.max(1, math.ceil((entries[i + 1] + length - now) / 1000))
    end
  end
  return math.ceil(length / 1000)
end

for i, key in ipairs(KEYS) do
  local at = 4 * i
  local kind, amount, limit, length = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  if kind == 'R' then
    forget(key, length)
    used[i] = tonumber(redis.call('HGET', key .. ':a', '') or 0)
    known[i] = redis.call('HEXISTS', key .. ':a', id) == 1
  else
    used[i] = 0
    for _, taken in ipairs(redis.call('HVALS', key)) do
      used[i] = used[i] + taken
    end
  end
  if refused < 0 and not known[i] and used[i] + amount > limit then
    refused = i - 1
    if kind == 'R' then
      retry = untilFree(key, length, used[i] + amount - limit)
    else
      retry = math.max(1, math.min(length - now / 1000, 86400000))
    end
  end
end

local answer = { refused, math.floor(retry), now }
local news = {}
for i, key in ipairs(KEYS) do
  local at = 4 * i
  local kind, amount, limit, length = ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  if refused < 0 and amount > 0 and not known[i] then
    if kind == 'R' then
      redis.call('ZADD', key, now, id)
      redis.call('HSET', key .. ':a', id, ARGV[at + 1])
      redis.call('HINCRBY', key .. ':a', '', ARGV[at + 1])
      local keep = math.ceil(length / 1000) + 1000
      redis.call('PEXPIRE', key, keep)
      redis.call('PEXPIRE', key .. ':a', keep)
    else
      redis.call('HINCRBY', key, member, ARGV[at + 1])
      if length < 4e12 then
        redis.call('PEXPIREAT', key, string.format('%.0f', length + 86400000))
      end
    end
    used[i] = used[i] + amount
    news[#news + 1] = key .. '\t' .. ARGV[at + 1]
  end
  answer[#answer + 1] = limit - used[i]
end
if #news > 0 then
  redis.call('PUBLISH', channel, member .. '\nt\n' .. id .. '\n' .. string.format('%.0f', now) .. '\n' .. table.concat(news, '\n'))
end
return answer
