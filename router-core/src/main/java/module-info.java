/** The front door and the machine behind it. */
module dev.laneway.core {
  requires transitive dev.laneway.api;
  requires com.fasterxml.jackson.databind;
  requires com.github.benmanes.caffeine;
  requires io.github.bucket4j.core;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.laneway.core;
  exports dev.laneway.core.bridge;
  exports dev.laneway.core.event;
  exports dev.laneway.core.strategy;

  uses dev.laneway.api.spi.ProviderFactory;

  provides dev.laneway.api.JsonBinding with
      dev.laneway.core.JacksonBinding;
}
