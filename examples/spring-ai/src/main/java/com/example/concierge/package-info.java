/** A concierge on Spring AI: what its beans know is ChatModel, and the router is behind it. */
package com.example.concierge;
