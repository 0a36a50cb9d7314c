package com.example.support;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** A help desk: answers while somebody waits, and sums up its tickets at night. */
@SpringBootApplication
@EnableScheduling
public class SupportApplication {

  /** Starts it. */
  public static void main(String[] args) {
    SpringApplication.run(SupportApplication.class, args);
  }
}
