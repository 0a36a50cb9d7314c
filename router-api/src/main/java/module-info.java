/** What applications exchange with a Laneway router, and what a provider author implements. */
module dev.laneway.api {
  requires transitive java.net.http;
  requires static transitive org.jspecify;

  exports dev.laneway.api;
  exports dev.laneway.api.spi;
  exports dev.laneway.api.spi.store;
  exports dev.laneway.api.time;

  uses dev.laneway.api.JsonBinding;
}
