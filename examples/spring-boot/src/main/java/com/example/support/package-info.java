/** A Spring Boot application over the router. */
package com.example.support;
