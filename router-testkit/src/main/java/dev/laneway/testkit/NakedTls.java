package dev.laneway.testkit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The server's side of a TLS handshake that cannot succeed, for want of a certificate. */
final class NakedTls {

  private NakedTls() {}

  static void handshake(Connection connection) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            withoutCertificate()
                .getSocketFactory()
                .createSocket(connection.socket(), connection.in(), true);
    try (socket) {
      socket.startHandshake();
    }
  }

  private static SSLContext withoutCertificate() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], null, null);
      return context;
    } catch (GeneralSecurityException noTls) {
      throw new IOException("this JDK has no TLS", noTls);
    }
  }
}
