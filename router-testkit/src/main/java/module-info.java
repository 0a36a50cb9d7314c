/** Virtual time, scripted and recorded vendors, and the contract that every provider keeps. */
module dev.laneway.testkit {
  requires transitive dev.laneway.api;
  requires static org.junit.jupiter.api;
  requires static transitive org.jspecify;

  exports dev.laneway.testkit;
}
