package io.plimsoll.enforcer.runtime;

/// A `config.json` that is none. Trying again does not help.
public final class MalformedConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedConfigurationException(String reason) {
        super("config.json cannot be understood: " + reason);
    }
}
