// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.util.Optional;

/**
 * A function or macro of libssl, as its headers and its list of symbols have it.
 *
 * @param group which group of {@link ApiGroup} it belongs to
 * @param isMacro whether the preprocessor makes it
 * @param name its C name
 * @param counted whether it is one of those that the published number is about
 * @param manual the manual page that describes it; empty for none
 */
record ApiSymbol(
    ApiGroup group, boolean isMacro, String name, boolean counted, Optional<String> manual) {}
