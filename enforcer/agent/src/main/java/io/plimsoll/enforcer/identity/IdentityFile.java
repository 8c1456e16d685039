package io.plimsoll.enforcer.identity;

import io.plimsoll.enforcer.disk.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The identity on the disk: one file, so that a key and its certificate are never of different ages. Mode 0600.
public final class IdentityFile {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WholeFile file;

    public IdentityFile(Path path) {
        file = new WholeFile(path, 64 * 1024);
    }

    /// The identity; empty before the first enrolment.
    ///
    /// @throws IllegalStateException if the file is there and cannot be understood
    public Optional<Identity> read() {
        return file.read().map(this::parse);
    }

    private Identity parse(byte[] json) {
        try {
            JsonNode tree = JSON.readTree(json);
            byte[] bundleKey = bytes(tree, "bundleKey");
            return new Identity(
                    tree.required("id").asString(),
                    tree.required("host").asString(),
                    tree.required("port").asInt(),
                    Keys.ec(bytes(tree, "key")),
                    Keys.certificate(bytes(tree, "certificate")),
                    Keys.certificate(bytes(tree, "authority")),
                    Keys.ed25519(bytes(tree, "policyKey")),
                    bundleKey.length == 0 ? Optional.empty() : Optional.of(Keys.ed25519(bundleKey)));
        } catch (JacksonException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    file.path() + " cannot be understood; remove it and enrol this host again with a new string from"
                            + " the Center",
                    e);
        }
    }

    private static byte[] bytes(JsonNode tree, String field) {
        return Base64.getDecoder().decode(tree.required(field).asString());
    }

    public void write(Identity identity) {
        try {
            ObjectNode tree = JSON.createObjectNode()
                    .put("id", identity.id())
                    .put("host", identity.host())
                    .put("port", identity.port())
                    .put("key", text(identity.key().getEncoded()))
                    .put("certificate", text(identity.certificate().getEncoded()))
                    .put("authority", text(identity.authority().getEncoded()))
                    .put("policyKey", text(identity.policyKey().getEncoded()))
                    .put(
                            "bundleKey",
                            identity.bundleKey().map(k -> text(k.getEncoded())).orElse(""));
            file.write(tree.toString().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate cannot be encoded", e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
