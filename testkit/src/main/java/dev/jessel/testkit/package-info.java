// SPDX-License-Identifier: Apache-2.0

/** What tests share: certificates made while they run, and transports that misbehave. */
package dev.jessel.testkit;
