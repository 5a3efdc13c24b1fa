// SPDX-License-Identifier: Apache-2.0
/**
 * The program that BoringSSL's test runner, BoGo, drives: it does with Jessel what each test's
 * flags ask for, and tells by its exit status how that went.
 */
package dev.jessel.interop.bogo;
