package io.plimsoll.e2e;

import io.plimsoll.testkit.TestImage;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands one host with Plimsoll up to all tests that leave it as they found it; it ends with the last of them.
/// Each test class names its images by a prefix of its own and scopes its policies to it.
final class SharedHost implements BeforeAllCallback, ParameterResolver {
    /// @param host has `tiny` in its engine
    /// @param administrator logs in for each test class: others between two of them may take longer than a
    ///     session lasts that lies idle
    record Protected(GuardedHost host, CommandLine administrator) implements AutoCloseable {
        @Override
        public void close() {
            host.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        shared(context).administrator().logInAsAdministrator();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Protected.class;
    }

    @Override
    public Protected resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context);
    }

    private static Protected shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedHost.class))
                .computeIfAbsent("host", _ -> start(), Protected.class);
    }

    private static Protected start() {
        GuardedHost host = GuardedHost.start();
        try {
            TestImage.TINY.importInto(host.engine(), "tiny");
            host.upWithPassword();
            return new Protected(host, CommandLine.ofStranger(host));
        } catch (RuntimeException | Error e) {
            host.close();
            throw e;
        }
    }
}
