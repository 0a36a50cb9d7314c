package dev.laneway.integration.wire;

/** Which call of the SPI meets a recording. */
enum Operation {
  CHAT,
  STREAM,
  EMBED,
  COUNT_TOKENS,
  MODELS,
  SHOW
}
