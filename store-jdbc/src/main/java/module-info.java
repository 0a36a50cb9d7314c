/** Durable work, spend and day quotas in a file or in PostgreSQL. */
module dev.laneway.store.jdbc {
  requires transitive dev.laneway.api;
  requires transitive java.sql;
  requires com.github.kagkarlsson.scheduler;
  requires com.h2database;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.laneway.store.jdbc;
}
