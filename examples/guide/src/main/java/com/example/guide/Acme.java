package com.example.guide;

import java.net.URI;

/** A vendor that speaks the OpenAI protocol and is in no list. */
final class Acme {

  static final URI URL = URI.create("https://llm.acme.example/v1");

  private Acme() {}
}
