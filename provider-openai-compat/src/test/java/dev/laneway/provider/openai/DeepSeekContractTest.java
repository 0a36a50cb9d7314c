package dev.laneway.provider.openai;

import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.testkit.ProviderContract;
import dev.laneway.testkit.VendorWords;

class DeepSeekContractTest extends ProviderContract {

  @Override
  protected ProviderFactory factory() {
    return new Vendors.DeepSeek();
  }

  @Override
  protected VendorWords words() {
    return OpenAiContractTest.familyWords();
  }
}
