package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// What a registry says, and the files with logins: challenges, manifests, references and `config.json`, chosen by the
/// first byte. Documents are read, or refused with a [RegistryException]; a challenge is read as far as it goes.
public final class DocumentTarget {
    private static final RegistryReference REFERENCE = RegistryReference.parse("registry.example:5000/shop/web:1.4");

    /// Made when fuzzing begins, and not when seeds are.
    private static final class World {
        static final Path LOGINS = file();
    }

    private DocumentTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        String text = new String(rest, StandardCharsets.UTF_8);
        try {
            switch ((input[0] & 0xff) % 4) {
                case 0 -> challenge(text);
                case 1 -> Manifest.parse(new FetchedDocument(rest), PullLimits.defaults());
                case 2 -> logins(rest);
                default -> reference(text);
            }
        } catch (RegistryException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new IllegalStateException("refused without a reason", e);
            }
        }
    }

    private static void challenge(String text) {
        for (Challenge challenge : Challenge.parse(List.of(text))) {
            if (challenge.scheme().isEmpty()) {
                throw new IllegalStateException("a challenge without a scheme");
            }
        }
    }

    private static void logins(byte[] file) throws IOException {
        Files.write(World.LOGINS, file);
        new AuthFiles(List.of(World.LOGINS), new CredentialHelper(Duration.ofSeconds(1), "/nowhere/")).find(REFERENCE);
    }

    /// What is read as a reference is read the same from its own words.
    private static void reference(String text) {
        RegistryReference reference;
        try {
            reference = RegistryReference.parse(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        if (!RegistryReference.parse(reference.toString()).equals(reference)) {
            throw new IllegalStateException("'" + reference + "' is read as another");
        }
    }

    /// @param kind 0 challenge, 1 manifest, 2 logins, 3 reference
    public static byte[] input(int kind, String document) {
        byte[] text = document.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[text.length + 1];
        input[0] = (byte) kind;
        System.arraycopy(text, 0, input, 1, text.length);
        return input;
    }

    private static Path file() {
        try {
            return Files.createTempFile("logins", ".json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
