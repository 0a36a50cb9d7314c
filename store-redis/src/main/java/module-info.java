/** Shared quotas, spend and answers in Redis. */
module dev.laneway.store.redis {
  requires transitive dev.laneway.api;
  requires io.github.bucket4j.core;
  requires io.github.bucket4j.lettuce;
  requires transitive lettuce.core;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.laneway.store.redis;
}
