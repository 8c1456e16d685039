package io.plimsoll.audittrail;

import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A statement of the Center: the chain had this head at this time. Whoever keeps a copy elsewhere can prove later that
/// the chain was rebuilt or cut off.
///
/// @param head of the chain
/// @param at when it was stated, to the millisecond
/// @param count of events up to the head
public record Checkpoint(ChainHead head, Instant at, long count) {
    /// Goes before the document in what is signed, so that a signature never serves for another kind of document.
    static final String PURPOSE = "plimsoll-checkpoint\n";

    private static final ObjectMapper JSON = JsonMapper.shared();

    /// The document, such as `{"sequence":12,"hash":"sha256:...","at":"2026-11-23T10:00:00.123Z","count":12}`.
    public String document() {
        return JSON.writeValueAsString(JSON.createObjectNode()
                .put("sequence", head.sequence())
                .put("hash", head.hash().toString())
                .put("at", at.toString())
                .put("count", count));
    }

    /// Signs the document.
    ///
    /// @param key Ed25519
    public SignedCheckpoint sign(PrivateKey key) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update((PURPOSE + document()).getBytes(StandardCharsets.UTF_8));
            return new SignedCheckpoint(document(), Base64.getEncoder().encodeToString(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of the trail cannot sign", e);
        }
    }

    /// Reads what [#document] wrote.
    ///
    /// @throws IllegalArgumentException if it is anything else
    static Checkpoint parse(String document) {
        try {
            JsonNode tree = JSON.readTree(document);
            return new Checkpoint(
                    new ChainHead(
                            tree.required("sequence").longValue(),
                            Digest.parse(tree.required("hash").stringValue())),
                    Instant.parse(tree.required("at").stringValue()),
                    tree.required("count").longValue());
        } catch (JacksonException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("not a checkpoint: " + e.getMessage(), e);
        }
    }
}
