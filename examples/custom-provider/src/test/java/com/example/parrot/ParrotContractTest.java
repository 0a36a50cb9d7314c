package com.example.parrot;

import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.testkit.ProviderContract;
import dev.laneway.testkit.VendorReply;
import dev.laneway.testkit.VendorWords;
import java.time.Duration;

class ParrotContractTest extends ProviderContract {

  @Override
  protected ProviderFactory factory() {
    return new ParrotFactory();
  }

  @Override
  protected VendorWords words() {
    String end = "\"bird\":\"grey\",\"why\":\"done\"";
    String tally = ",\"tally\":{\"heard\":5,\"spoken\":2}";
    return VendorWords.text(
            VendorReply.json(200, "{\"words\":\"Hello there\"," + end + tally + "}"),
            "Hello there",
            Usage.of(5, 2))
        .withoutUsage(VendorReply.json(200, "{\"words\":\"Hello there\"," + end + "}"))
        .stream(
            VendorReply.sse(
                "data: {\"words\":\"Hello \"}\n\ndata: {\"words\":\"there\"}\n\n"
                    + ("data: {" + end + tally + "}\n\n")))
        .throttled(
            VendorReply.json(429, "{\"message\":\"too chatty\"}").header("retry-after", "7"),
            Duration.ofSeconds(7))
        .fails(Kind.UNAUTHORIZED, VendorReply.json(401, "{\"message\":\"who are you?\"}"))
        .fails(Kind.UNAVAILABLE, VendorReply.json(503, "{\"message\":\"asleep\"}"));
  }
}
