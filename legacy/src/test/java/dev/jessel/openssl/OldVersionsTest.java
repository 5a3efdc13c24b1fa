// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What core's tests of the manual's pages say of every version, said of those of this module. */
@Suite
@SelectPackages("dev.jessel.openssl")
@IncludeClassNamePatterns(".*_Test")
@IncludeTags(EveryVersion.TAG)
@ConfigurationParameter(key = EveryVersion.OLD_ALONE, value = "true")
class OldVersionsTest {}
