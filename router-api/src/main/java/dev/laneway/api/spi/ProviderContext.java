package dev.laneway.api.spi;

import dev.laneway.api.time.TimeSource;
import java.net.http.HttpClient;

/**
 * What a router hands to its providers, so that they need not fetch it.
 *
 * @param time the only clock and the only way to wait
 * @param http shared by all providers of a router: follows no redirects, and calls back on its own
 *     thread, where nobody may block or run an application's code
 */
public record ProviderContext(TimeSource time, HttpClient http) {}
