/** What the author of an HTTP provider needs, and nothing more. */
module dev.laneway.provider.http {
  requires com.fasterxml.jackson.core;
  requires transitive dev.laneway.api;
  requires static transitive org.jspecify;

  exports dev.laneway.provider.http;
  exports dev.laneway.provider.http.json;
}
