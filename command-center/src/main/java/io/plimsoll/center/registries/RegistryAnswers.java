package io.plimsoll.center.registries;

import io.plimsoll.advisories.InventoryReader;
import io.plimsoll.advisories.UnreadableInventoryException;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Inventory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the registry program answers, read strictly: the words in it are a registry's.
final class RegistryAnswers {
    private static final int LARGEST_LISTING = 32 << 20;
    private static final int LARGEST_LOGIN = 1 << 16;
    private static final int LONGEST_HEAD = 1024;
    private static final long LARGEST_INVENTORY = 64L << 20;
    private static final int LONGEST_TEXT = 600;

    private RegistryAnswers() {}

    /// What a registry has of what is wanted.
    ///
    /// @param repositories how many
    /// @param notes what was left out and why
    record Listing(int repositories, List<Tag> tags, List<String> notes) {
        Listing {
            tags = List.copyOf(tags);
            notes = List.copyOf(notes);
        }
    }

    /// @param name as the engine on a host writes it
    record Tag(String repository, String tag, String name, Digest digest) {}

    /// What a scan found.
    static final class Scanned {
        private final Digest digest;
        private final String name;
        private final Digest image;
        private final Inventory inventory;
        private final byte[] document;

        Scanned(Digest digest, String name, Digest image, Inventory inventory, byte[] document) {
            this.digest = digest;
            this.name = name;
            this.image = image;
            this.inventory = inventory;
            this.document = document;
        }

        /// Of the manifest that the tag has.
        Digest digest() {
            return digest;
        }

        /// As the engine on a host writes it.
        String name() {
            return name;
        }

        /// Its id.
        Digest image() {
            return image;
        }

        Inventory inventory() {
            return inventory;
        }

        /// The inventory as it came, compressed with gzip. Not copied: it may be large.
        byte[] document() {
            return document;
        }
    }

    static Listing listing(InputStream answer) throws IOException {
        byte[] bytes = answer.readNBytes(LARGEST_LISTING + 1);
        if (bytes.length > LARGEST_LISTING) {
            throw new RegistryFailure("the list is larger than " + LARGEST_LISTING + " bytes; narrow it", false);
        }
        JsonNode document = JsonMapper.shared().readTree(bytes);
        List<Tag> tags = new ArrayList<>();
        for (JsonNode tag : document.path("tags")) {
            tags.add(new Tag(
                    text(tag, "repository"), text(tag, "tag"), text(tag, "name"), Digest.parse(text(tag, "digest"))));
        }
        List<String> notes = new ArrayList<>();
        document.path("notes").forEach(note -> notes.add(clean(note.asString(""))));
        return new Listing(document.path("repositories").asInt(0), tags, notes);
    }

    static EcrPasswords.Given given(InputStream answer) throws IOException {
        JsonNode document = JsonMapper.shared().readTree(answer.readNBytes(LARGEST_LOGIN));
        return new EcrPasswords.Given(
                document.path("user").asString(""),
                document.path("password").asString(""),
                Instant.parse(document.path("expiresAt").asString("")));
    }

    private static String text(JsonNode node, String field) {
        return clean(node.path(field).asString(""));
    }

    private static String clean(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) : line;
    }

    static Scanned scanned(InputStream answer) throws IOException {
        String[] head = head(answer).split(" ", 2);
        byte[] document = compressed(answer);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(document))) {
            Inventory inventory = InventoryReader.read(in);
            @Nullable Digest image = inventory.imageId();
            if (image == null || head.length != 2) {
                throw new RegistryFailure("the scan's answer says of no image that it is about it", false);
            }
            return new Scanned(Digest.parse(head[0]), clean(head[1]), image, inventory, document);
        } catch (UnreadableInventoryException e) {
            throw new RegistryFailure("the scan's answer is not sound: " + e.getMessage(), false, e);
        }
    }

    private static String head(InputStream answer) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = answer.read(); c >= 0 && c != '\n' && line.size() < LONGEST_HEAD; c = answer.read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static byte[] compressed(InputStream answer) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            for (int read = answer.read(buffer); read >= 0; read = answer.read(buffer)) {
                size += read;
                if (size > LARGEST_INVENTORY) {
                    throw new RegistryFailure("the inventory has more than " + LARGEST_INVENTORY + " bytes", false);
                }
                gzip.write(buffer, 0, read);
            }
        }
        return compressed.toByteArray();
    }
}
