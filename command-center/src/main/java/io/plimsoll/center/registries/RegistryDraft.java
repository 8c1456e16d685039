package io.plimsoll.center.registries;

import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.model.EcrAddress;
import io.plimsoll.model.NamePattern;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A registry as an administrator writes it; the REST contract's `RegistryDraft`.
///
/// @param user of ECR, the id of an access key
/// @param password of the user; null to keep the one that is kept. Of ECR, the secret of the access key
/// @param sessionToken of a temporary access key
record RegistryDraft(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String address,
        @Nullable Boolean plainHttp,
        @Nullable String authority,
        @Nullable List<String> tokenServers,
        @Nullable String user,
        @Nullable String password,
        @Nullable String sessionToken,
        @Nullable List<String> named,
        @Nullable List<String> repositoriesIn,
        @Nullable List<String> repositoriesOut,
        @Nullable List<String> tagsIn,
        @Nullable List<String> tagsOut,
        @Nullable Integer newest,
        @Nullable Integer maxAgeDays,
        @Nullable Integer everyMinutes) {
    private static final String HOST = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*";
    private static final Pattern ADDRESS = Pattern.compile("(?:" + HOST + "|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");
    private static final Pattern TOKEN_SERVER = Pattern.compile(HOST);
    /// Distribution specification, "Pulling manifests"; check the length first.
    static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");
    private static final int LONGEST_NAME = 100;
    static final int LONGEST_REPOSITORY = 255;
    private static final int LONGEST_HOST = 255;
    private static final int LONGEST_USER = 255;
    private static final int LONGEST_PASSWORD = 16_384;
    /// https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html; of the secrets only what a header takes.
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Za-z0-9_]{16,128}");

    private static final Pattern SECRET = Pattern.compile("[!-~]*");
    private static final int LONGEST_AUTHORITY = 65_536;
    private static final int MOST_ENTRIES = 1000;

    /// The registry that this is, with no credential yet.
    ///
    /// @throws ProblemException naming all mistakes
    Registry registry(UUID id) {
        List<String> mistakes = new ArrayList<>();
        String title = text(name).strip();
        need(mistakes, isLine(title, LONGEST_NAME), "'name' has 1 to " + LONGEST_NAME + " characters on one line");
        RegistryKind product = RegistryKind.ofWord(text(kind)).orElse(RegistryKind.OCI);
        need(mistakes, RegistryKind.ofWord(text(kind)).isPresent(), "'kind' is no kind of registry: '" + kind + "'");
        Destination where = destination(mistakes);
        Wanted wanted = wanted(mistakes);
        need(
                mistakes,
                !product.listsNothing() || !wanted.named().isEmpty(),
                "a registry of the kind '" + product.word() + "' lists nothing; 'named' names its repositories");
        need(
                mistakes,
                isCredential(where),
                "'password' goes with 'user' and has at most " + LONGEST_PASSWORD + " characters");
        Registry registry = new Registry(id, title, product, where, Optional.empty(), wanted);
        if (registry.hasAccessKey()) {
            checkAccessKey(mistakes, where);
        } else {
            need(
                    mistakes,
                    text(sessionToken).isEmpty(),
                    "'sessionToken' goes with an access key of the kind 'ecr' only");
        }
        if (!mistakes.isEmpty()) {
            throw new ProblemException(
                    400, "registry-invalid", "the registry cannot be taken: " + String.join("; ", mistakes), mistakes);
        }
        return registry;
    }

    /// The secret goes to the API of the region that the address names, and to nobody else.
    private void checkAccessKey(List<String> mistakes, Destination where) {
        need(
                mistakes,
                EcrAddress.of(where.address()).isPresent(),
                "'address' is that of a private registry of ECR, such as"
                        + " 123456789012.dkr.ecr.eu-central-1.amazonaws.com, without a port");
        need(mistakes, !where.plainHttp(), "'plainHttp' is not for ECR");
        need(
                mistakes,
                ACCESS_KEY_ID.matcher(where.user()).matches(),
                "'user' is the ID of an access key: 16 to 128 letters and digits; or 'AWS', with a password of some hours");
        need(mistakes, isSecret(password), "'password' is the secret access key, on one line and without spaces");
        need(
                mistakes,
                isSecret(sessionToken)
                        && (text(sessionToken).isEmpty() || !text(password).isEmpty()),
                "'sessionToken' goes with the 'password' of its access key and has at most " + LONGEST_PASSWORD
                        + " characters, without spaces");
    }

    private static boolean isSecret(@Nullable String secret) {
        return text(secret).length() <= LONGEST_PASSWORD
                && SECRET.matcher(text(secret)).matches();
    }

    /// The access key, where the registry has one and the draft brings it.
    AccessKey accessKey() {
        return new AccessKey(text(user), text(password), text(sessionToken));
    }

    private boolean isCredential(Destination where) {
        String given = text(password);
        return given.isEmpty()
                || (!where.user().isEmpty() && given.length() <= LONGEST_PASSWORD && given.indexOf('\0') < 0);
    }

    private Destination destination(List<String> mistakes) {
        String host = text(address).strip().toLowerCase(Locale.ROOT);
        need(
                mistakes,
                host.length() <= LONGEST_HOST && ADDRESS.matcher(host).matches(),
                "'address' is a host, perhaps with a port, such as registry.example.com:5000, without https:// and path");
        String who = text(user);
        need(
                mistakes,
                who.isEmpty() || (isLine(who, LONGEST_USER) && who.indexOf(':') < 0),
                "'user' has at most " + LONGEST_USER + " characters and no colon");
        List<String> servers = list(tokenServers);
        need(
                mistakes,
                servers.size() <= 10
                        && servers.stream()
                                .allMatch(s -> s.length() <= LONGEST_HOST
                                        && TOKEN_SERVER.matcher(s).matches()),
                "'tokenServers' are at most 10 hosts in lower case, without ports");
        String pem = text(authority).strip();
        need(mistakes, pem.isEmpty() || areCertificates(pem), "'authority' is certificates in PEM, 64 KiB at most");
        return new Destination(host, Boolean.TRUE.equals(plainHttp), pem, servers, who);
    }

    private static boolean areCertificates(String pem) {
        try {
            return pem.length() <= LONGEST_AUTHORITY
                    && !CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                            .isEmpty();
        } catch (CertificateException e) {
            return false;
        }
    }

    private Wanted wanted(List<String> mistakes) {
        List<String> repositories = list(named);
        need(
                mistakes,
                repositories.size() <= MOST_ENTRIES
                        && repositories.stream()
                                .allMatch(r -> r.length() <= LONGEST_REPOSITORY
                                        && REPOSITORY.matcher(r).matches()),
                "'named' are repositories such as shop/web, in lower case and without registry and tag");
        needRange(mistakes, "newest", newest, 1, 1000);
        needRange(mistakes, "maxAgeDays", maxAgeDays, 1, 3650);
        needRange(mistakes, "everyMinutes", everyMinutes, 5, 10_080);
        return new Wanted(
                repositories,
                patterns(mistakes, "repositoriesIn", repositoriesIn),
                patterns(mistakes, "repositoriesOut", repositoriesOut),
                patterns(mistakes, "tagsIn", tagsIn),
                patterns(mistakes, "tagsOut", tagsOut),
                newest,
                maxAgeDays,
                everyMinutes);
    }

    private static List<String> patterns(List<String> mistakes, String field, @Nullable List<String> patterns) {
        List<String> all = list(patterns);
        need(mistakes, all.size() <= MOST_ENTRIES, "'" + field + "' has at most " + MOST_ENTRIES + " patterns");
        for (String pattern : all.stream().limit(MOST_ENTRIES).toList()) {
            try {
                new NamePattern(pattern);
            } catch (IllegalArgumentException e) {
                mistakes.add("'" + field + "': " + e.getMessage());
            }
        }
        return all;
    }

    private static void needRange(List<String> mistakes, String field, @Nullable Integer value, int least, int most) {
        need(
                mistakes,
                value == null || (value >= least && value <= most),
                "'" + field + "' is from " + least + " to " + most + ", or absent");
    }

    private static void need(List<String> mistakes, boolean holds, String sentence) {
        if (!holds) {
            mistakes.add(sentence);
        }
    }

    private static boolean isLine(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> list(@Nullable List<String> list) {
        return list == null
                ? List.of()
                : list.stream()
                        .filter(Objects::nonNull)
                        .map(String::strip)
                        .distinct()
                        .toList();
    }

    /// Never its password.
    @Override
    public String toString() {
        return "RegistryDraft[" + name + " at " + address + "]";
    }
}
