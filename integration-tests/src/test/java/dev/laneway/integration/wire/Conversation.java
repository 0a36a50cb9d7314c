package dev.laneway.integration.wire;

import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;

/** What a vendor says around the recorded reply, where one exchange does not stand alone. */
enum Conversation {
  ALONE {
    @Override
    void replies(RecordedVendor vendor, VendorReply recorded) {
      vendor.replies(recorded);
    }
  },
  /** A list that promises another page, which is empty. */
  PAGED {
    @Override
    void replies(RecordedVendor vendor, VendorReply recorded) {
      vendor.replies(recorded).replies(VendorReply.json(200, "{\"models\":[]}"));
    }
  },
  /** One model in the list, then what there is to show of it. */
  LIST_THEN_SHOW {
    @Override
    void replies(RecordedVendor vendor, VendorReply recorded) {
      String list = "{\"models\":[{\"name\":\"shown\",\"model\":\"shown\",\"details\":{}}]}";
      vendor.replies(VendorReply.json(200, list)).replies(recorded);
    }
  };

  abstract void replies(RecordedVendor vendor, VendorReply recorded);

  static Conversation of(WireFile file) {
    return switch (Scope.operation(file)) {
      case SHOW -> LIST_THEN_SHOW;
      case MODELS -> file.body().contains("nextPageToken") ? PAGED : ALONE;
      default -> ALONE;
    };
  }
}
