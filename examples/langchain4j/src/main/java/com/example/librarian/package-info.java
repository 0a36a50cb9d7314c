/** A librarian on LangChain4j: it knows ChatModel, and the router is behind it. */
package com.example.librarian;
