package io.plimsoll.scanner.registry;

import io.plimsoll.model.Digest;
import io.plimsoll.model.EcrAddress;
import io.plimsoll.model.NameFilter;
import io.plimsoll.scanner.archive.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What the Command Center asks for, one JSON document:
///
/// `{"ask":"list","registry":"registry.example.com:5000","way":"catalogue","plainHttp":false,"authority":"(PEM)",`
/// `"realms":["auth.example.com"],"user":"reader","password":"...","named":["shop/web"],"repositoriesIn":["shop/*"],`
/// `"repositoriesOut":[],"tagsIn":[],"tagsOut":["*-test"],"newest":10,"builtAfter":"2026-01-01T00:00:00Z"}`
///
/// `ask` is `test`, `list`, `scan` or `login`. `scan` has `repository`, `tag` and perhaps `digest` in place of what
/// follows the password. `login` is for Amazon ECR: user and password are the access key's, `sessionToken` goes with a
/// temporary one, and the answer is a user and a password for the others. Empty and absent are the same. Closing it
/// removes the file that it keeps the authority in.
record ProgramRequest(Ask ask, Json document, RegistryAccess access) implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 20;

    enum Ask {
        TEST,
        LIST,
        SCAN,
        LOGIN
    }

    /// @throws IOException if it is no such document; its text is not quoted
    static ProgramRequest read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw RegistryException.lasting("a request has at most " + MOST_BYTES + " bytes");
        }
        Json document = Json.parse(bytes);
        Ask ask = Ask.valueOf(document.field("ask").text().toUpperCase(Locale.ROOT));
        return new ProgramRequest(ask, document, access(document));
    }

    /// A credential for this registry only, whoever else is asked on the way.
    private static RegistryAccess access(Json document) throws IOException {
        String registry = document.field("registry").text();
        String user = document.field("user").text();
        Credential credential =
                new Credential.Password(user, document.field("password").text());
        return new RegistryAccess(
                reference -> user.isEmpty() || !reference.registry().equals(registry)
                        ? Optional.empty()
                        : Optional.of(credential),
                authority(document.field("authority").text()),
                document.field("plainHttp").text().equals("true"),
                Set.copyOf(document.field("realms").texts()),
                Help.CONSOLE);
    }

    private static Optional<Path> authority(String pem) throws IOException {
        return pem.isEmpty()
                ? Optional.empty()
                : Optional.of(Files.writeString(Files.createTempFile("plimsoll-authority", ".pem"), pem));
    }

    /// Host of the registry, without its port.
    String host() throws IOException {
        String host = java.net
                .URI
                .create("https://" + image("any", "latest", Optional.empty()).host())
                .getHost();
        return Objects.requireNonNull(host);
    }

    ListingRequest listing() throws IOException {
        String newest = document.field("newest").text();
        String builtAfter = document.field("builtAfter").text();
        String way = document.field("way").text();
        return new ListingRequest(
                document.field("registry").text(),
                way.isEmpty() ? ListingRequest.Way.NAMED : ListingRequest.Way.valueOf(way.toUpperCase(Locale.ROOT)),
                document.field("named").texts(),
                filter("repositories"),
                filter("tags"),
                newest.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(newest)),
                builtAfter.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(builtAfter)));
    }

    /// The registry of ECR to get a password for.
    EcrAddress ecr() throws IOException {
        String host = document.field("registry").text();
        return EcrAddress.of(host)
                .orElseThrow(
                        () -> RegistryException.lasting("'" + host + "' is no private registry of Amazon ECR, such as"
                                + " 123456789012.dkr.ecr.eu-central-1.amazonaws.com"));
    }

    AwsKey accessKey() throws IOException {
        return new AwsKey(
                document.field("user").text(),
                document.field("password").text(),
                document.field("sessionToken").text());
    }

    private NameFilter filter(String names) throws IOException {
        return NameFilter.of(
                document.field(names + "In").texts(),
                document.field(names + "Out").texts());
    }

    /// The image to scan.
    RegistryReference image() throws IOException {
        String digest = document.field("digest").text();
        return image(
                document.field("repository").text(),
                document.field("tag").text(),
                digest.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(digest)));
    }

    private RegistryReference image(String repository, String tag, Optional<Digest> digest) throws IOException {
        return new RegistryReference(document.field("registry").text(), repository, tag, digest);
    }

    @Override
    public void close() throws IOException {
        if (access.authority().isPresent()) {
            Files.delete(access.authority().get());
        }
    }

    /// Never its document, which holds a password.
    @Override
    public String toString() {
        return "ProgramRequest[" + ask + "]";
    }
}
