package com.example.parrot;

import dev.laneway.api.spi.*;
import dev.laneway.provider.http.*;
import java.util.List;

/** The way into this module: lanes are called {@code parrot/grey} and so on. */
public final class ParrotFactory implements ProviderFactory {

  private static final VendorProfile PARROT =
      VendorProfile.bearer(
          "parrot", "https://api.parrot.example", LimitReader.NONE, StandardFailures.ROLLING);

  @Override
  public String id() {
    return "parrot";
  }

  @Override
  public List<String> keyVariables() {
    return List.of("PARROT_API_KEY");
  }

  @Override
  public Provider create(ProviderSettings settings, ProviderContext context) {
    return new ParrotProvider(new VendorHttp(PARROT, settings, context));
  }
}
