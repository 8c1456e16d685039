package io.plimsoll.cli.center;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleDelta;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.advisories.bundle.BundleRefusedException;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.cli.AtomicFile;
import io.plimsoll.cli.CommandFailure;
import io.plimsoll.cli.Configuration;
import io.plimsoll.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bundle of the Command Center that this person is logged in to. A copy is kept, so that only what changed
/// travels.
public final class CenterBundle {
    private static final String ROUTE = "/intelligence/bundle";
    private static final String DELTA = "plimsoll-delta";
    private static final int IM_USED = 226;
    private static final long LARGEST = Integer.MAX_VALUE;

    private final Center center;
    private final Path copy;
    private final Path arriving;
    private final List<BundleKey> keys;

    private CenterBundle(Center center, Path folder, List<BundleKey> keys) {
        this.center = center;
        this.copy = folder.resolve("bundle");
        this.arriving = folder.resolve("arriving-" + ProcessHandle.current().pid());
        this.keys = keys;
    }

    /// Brings the copy up to date.
    ///
    /// @param keys that may have signed it
    /// @return the copy; whoever opens it checks it as any other
    public static Path fetch(List<BundleKey> keys) {
        SavedSession session = SavedSession.load();
        Path folder = Configuration.state()
                .resolve("center-bundles")
                .resolve(Digest.of(session.server().getBytes(StandardCharsets.UTF_8))
                        .shortHex());
        try (Center center = new Center(session)) {
            Files.createDirectories(folder);
            CenterBundle bundle = new CenterBundle(center, folder, keys);
            bundle.refresh();
            return bundle.copy;
        } catch (IOException e) {
            throw new CommandFailure(
                    "the bundle of the Command Center cannot be kept in " + folder + ": " + AtomicFile.reason(e), e);
        }
    }

    private void refresh() throws IOException {
        try {
            String have = Files.isRegularFile(copy) ? tag(copy) : "";
            if (!refresh(have.isEmpty() ? Map.of() : Map.of("If-None-Match", have, "A-IM", DELTA))) {
                refresh(Map.of());
            }
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    /// @return false if what came was a delta that cannot be used: the whole bundle helps
    private boolean refresh(Map<String, String> headers) throws IOException {
        Optional<HttpResponse<InputStream>> answer = center.ifNew(ROUTE, headers);
        if (answer.isEmpty()) {
            return true;
        }
        String tag = answer.get().headers().firstValue("ETag").orElse("");
        try (InputStream in = answer.get().body()) {
            receive(in);
        }
        if (answer.get().statusCode() == IM_USED && !join()) {
            return false;
        }
        if (!tag(arriving).equals(tag)) {
            throw new IOException("what came is not the bundle " + tag + "; try again");
        }
        Files.move(arriving, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private void receive(InputStream in) throws IOException {
        try (OutputStream out = Files.newOutputStream(arriving)) {
            byte[] buffer = new byte[1 << 16];
            long length = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                length += read;
                if (length > LARGEST) {
                    throw new IOException("the Command Center sends more than the " + LARGEST + " bytes of a bundle");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private boolean join() {
        BundleTrust trust = BundleTrust.in(keys);
        try (Bundle base = Bundle.open(copy, trust)) {
            BundleDelta.apply(base, arriving, arriving, trust);
            return true;
        } catch (BundleRefusedException e) {
            return false;
        }
    }

    /// As the Center names it: by its bytes, so no note of it has to be kept.
    private static String tag(Path file) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return "\"" + Digest.ofRaw(sha256.digest()) + "\"";
    }
}
