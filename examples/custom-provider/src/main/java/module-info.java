/** Parrot, a vendor of our own invention, for Laneway. */
module com.example.parrot {
  requires dev.laneway.provider.http;

  provides dev.laneway.api.spi.ProviderFactory with
      com.example.parrot.ParrotFactory;
}
