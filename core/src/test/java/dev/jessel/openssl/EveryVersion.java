// SPDX-License-Identifier: Apache-2.0
package dev.jessel.openssl;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/**
 * A test of what is the same in every version of the protocol. The method takes a {@link Version}
 * and is called once for each version at hand: here TLS 1.3 and 1.2. The legacy module runs the
 * same tests, and there they speak the older versions, too. A test of these pages that is a plain
 * {@code @Test} speaks of one version alone, or of none.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@Tag(EveryVersion.TAG)
@ExtendWith(EveryVersion.Provider.class)
@interface EveryVersion {
  String TAG = "every-version";

  /** A configuration parameter: when it is true, versions from TLS 1.2 on are left out. */
  String OLD_ALONE = "dev.jessel.old-versions-alone";

  /** Whether TLS 1.3 is left out: renegotiation, which it has not. */
  boolean before13() default false;

  /** Makes the calls. */
  final class Provider implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      boolean before13 =
          context.getRequiredTestMethod().getAnnotation(EveryVersion.class).before13();
      boolean oldAlone =
          context.getConfigurationParameter(OLD_ALONE, Boolean::valueOf).orElse(false);
      return Version.all()
          .filter(version -> !before13 || !version.is13())
          .filter(version -> !oldAlone || version.isOld())
          .map(Call::new);
    }
  }

  /** One call. */
  record Call(Version version) implements TestTemplateInvocationContext, ParameterResolver {
    @Override
    public String getDisplayName(int index) {
      return version.toString();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Version.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return version;
    }
  }
}
