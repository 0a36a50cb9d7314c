package dev.laneway.provider.openai;

import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.ProviderException;

/** What becomes of a setting that a vendor has no word for: dropped and said, or refused. */
public final class Notes {

  private final String vendor;
  private final CallControl control;

  Notes(String vendor, CallControl control) {
    this.vendor = vendor;
    this.control = control;
  }

  /**
   * Drops a setting.
   *
   * @param why goes on the receipt, so: no content
   */
  public void drop(String setting, String why) {
    String words = vendor + " " + why + ": " + setting + " was dropped";
    if (control.strict()) {
      throw new ProviderException(
          new ProviderFailure.Rejected(
              FailureDetails.of(vendor + " " + why + " (" + setting + ", strict)"), setting));
    }
    control.noted(words);
  }

  /** Says that there is no way to send something without which the request makes no sense. */
  ProviderException refuse(String setting, String why) {
    return new ProviderException(
        new ProviderFailure.Rejected(FailureDetails.of(vendor + " " + why), setting));
  }
}
