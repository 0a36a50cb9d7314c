package dev.laneway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configuration files for vendors on loopback. */
final class Loopback {

  static final String KEY = "sk-test-of-the-doctor-0001";

  private Loopback() {}

  /** One lane of a vendor of the OpenAI family. */
  static String config(Path folder, URI url) {
    return config(folder, "openai-compat", url + "/v1");
  }

  static String config(Path folder, String provider, String url) {
    return write(
        folder,
        """
        {"accounts":{"%s":{"api-key":"%s","base-url":"%s"}},
         "lanes":["%s/m-1"],
         "routes":{"default":{"strategy":"fallback","lanes":["%s/m-1"]}}}
        """
            .formatted(provider, KEY, url, provider, provider));
  }

  static String write(Path folder, String json) {
    try {
      return Files.writeString(folder.resolve("lanes.json"), json).toString();
    } catch (IOException notWritten) {
      throw new UncheckedIOException(notWritten);
    }
  }
}
