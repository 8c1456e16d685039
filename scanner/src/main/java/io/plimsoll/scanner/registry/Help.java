package io.plimsoll.scanner.registry;

/// What a person can do about a refusal, in the words of the place where that person is.
public enum Help {
    /// The commands `scan` and `sbom`.
    COMMAND_LINE {
        @Override
        String logIn(String registry) {
            return "use 'docker login " + registry + "', or --registry-user NAME with --registry-password-stdin";
        }

        @Override
        String nameRealm(String host) {
            return "say --registry-realm " + host;
        }

        @Override
        String nameAuthority() {
            return "name its authority with --registry-ca FILE, or";
        }

        @Override
        String allowPlainHttp() {
            return "say --plain-http";
        }
    },
    /// The page of a registry in the console.
    CONSOLE {
        @Override
        String logIn(String registry) {
            return "give the registry a user and a password that may read it";
        }

        @Override
        String nameRealm(String host) {
            return "add " + host + " to the token servers of the registry";
        }

        @Override
        String nameAuthority() {
            return "give the registry the certificate of its authority, or";
        }

        @Override
        String allowPlainHttp() {
            return "choose plain HTTP";
        }
    };

    abstract String logIn(String registry);

    abstract String nameRealm(String host);

    abstract String nameAuthority();

    abstract String allowPlainHttp();
}
